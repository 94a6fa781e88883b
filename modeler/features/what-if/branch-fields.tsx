import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { AmountField } from './amount-field.tsx';
import { aboutMean, meanOf } from './distribution-mean.ts';
import type { ModelFacts } from './model-facts.ts';
import { withRepeats, withShares } from './scenario-edits.ts';
import type { ScenarioJson } from './scenario-json.ts';

type Gateway = ModelFacts['gateways'][number];

interface BranchFieldsProps {
  readonly scenario: ScenarioJson;
  readonly facts: ModelFacts;
  readonly change: (scenario: ScenarioJson) => void;
}

/** Which way cases go: by shares that one can change, or by the model's own conditions. */
export function BranchFields({ scenario, facts, change }: BranchFieldsProps): ReactElement {
  const { t } = useLanguage();
  const repeated = Object.entries(scenario.branches).flatMap(([id, { repeats }]) =>
    repeats === undefined ? [] : [{ id, repeats }],
  );
  if (facts.gateways.length + repeated.length === 0) return <p className="soft">{t('whatIf.noBranches')}</p>;
  return (
    <div className="stack">
      {facts.gateways.map((gateway) => (
        <GatewayFields key={gateway.id} gateway={gateway} scenario={scenario} facts={facts} change={change} />
      ))}
      {repeated.map(({ id, repeats }) => (
        <AmountField
          key={id}
          id={`repeats-${id}`}
          label={t('whatIf.repeats', { name: facts.nameOf(id) })}
          value={meanOf(repeats)}
          least={0}
          most={1000}
          choose={(value) => {
            if (value !== undefined) change(withRepeats(scenario, id, aboutMean(repeats, value)));
          }}
        />
      ))}
    </div>
  );
}

function GatewayFields({ gateway, scenario, facts, change }: BranchFieldsProps & { readonly gateway: Gateway }): ReactElement {
  const { t } = useLanguage();
  const { id, isInclusive, ways } = gateway;
  const branch = scenario.branches[id];
  const shares = branch?.shares;
  const sum = isInclusive ? 1 : Object.values(shares ?? {}).reduce((all, share) => all + share, 0);
  const percent = (flow: string): number => (sum > 0 ? ((shares?.[flow] ?? 0) / sum) * 100 : 0);
  return (
    <fieldset className="branch">
      <legend>{facts.nameOf(id)}</legend>
      {shares === undefined ? (
        <div className="row">
          <span className="soft">{t(branch === undefined ? 'whatIf.byModel' : 'whatIf.byRules')}</span>
          <button
            type="button"
            className="button small"
            aria-label={t('whatIf.setSharesOf', { name: facts.nameOf(id) })}
            onClick={() => {
              change(withShares(scenario, id, Object.fromEntries(ways.map(({ flow }) => [flow, 1 / ways.length]))));
            }}
          >
            {t('whatIf.setShares')}
          </button>
        </div>
      ) : (
        <div className="filters">
          {ways.map(({ flow, name }) => (
            <AmountField
              key={flow}
              id={`share-${id}-${flow}`}
              label={t('whatIf.shareOf', { name })}
              value={percent(flow)}
              least={0}
              most={100}
              choose={(value) => {
                if (value !== undefined) change(withShares(scenario, id, withPart(ways, percent, flow, value, isInclusive)));
              }}
            />
          ))}
        </div>
      )}
      {branch?.given === undefined ? null : <p className="small soft">{t('whatIf.given', { count: branch.given.length })}</p>}
    </fieldset>
  );
}

/** One share as it was typed; of an exclusive gateway the others share what is left, as they did before. */
function withPart(
  ways: Gateway['ways'],
  percent: (flow: string) => number,
  flow: string,
  value: number,
  isInclusive: boolean,
): Readonly<Record<string, number>> {
  const rest = ways.filter((way) => way.flow !== flow).reduce((sum, way) => sum + percent(way.flow), 0);
  const left = 100 - value;
  const other = (way: string): number => {
    if (isInclusive) return percent(way);
    return rest > 0 ? (percent(way) / rest) * left : left / (ways.length - 1);
  };
  return Object.fromEntries(ways.map((way) => [way.flow, round((way.flow === flow ? value : other(way.flow)) / 100)]));
}

function round(share: number): number {
  return Number(share.toFixed(6));
}
