import type { ReactElement, ReactNode } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import type { ChoicesView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { DayField } from '../page/day-field.tsx';
import { ChoiceField } from './choice-field.tsx';
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

/** Of what: source, version, period, and among further choices unit, step and an attribute of the case. */
export function InsightFilters(props: InsightFiltersProps): ReactElement {
  const { sources, source, search, version, choices, nameOf, choose, children } = props;
  const { t, format } = useLanguage();
  const sourceName = useSourceName(sources);
  const attribute = choices?.attributes.find(({ name }) => name === search.attribute);
  const narrowed = [search.unit, search.activity, search.attribute].filter((value) => value !== undefined).length;
  const counted = (name: string, cases: number): string => t('filter.counted', { name, cases: format.number(cases) });
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
      {choices === undefined ? null : (
        <details className="more-filters" open={narrowed > 0}>
          <summary>{narrowed === 0 ? t('filter.more') : t('filter.moreChosen', { count: narrowed })}</summary>
          <div className="filters">
            {choices.units.length === 0 && search.unit === undefined ? null : (
              <ChoiceField
                id="unit"
                label={t('filter.unit')}
                value={search.unit ?? ''}
                choose={(unit) => {
                  choose({ unit: unit || undefined });
                }}
                options={withChosen(
                  search.unit,
                  t('filter.anyUnit'),
                  choices.units.flatMap(({ unit, name, cases }) =>
                    unit === null ? [] : [{ value: unit, text: counted(name ?? unit, cases) }],
                  ),
                )}
              />
            )}
            <ChoiceField
              id="activity"
              label={t('filter.activity')}
              value={search.activity ?? ''}
              choose={(activity) => {
                choose({ activity: activity || undefined });
              }}
              options={withChosen(
                search.activity,
                t('filter.anyActivity'),
                choices.activities.map((one) => ({ value: one.element, text: counted(nameOf(one), one.cases) })),
              )}
            />
            {choices.attributes.length === 0 && search.attribute === undefined ? null : (
              <ChoiceField
                id="attribute"
                label={t('filter.attribute')}
                value={search.attribute ?? ''}
                choose={(name) => {
                  const first = choices.attributes.find((one) => one.name === name)?.values[0]?.value;
                  choose({ attribute: name || undefined, value: name === '' ? undefined : first });
                }}
                options={withChosen(
                  search.attribute,
                  t('filter.anyAttribute'),
                  choices.attributes.map(({ name }) => ({ value: name, text: name })),
                )}
              />
            )}
            {search.attribute === undefined ? null : (
              <ChoiceField
                id="value"
                label={t('filter.value')}
                value={search.value ?? ''}
                choose={(value) => {
                  choose({ value });
                }}
                options={withChosen(
                  search.value,
                  undefined,
                  (attribute?.values ?? []).map(({ value, cases }) => ({ value, text: counted(value, cases) })),
                )}
              />
            )}
          </div>
        </details>
      )}
    </div>
  );
}

/** Another source has other versions, units and steps. */
const NOTHING: CaseSearch = {
  version: undefined,
  unit: undefined,
  activity: undefined,
  attribute: undefined,
  value: undefined,
};

interface Option {
  readonly value: string;
  readonly text: string;
}

/** The options, before them "any", and what an address chose though it is not among them (too small a group). */
function withChosen(chosen: string | undefined, any: string | undefined, options: readonly Option[]): readonly Option[] {
  const missing = chosen !== undefined && !options.some(({ value }) => value === chosen) ? [{ value: chosen, text: chosen }] : [];
  return [...(any === undefined ? [] : [{ value: '', text: any }]), ...options, ...missing];
}
