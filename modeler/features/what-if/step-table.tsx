import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { AmountField } from './amount-field.tsx';
import { meanOf } from './distribution-mean.ts';
import { GatheringSheet } from './gathering-sheet.tsx';
import { gatheringWords } from './gathering-words.ts';
import type { ModelFacts } from './model-facts.ts';
import { withDelay, withGathering, withWork } from './scenario-edits.ts';
import type { ActivityJson, ScenarioJson } from './scenario-json.ts';

const MOST_MINUTES = 100_000;

interface StepTableProps {
  readonly scenario: ScenarioJson;
  readonly facts: ModelFacts;
  readonly change: (scenario: ScenarioJson) => void;
}

/** What is done: how long it takes, and whether it is gathered. Steps that the model does not have are left out. */
export function StepTable({ scenario, facts, change }: StepTableProps): ReactElement {
  const { t, format } = useLanguage();
  const [asked, setAsked] = useState<string>();
  const steps = Object.entries(scenario.activities).filter(([id]) => facts.has(id));
  const one = asked === undefined ? undefined : scenario.activities[asked];
  return (
    <>
      <div className="table-scroll" role="group" aria-label={t('whatIf.steps')} tabIndex={0}>
        <table className="list what-if-table">
          <caption className="visually-hidden">{t('whatIf.steps')}</caption>
          <thead>
            <tr>
              {['step', 'work', 'delayShare', 'delayHours', 'gathered'].map((head) => (
                <th key={head} scope="col">
                  {t(`whatIf.head.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map(([id, activity], index) => (
              <tr key={id}>
                <th scope="row">{facts.nameOf(id)}</th>
                <td>
                  <AmountField
                    id={`work-${String(index)}`}
                    label={`${facts.nameOf(id)}: ${t('whatIf.head.work')}`}
                    isLabelHidden
                    value={meanOf(activity.workMinutes)}
                    least={0}
                    most={MOST_MINUTES}
                    choose={(minutes) => {
                      if (minutes !== undefined) change(withWork(scenario, id, minutes));
                    }}
                  />
                </td>
                <DelayCells
                  id={`delay-${String(index)}`}
                  name={facts.nameOf(id)}
                  delay={activity.delay}
                  choose={(share, minutes) => {
                    change(withDelay(scenario, id, share, minutes));
                  }}
                />
                <td>
                  {gatheringWords(scenario, activity, t, format)}
                  <div>
                    <button
                      type="button"
                      className="button small"
                      onClick={() => {
                        setAsked(id);
                      }}
                    >
                      {t('whatIf.changeIt')}
                      <span className="visually-hidden"> {t('whatIf.gather.title', { step: facts.nameOf(id) })}</span>
                    </button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked === undefined || one === undefined ? null : (
        <GatheringSheet
          step={facts.nameOf(asked)}
          now={gatheringWords(scenario, one, t, format)}
          choose={(gathering) => {
            change(withGathering(scenario, asked, gathering));
            setAsked(undefined);
          }}
          close={() => {
            setAsked(undefined);
          }}
        />
      )}
    </>
  );
}

const USUAL_DELAY_MINUTES = 480;
const MOST_HOURS = 10_000;

interface DelayCellsProps {
  readonly id: string;
  readonly name: string;
  readonly delay: ActivityJson['delay'];
  readonly choose: (share: number, meanMinutes: number) => void;
}

/** For what other reasons it waits: in which part of the cases, and how long on average. */
function DelayCells({ id, name, delay, choose }: DelayCellsProps): ReactElement {
  const { t } = useLanguage();
  const minutes = delay === undefined ? USUAL_DELAY_MINUTES : (meanOf(delay.minutes) ?? USUAL_DELAY_MINUTES);
  return (
    <>
      <td>
        <AmountField
          id={`${id}-share`}
          label={`${name}: ${t('whatIf.head.delayShare')}`}
          isLabelHidden
          value={(delay?.share ?? 0) * 100}
          least={0}
          most={100}
          choose={(share) => {
            choose((share ?? 0) / 100, minutes);
          }}
        />
      </td>
      <td>
        {delay === undefined ? (
          '–'
        ) : (
          <AmountField
            id={`${id}-hours`}
            label={`${name}: ${t('whatIf.head.delayHours')}`}
            isLabelHidden
            value={minutes / 60}
            least={0.01}
            most={MOST_HOURS}
            choose={(hours) => {
              if (hours !== undefined) choose(delay.share, hours * 60);
            }}
          />
        )}
      </td>
    </>
  );
}
