import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMay } from '../../session.tsx';
import { KeepSheet } from '../forecast/keep-sheet.tsx';
import { SimulatedResult } from '../forecast/simulated-result.tsx';
import { JobProgress } from '../insight/job-progress.tsx';
import { useJob } from '../insight/use-job.ts';
import type { QuestionOf } from '../insight/use-job.ts';
import type { GroupNames } from './group-words.ts';
import { modelAsked } from './kept-what-if.ts';
import type { Side, WhatIf } from './kept-what-if.ts';
import { RunPanel } from './run-panel.tsx';
import type { Runs } from './run-panel.tsx';
import { ScenarioFaults } from './scenario-faults.tsx';

interface ResultPartProps {
  readonly source: SourceJson;
  readonly whatIf: WhatIf;
  readonly runs: Runs;
  readonly choose: (runs: Runs) => void;
  /** Of the to-be. */
  readonly xml: string | undefined;
  readonly nameOf: (element: string) => string;
  readonly groupName: GroupNames;
}

/** Both sides simulated with the same cases; what comes of it can be kept as a forecast. */
export function ResultPart({ source, whatIf, runs, choose, xml, nameOf, groupName }: ResultPartProps): ReactElement {
  const { t } = useLanguage();
  const mayKeep = useMay('forecasts.change');
  const [question, setQuestion] = useState<QuestionOf<'simulate'>>();
  const [isKeeping, setKeeping] = useState(false);
  const asked = useJob<'simulate'>(question);
  const now: QuestionOf<'simulate'> = {
    kind: 'simulate',
    asIs: sideAsked(whatIf.asIs),
    toBe: sideAsked(whatIf.toBe),
    ...runs,
  };
  const view = asked.answer?.view;
  const isOld = question !== undefined && JSON.stringify(question) !== JSON.stringify(now);
  return (
    <section className="stack" aria-labelledby="result">
      <h2 id="result">{t('whatIf.result')}</h2>
      <RunPanel
        runs={runs}
        choose={choose}
        act={t('whatIf.simulate')}
        start={() => {
          if (question !== undefined && !isOld) asked.again();
          else setQuestion(now);
        }}
      />
      {question === undefined ? null : <JobProgress asked={asked} />}
      {question === undefined ? null : <ScenarioFaults error={asked.error} nameOf={nameOf} />}
      {view === undefined ? null : (
        <>
          {isOld ? <p className="notice warn">{t('whatIf.old')}</p> : null}
          <SimulatedResult view={view} xml={xml} nameOf={nameOf} groupName={groupName} file={source.id} />
          {mayKeep ? (
            <div className="row">
              <button
                type="button"
                className="button main"
                onClick={() => {
                  setKeeping(true);
                }}
              >
                {t('forecast.keep')}
              </button>
            </div>
          ) : null}
          {isKeeping && asked.job !== undefined ? (
            <KeepSheet
              jobId={asked.job.id}
              close={() => {
                setKeeping(false);
              }}
            />
          ) : null}
        </>
      )}
    </section>
  );
}

function sideAsked({ model, scenario }: Side) {
  return { model: modelAsked(model), scenario };
}
