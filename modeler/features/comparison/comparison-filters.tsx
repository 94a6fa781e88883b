import type { ReactElement } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useSourceName } from '../insight/use-source-name.ts';
import { DayField } from '../page/day-field.tsx';
import { WAYS, processAsked, versionsAsked, wayOf } from './comparison-choice.ts';
import type { Asked } from './comparison-choice.ts';

interface ComparisonFiltersProps {
  readonly sources: readonly SourceJson[];
  readonly asked: Asked;
  readonly choose: (change: Asked) => void;
}

/** Two versions, two periods, or the old system's log against a version. */
export function ComparisonFilters({ sources, asked, choose }: ComparisonFiltersProps): ReactElement {
  const { t } = useLanguage();
  const nameOf = useSourceName(sources);
  const way = wayOf(asked, sources);
  const source = processAsked(asked, sources);
  const versions = source && versionsAsked(asked, source);
  const logs = sources.filter(({ kind }) => kind === 'log');
  const choice = (
    id: string,
    value: string,
    options: readonly (readonly [string, string])[],
    change: (value: string) => Asked,
  ): ReactElement => (
    <div className="field">
      <label htmlFor={id}>{t(`compare.field.${id}`)}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          choose(change(target.value));
        }}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
  const day = (id: 'beforeFrom' | 'beforeTo' | 'afterFrom' | 'afterTo'): ReactElement => (
    <DayField
      key={id}
      id={id}
      label={t(`compare.field.${id}`)}
      value={asked[id]}
      choose={(chosen) => {
        choose({ [id]: chosen });
      }}
    />
  );
  const versionOptions = (source?.versions ?? []).map(
    ({ version, cases }) => [String(version), t('heat.versionCases', { version, count: cases })] as const,
  );
  return (
    <div className="filters" role="group" aria-label={t('compare.filters')}>
      {choice(
        'way',
        way,
        WAYS.map((one) => [one, t(`compare.way.${one}`)] as const),
        (value) => ({ way: value }),
      )}
      {way === 'log'
        ? choice(
            'log',
            asked.log ?? logs[0]?.id ?? '',
            logs.map((log) => [log.id, log.name] as const),
            (value) => ({ log: value }),
          )
        : null}
      {choice(
        'source',
        source?.id ?? '',
        sources.filter(({ kind }) => kind === 'process').map((one) => [one.id, nameOf(one)] as const),
        (value) => ({ source: value, before: undefined, after: undefined }),
      )}
      {way === 'versions'
        ? choice('before', String(versions?.before ?? ''), versionOptions, (value) => ({ before: value }))
        : null}
      {way === 'periods' ? null : choice('after', String(versions?.after ?? ''), versionOptions, (value) => ({ after: value }))}
      {way === 'periods' ? (['beforeFrom', 'beforeTo', 'afterFrom', 'afterTo'] as const).map(day) : null}
    </div>
  );
}
