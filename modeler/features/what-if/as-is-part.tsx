import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
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
        if (question === undefined)
          setQuestion({
            kind: 'calibrate',
            source: { processId: source.id },
            filter: { ...(version !== undefined && { version }) },
          });
        else asked.again();
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
