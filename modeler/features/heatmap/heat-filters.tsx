import type { ReactElement } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { sourceText } from '../insight/source-choice.ts';
import { useSourceName } from '../insight/use-source-name.ts';
import { DayField } from '../page/day-field.tsx';
import { MEASURES } from './measure.ts';
import type { Measure } from './measure.ts';

export interface HeatChoice {
  readonly source?: string | undefined;
  readonly version?: string | undefined;
  readonly measure?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly element?: string | undefined;
}

/** In the address; in the list of versions. */
export const ALL_VERSIONS = 'all';

interface HeatFiltersProps {
  readonly sources: readonly SourceJson[];
  readonly source: SourceJson;
  readonly measure: Measure;
  readonly choice: HeatChoice;
  readonly choose: (change: HeatChoice) => void;
}

/** Of what, by which measure, of which version and period. */
export function HeatFilters({ sources, source, measure, choice, choose }: HeatFiltersProps): ReactElement {
  const { t } = useLanguage();
  const nameOf = useSourceName(sources);
  return (
    <div className="filters" role="group" aria-label={t('heat.filters')}>
      <div className="field">
        <label htmlFor="source">{t('heat.source')}</label>
        <select
          id="source"
          value={sourceText(source)}
          onChange={({ target }) => {
            choose({ source: target.value, version: undefined, element: undefined });
          }}
        >
          {sources.map((one) => (
            <option key={sourceText(one)} value={sourceText(one)}>
              {t(`heat.kind.${one.kind}`, { name: nameOf(one), cases: one.cases })}
            </option>
          ))}
        </select>
      </div>
      {source.versions.length > 0 ? (
        <div className="field">
          <label htmlFor="version">{t('heat.version')}</label>
          <select
            id="version"
            value={choice.version ?? ALL_VERSIONS}
            onChange={({ target }) => {
              choose({ version: target.value });
            }}
          >
            <option value={ALL_VERSIONS}>{t('heat.anyVersion')}</option>
            {source.versions.map(({ version, cases }) => (
              <option key={version} value={version}>
                {t('heat.versionCases', { version, count: cases })}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <div className="field">
        <label htmlFor="measure">{t('heat.measure')}</label>
        <select
          id="measure"
          value={measure}
          onChange={({ target }) => {
            choose({ measure: target.value });
          }}
        >
          {MEASURES.map((one) => (
            <option key={one} value={one}>
              {t(`measureName.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <DayField id="from" label={t('heat.from')} value={choice.from} choose={(day) => choose({ from: day })} />
      <DayField id="to" label={t('heat.to')} value={choice.to} choose={(day) => choose({ to: day })} />
    </div>
  );
}
