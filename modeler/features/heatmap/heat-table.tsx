import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { Bottleneck, Figure } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { causeWords, mainCause } from './cause-words.ts';
import type { Heat, Measure } from './measure.ts';

interface HeatTableProps {
  readonly heats: readonly Heat[];
  readonly measure: Measure;
  readonly bottlenecks: readonly Bottleneck[];
  readonly nameOf: (element: string, own: string) => string;
  /** The element that was clicked on the diagram. */
  readonly chosen: string | undefined;
  /** Cases of an imported log have no page. */
  readonly linked: boolean;
}

/** The figures behind the colours: for each element its times, its share, why one waits there, and the cases behind it. */
export function HeatTable({ heats, measure, bottlenecks, nameOf, chosen, linked }: HeatTableProps): ReactElement {
  const { t, format } = useLanguage();
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    if (chosen !== undefined) body.current?.querySelector('.chosen')?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }, [chosen]);
  const median = (figure: Figure): string => (figure.medianMs === null ? '–' : format.duration(figure.medianMs));
  return (
    <div className="table-scroll" role="group" aria-label={t('heat.table')} tabIndex={0}>
      <table className="list">
        <caption className="visually-hidden">{t('heat.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('heat.step')}</th>
            <th scope="col" className="number">
              {t('heat.n')}
            </th>
            <th scope="col">{t('heat.share', { measure: t(`measure.${measure}`) })}</th>
            <th scope="col" className="number">
              {t('heat.medianWaiting')}
            </th>
            <th scope="col" className="number">
              {t('heat.p90Waiting')}
            </th>
            <th scope="col" className="number">
              {t('heat.medianProcessing')}
            </th>
            <th scope="col" className="number">
              {t('heat.medianSuspended')}
            </th>
            <th scope="col">{t('heat.cause')}</th>
            <th scope="col">{t('heat.cases')}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {heats.map(({ element, share }) => {
            const behind = bottlenecks.find((one) => one.element === element.element);
            const cause = mainCause(behind);
            return (
              <tr key={element.element} className={chosen === element.element ? 'chosen' : undefined}>
                <th scope="row">
                  {nameOf(element.element, element.name)}
                  {element.estimated ? <div className="small soft">{t('heat.estimated')}</div> : null}
                </th>
                <td className="number">{format.number(element.instances)}</td>
                <td className="figure">
                  {format.share(share)}
                  <span className="share-bar" aria-hidden="true">
                    <span style={{ width: `${String(Math.round(share * 100))}%` }} />
                  </span>
                </td>
                <td className="number">{median(element.waiting)}</td>
                <td className="number">{element.waiting.p90Ms === null ? '–' : format.duration(element.waiting.p90Ms)}</td>
                <td className="number">{median(element.processing)}</td>
                <td className="number">{median(element.suspended)}</td>
                <td>
                  {behind === undefined ? (
                    '–'
                  ) : cause === undefined ? (
                    <span className="soft">{t('heat.unknownCause')}</span>
                  ) : (
                    `${causeWords(cause.cause, t)} (${format.share(cause.share)})`
                  )}
                </td>
                <td>
                  {behind === undefined || behind.caseKeys.length === 0 || !linked ? (
                    <span className="figure">{format.number(element.cases)}</span>
                  ) : (
                    <Link
                      to="/cases"
                      search={{ caseKeys: behind.caseKeys.join(',') }}
                      aria-label={t('heat.openCases', { count: behind.caseKeys.length, all: format.number(behind.cases) })}
                    >
                      {t('heat.someOf', { some: format.number(behind.caseKeys.length), all: format.number(behind.cases) })}
                    </Link>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
