import type { ReactElement, ReactNode } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import type { ChoicesView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { DayField } from '../page/day-field.tsx';
import { ChoiceField } from './choice-field.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { ALL_VERSIONS } from './insight-search.ts';
import type { CaseSearch } from './insight-search.ts';
import { sourceText } from './source-choice.ts';
import { useSourceName } from './use-source-name.ts';
import type { ElementName } from './use-element-name.ts';

interface InsightFiltersProps {
  readonly sources: readonly SourceJson[];
  readonly source: SourceJson;
  readonly search: CaseSearch;
  /** As chosen or by default; undefined for all. */
  readonly version: string | undefined;
  readonly choices: ChoicesView | undefined;
  readonly nameOf: ElementName;
  readonly choose: (change: CaseSearch) => void;
  /** Choices of the page's own. */
  readonly children?: ReactNode;
}

/** Of what: source, version, period, and among further choices institutions, units, steps and attributes of the case. */
export function InsightFilters(props: InsightFiltersProps): ReactElement {
  const { sources, source, search, version, choices, nameOf, choose, children } = props;
  const { t, format } = useLanguage();
  const sourceName = useSourceName(sources);
  return (
    <div className="stack insight-filters" role="group" aria-label={t('heat.filters')}>
      <div className="filters">
        <ChoiceField
          id="source"
          label={t('heat.source')}
          value={sourceText(source)}
          choose={(value) => {
            choose({ ...NOTHING, source: value });
          }}
          options={sources.map((one) => ({
            value: sourceText(one),
            text: t(`heat.kind.${one.kind}`, { name: sourceName(one), cases: format.number(one.cases) }),
          }))}
        />
        {source.versions.length === 0 ? null : (
          <ChoiceField
            id="version"
            label={t('heat.version')}
            value={version ?? ALL_VERSIONS}
            choose={(value) => {
              choose({ version: value });
            }}
            options={[
              { value: ALL_VERSIONS, text: t('heat.anyVersion') },
              ...source.versions.map(({ version: one, cases }) => ({
                value: String(one),
                text: t('heat.versionCases', { version: one, count: cases }),
              })),
            ]}
          />
        )}
        <DayField
          key={`from ${search.from ?? ''}`}
          id="from"
          label={t('heat.from')}
          value={search.from}
          choose={(from) => {
            choose({ from });
          }}
        />
        <DayField
          key={`to ${search.to ?? ''}`}
          id="to"
          label={t('heat.to')}
          value={search.to}
          choose={(to) => {
            choose({ to });
          }}
        />
        {children}
      </div>
      <ConditionFields {...{ search, choices, nameOf, choose }} />
    </div>
  );
}

/** Another source has other versions, units and steps. */
const NOTHING: CaseSearch = {
  version: undefined,
  institution: undefined,
  unit: undefined,
  activity: undefined,
  where: undefined,
};
