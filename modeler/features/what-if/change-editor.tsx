import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { AmountField } from './amount-field.tsx';
import { BranchFields } from './branch-fields.tsx';
import { ChangeList } from './change-list.tsx';
import { changeLine } from './change-words.ts';
import type { GroupNames } from './group-words.ts';
import { isSameModel } from './kept-what-if.ts';
import type { ModelChosen, Side, WhatIf } from './kept-what-if.ts';
import { ModelChoice } from './model-choice.tsx';
import type { ModelFacts } from './model-facts.ts';
import { changes, withoutChange } from './scenario-diff.ts';
import { withArrivals } from './scenario-edits.ts';
import { ScenarioUpload, downloadScenario } from './scenario-file.tsx';
import type { ScenarioJson } from './scenario-json.ts';
import { StepTable } from './step-table.tsx';
import { TeamTable } from './team-table.tsx';

const MOST_CASES = 10_000;
const MODEL = 'model';

interface ChangeEditorProps {
  readonly source: SourceJson;
  readonly whatIf: WhatIf;
  /** Of the to-be model. */
  readonly facts: ModelFacts;
  readonly groupName: GroupNames;
  readonly change: (toBe: Side) => void;
}

/** What could be otherwise: the model, people, arrivals, work, batches, ways; below it all that is changed, each with a way back. */
export function ChangeEditor({ source, whatIf, facts, groupName, change }: ChangeEditorProps): ReactElement {
  const { t, format } = useLanguage();
  const { asIs, toBe } = whatIf;
  const { scenario, model } = toBe;
  const made = useMemo(() => changes(asIs.scenario, scenario), [asIs, scenario]);
  const modelName = (one: ModelChosen): string =>
    one.kind === 'version' ? t('whatIf.modelVersion', { version: one.version }) : one.name;
  const setScenario = (next: ScenarioJson): void => {
    change({ model, scenario: next });
  };
  const lines = [
    ...(isSameModel(asIs.model, model)
      ? []
      : [{ key: MODEL, what: t('whatIf.model'), from: modelName(asIs.model), to: modelName(model) }]),
    ...made.map((one) => ({
      key: one.key,
      ...changeLine(one, { before: asIs.scenario, after: scenario, facts, groupName, t, format }),
    })),
  ];
  const undo = (key: string): void => {
    const found = made.find((one) => one.key === key);
    if (key === MODEL) change({ model: asIs.model, scenario });
    else if (found !== undefined) setScenario(withoutChange(scenario, found));
  };
  const part = (name: string, content: ReactElement, isOpen = false): ReactElement => (
    <details className="card what-if-part" open={isOpen}>
      <summary>
        <h3>{t(`whatIf.parts.${name}`)}</h3>
      </summary>
      {content}
    </details>
  );
  return (
    <>
      {part('staff', <TeamTable scenario={scenario} groupName={groupName} change={setScenario} />, true)}
      {part('steps', <StepTable scenario={scenario} facts={facts} change={setScenario} />)}
      {part(
        'arrivals',
        <AmountField
          id="arrivals"
          label={t('whatIf.perWorkingDay')}
          value={scenario.arrivals.perWorkingDay}
          least={0.01}
          most={MOST_CASES}
          choose={(value) => {
            if (value !== undefined) setScenario(withArrivals(scenario, value));
          }}
        />,
      )}
      {part('branches', <BranchFields scenario={scenario} facts={facts} change={setScenario} />)}
      {part(
        'model',
        <ModelChoice
          source={source}
          model={model}
          choose={(chosen) => {
            change({ model: chosen, scenario });
          }}
        />,
      )}
      <h3>{t('whatIf.changed')}</h3>
      <ChangeList
        lines={lines}
        undo={undo}
        undoAll={() => {
          change(asIs);
        }}
      />
      <div className="row">
        <button
          type="button"
          className="button small"
          onClick={() => {
            downloadScenario(source.id, scenario);
          }}
        >
          {t('whatIf.download')}
        </button>
        <ScenarioUpload label={t('whatIf.upload')} take={setScenario} />
      </div>
    </>
  );
}
