import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { SimulatedView } from '../../../api/contract/simulations.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { CautionList } from './caution-list.tsx';
import { ForecastWords } from './forecast-words.tsx';
import { busyRows, measuresOf, toldMeasures, waitingRows } from './sided-rows.ts';
import { SideBars } from './side-bars.tsx';
import { SidedTable } from './sided-table.tsx';
import { WaitingDiagram } from './waiting-diagram.tsx';
import './forecast.css';

interface SimulatedResultProps {
  readonly view: SimulatedView;
  /** Of the to-be; undefined while it is on its way. */
  readonly xml: string | undefined;
  readonly nameOf: (element: string) => string;
  readonly groupName: (roles: readonly string[]) => string;
  /** What files are called. */
  readonly file: string;
}

/** As-is and to-be side by side: words, figures with intervals, where waiting changes, who is how busy. */
export function SimulatedResult({ view, xml, nameOf, groupName, file }: SimulatedResultProps): ReactElement {
  const { t, format } = useLanguage();
  const measures = useMemo(() => measuresOf(view), [view]);
  const waiting = useMemo(() => waitingRows(view, nameOf), [view, nameOf]);
  const busy = useMemo(
    () =>
      busyRows(
        view,
        (role) => groupName([role]),
        (before = 0, after = 0) =>
          before === after ? t('forecast.people', { count: after }) : t('forecast.peopleChange', { before, after }),
      ),
    [view, groupName, t],
  );
  const waitingBars = useMemo(() => waiting.map(({ name, asIs, toBe }) => bar(name, asIs?.mean, toBe?.mean)), [waiting]);
  const busyBars = useMemo(() => busy.map(({ name, asIs, toBe }) => bar(name, asIs?.mean, toBe?.mean)), [busy]);
  return (
    <>
      <ForecastWords measures={toldMeasures(measures)} />
      <CautionList view={view} groupName={groupName} />
      <section className="stack" aria-labelledby="forecast-measures">
        <h3 id="forecast-measures">{t('forecast.table')}</h3>
        <SidedTable
          caption={t('forecast.table')}
          head={t('compare.figure')}
          file={`${file}-${t('forecast.file.measures')}`}
          rows={measures.map(({ name, ...row }) => ({ ...row, key: name, name: t(`forecast.measures.${name}`) }))}
        />
        <p className="small soft">
          {t('forecast.settings', {
            runs: format.number(view.replications),
            cases: format.number(view.toBe.cases),
            warmUp: format.number(view.toBe.warmUpCases),
            level: format.share(view.level),
            seed: String(view.seed),
          })}
        </p>
      </section>
      {waiting.length === 0 ? null : (
        <section className="stack" aria-labelledby="forecast-waiting">
          <h3 id="forecast-waiting">{t('forecast.waitingTitle')}</h3>
          {xml === undefined ? null : <WaitingDiagram xml={xml} rows={waiting} />}
          <div className="card">
            <SideBars rows={waitingBars} unit="ms" label={t('forecast.waitingLabel')} />
          </div>
          <SidedTable
            caption={t('forecast.waitingTitle')}
            head={t('heat.step')}
            file={`${file}-${t('forecast.file.waiting')}`}
            rows={waiting}
          />
        </section>
      )}
      {busy.length === 0 ? null : (
        <section className="stack" aria-labelledby="forecast-busy">
          <h3 id="forecast-busy">{t('forecast.busyTitle')}</h3>
          <div className="card">
            <SideBars rows={busyBars} unit="share" label={t('forecast.busyLabel')} />
          </div>
          <SidedTable
            caption={t('forecast.busyTitle')}
            head={t('whatIf.head.group')}
            file={`${file}-${t('forecast.file.busy')}`}
            rows={busy}
          />
        </section>
      )}
    </>
  );
}

function bar(name: string, before: number | null | undefined, after: number | null | undefined) {
  return { name, before: before ?? null, after: after ?? null };
}
