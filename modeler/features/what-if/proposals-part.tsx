import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMay } from '../../session.tsx';
import { KeepSheet } from '../forecast/keep-sheet.tsx';
import { JobProgress, Worked } from '../insight/job-progress.tsx';
import { useJob } from '../insight/use-job.ts';
import type { QuestionOf } from '../insight/use-job.ts';
import type { GroupNames } from './group-words.ts';
import { modelAsked } from './kept-what-if.ts';
import type { Side } from './kept-what-if.ts';
import type { ModelFacts } from './model-facts.ts';
import { ProposalsView } from './proposals-view.tsx';
import type { Runs } from './run-panel.tsx';
import { differences, withDifferences } from './scenario-diff.ts';
import { scenarioOf } from './scenario-json.ts';

interface ProposalsPartProps {
  readonly asIs: Side;
  readonly runs: Runs;
  readonly facts: ModelFacts;
  readonly groupName: GroupNames;
  readonly change: (next: (toBe: Side) => Side, words: string) => void;
}

/** What the program would change of the as-is, when it is asked. */
export function ProposalsPart({ asIs, runs, facts, groupName, change }: ProposalsPartProps): ReactElement {
  const { t } = useLanguage();
  const [question, setQuestion] = useState<QuestionOf<'improve'>>();
  const asked = useJob<'improve'>(question);
  const mayKeep = useMay('forecasts.change');
  const [kept, setKept] = useState<QuestionOf<'simulate'>>();
  const simulated = useJob<'simulate'>(kept);
  return (
    <section className="stack" aria-labelledby="proposals">
      <h2 id="proposals">{t('whatIf.proposals.title')}</h2>
      <p className="soft">{t('whatIf.proposals.lead')}</p>
      <div className="row">
        <button
          type="button"
          className="button"
          onClick={() => {
            setQuestion({ kind: 'improve', model: modelAsked(asIs.model), scenario: asIs.scenario, ...runs });
          }}
        >
          {t('whatIf.proposals.ask')}
        </button>
      </div>
      {question === undefined ? null : (
        <Worked asked={asked}>
          {({ view }) => (
            <ProposalsView
              view={view}
              scenario={asIs.scenario}
              facts={facts}
              groupName={groupName}
              keep={
                mayKeep
                  ? ({ scenario, bpmnXml }) => {
                      const model = bpmnXml === null ? question.model : { bpmnXml };
                      const { kind: _kind, model: before, scenario: now, ...sized } = question;
                      setKept({ kind: 'simulate', asIs: { model: before, scenario: now }, toBe: { model, scenario }, ...sized });
                    }
                  : undefined
              }
              tryIt={({ scenario, bpmnXml }, words) => {
                const proposed = scenarioOf(scenario);
                if (proposed === undefined) return;
                change(
                  (toBe) => ({
                    model: bpmnXml === null ? toBe.model : { kind: 'text', name: words, bpmnXml },
                    scenario: withDifferences(toBe.scenario, differences(asIs.scenario, proposed)),
                  }),
                  words,
                );
              }}
            />
          )}
        </Worked>
      )}
      {kept === undefined ? null : <JobProgress asked={simulated} />}
      {kept !== undefined && simulated.job?.status === 'done' ? (
        <KeepSheet
          jobId={simulated.job.id}
          close={() => {
            setKept(undefined);
          }}
        />
      ) : null}
    </section>
  );
}
