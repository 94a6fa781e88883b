import { useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import { conditionsOf } from '../insight/case-conditions.ts';
import type { ConditionSearch } from '../insight/case-conditions.ts';
import { useJob } from '../insight/use-job.ts';
import type { QuestionOf } from '../insight/use-job.ts';
import { AsIsPanel } from './as-is-panel.tsx';
import { scenarioOf } from './scenario-json.ts';
import type { TriedOut } from './use-what-if.ts';

interface AsIsPartProps {
  readonly source: SourceJson;
  readonly tried: TriedOut;
}

/** Where the as-is comes from: a scenario found in the cases of the newest version that has any, or a file. */
export function AsIsPart({ source, tried }: AsIsPartProps): ReactElement {
  const version = (source.versions.find(({ cases }) => cases > 0) ?? source.versions[0])?.version;
  const search: ConditionSearch = useSearch({ strict: false });
  const [question, setQuestion] = useState<QuestionOf<'calibrate'>>();
  const asked = useJob<'calibrate'>(question);
  const { begin } = tried;
  const view = asked.answer?.view;
  const [taken, setTaken] = useState<typeof view>();
  useEffect(() => {
    const scenario = view === undefined || view === taken ? undefined : scenarioOf(view.scenario);
    if (view === undefined || scenario === undefined) return;
    setTaken(view);
    const { processId, version: of } = view.model;
    begin({ kind: 'version', processId, version: of }, scenario, {
      kind: 'cases',
      name: String(view.cases),
      at: new Date().toISOString(),
    });
  }, [view, taken, begin]);
  return (
    <AsIsPanel
      whatIf={tried.whatIf}
      asked={asked}
      isAsked={question !== undefined}
      calibrate={() => {
        const next: QuestionOf<'calibrate'> = {
          kind: 'calibrate',
          source: { processId: source.id },
          filter: { ...(version !== undefined && { version }), ...conditionsOf(search) },
        };
        if (JSON.stringify(next) === JSON.stringify(question)) asked.again();
        else setQuestion(next);
      }}
      take={(scenario, name) => {
        if (version !== undefined)
          begin({ kind: 'version', processId: source.id, version }, scenario, {
            kind: 'file',
            name,
            at: new Date().toISOString(),
          });
      }}
      file={source.id}
    />
  );
}
