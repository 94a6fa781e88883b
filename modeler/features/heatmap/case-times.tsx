import type { ReactElement } from 'react';
import type { TimesView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { workingDuration } from '../insight/working-duration.ts';

/** How long cases take, on each clock: by the wall, without suspensions, in working time, by the law. */
export function CaseTimes({ times }: { readonly times: TimesView }): ReactElement {
  const { t, format } = useLanguage();
  const { gross, net, working, legal, dayMs, n } = times;
  const median = (figures: TimesView['gross'], say: (ms: number) => string): string | null => {
    if (figures.suppressed) return t('figures.few');
    return figures.medianMs === null ? null : say(figures.medianMs);
  };
  const p90 = (figures: TimesView['gross'], say: (ms: number) => string): string =>
    figures.p90Ms === null ? '' : t('heat.p90', { p90: say(figures.p90Ms), n: format.number(figures.n) });
  const inWorking = (ms: number): string => (dayMs === null ? format.duration(ms) : workingDuration(ms, dayMs, t, format));
  const clocks = [
    { name: 'gross', median: median(gross, format.duration), more: p90(gross, format.duration) },
    { name: 'net', median: median(net, format.duration), more: p90(net, format.duration) },
    { name: 'working', median: dayMs === null ? null : median(working, inWorking), more: p90(working, inWorking) },
    {
      name: 'legal',
      median: legal.suppressed
        ? t('figures.few')
        : legal.medianDays === null
          ? null
          : t('duration.workingDays', { count: legal.medianDays, amount: format.number(legal.medianDays) }),
      more:
        legal.p90Days === null
          ? ''
          : t('heat.p90', {
              p90: t('duration.workingDays', { count: legal.p90Days, amount: format.number(legal.p90Days) }),
              n: format.number(legal.n),
            }),
    },
  ] as const;
  return (
    <section className="stack" aria-labelledby="case-times">
      <h2 id="case-times">{t('heat.caseTimes')}</h2>
      <p className="soft">
        {t('heat.finished', { count: n, cases: format.number(n) })} {t(`neck.calendar.${times.calendar}`)}{' '}
        {dayMs === null ? null : t('neck.workingDay', { hours: format.number(dayMs / 3_600_000) })}
      </p>
      <dl className="facts">
        {clocks.map(({ name, median: shown, more }) =>
          shown === null ? null : (
            <div key={name}>
              <dt>{t(`heat.clockName.${name}`)}</dt>
              <dd>
                {shown}
                <div className="small soft">{more}</div>
              </dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}
