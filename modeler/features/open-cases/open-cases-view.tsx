import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Outlook, PredictAnswer } from '../../../api/contract/analytics-answers.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { IntervalMark } from '../figures/interval-mark.tsx';
import type { ElementName } from '../insight/use-element-name.ts';
import { unitText } from '../insight/unit-text.ts';
import { Empty } from '../page/empty.tsx';

export const OUTLOOKS: readonly Outlook[] = ['overdue', 'atRisk', 'onTime', 'unknown'];
const TAGS = { overdue: 'bad', atRisk: 'warn', onTime: 'good', unknown: '' } as const;
const MARKS = { overdue: 'bad', atRisk: 'bad', onTime: 'good', unknown: 'plain' } as const;
const DAY_MS = 86_400_000;
type OpenCase = PredictAnswer['openCases'][number];

interface OpenCasesShownProps {
  readonly answer: PredictAnswer;
  readonly outlook: Outlook | undefined;
  readonly choose: (outlook: Outlook | undefined) => void;
  readonly nameOf: ElementName;
  readonly isLinked: boolean;
  readonly file: string;
}

/** How many will be late, how far the forecasts can be trusted, and each case with its expected dates. */
export function OpenCasesShown({ answer, outlook, choose, nameOf, isLinked, file }: OpenCasesShownProps): ReactElement {
  const { t, format } = useLanguage();
  const { counts, openCases, open, now } = answer;
  const nowAt = Date.parse(now);
  const rows = outlook === undefined ? openCases : openCases.filter((one) => one.outlook === outlook);
  const ends = openCases.flatMap(({ p90 }) => (p90 === null ? [] : [Date.parse(p90)])).sort((a, b) => a - b);
  // A few very long ones would press all others together.
  const until = ends[Math.floor(0.95 * (ends.length - 1))] ?? nowAt + DAY_MS;
  const step = ({ element, name }: OpenCase): string =>
    element === null ? t('open.begun') : nameOf({ element, name: name ?? element });
  const day = (iso: string | null): string => (iso === null ? '–' : format.day(iso));
  if (open === 0) return <Empty title={t('open.emptyTitle')}>{t('open.empty')}</Empty>;
  return (
    <>
      <div className="row" role="group" aria-label={t('open.outlook')}>
        <OutlookButton
          text={t('open.all')}
          count={open}
          isChosen={outlook === undefined}
          choose={() => {
            choose(undefined);
          }}
        />
        {OUTLOOKS.map((one) => (
          <OutlookButton
            key={one}
            text={t(`open.outlooks.${one}`)}
            count={counts[one]}
            isChosen={outlook === one}
            choose={() => {
              choose(one);
            }}
          />
        ))}
      </div>
      <Trust calibration={answer.calibration} />
      {openCases.length < open ? (
        <p className="notice">{t('open.limited', { shown: format.number(openCases.length), open: format.number(open) })}</p>
      ) : null}
      {rows.length === 0 ? (
        <Empty title={t('open.noneTitle')}>{t('open.none')}</Empty>
      ) : (
        <FigureTable
          caption={t('open.table')}
          file={`${file}-${t('open.file')}`}
          rows={rows}
          keyOf={({ caseKey }) => caseKey}
          columns={[
            {
              head: t('open.case'),
              show: ({ caseKey, caseNumber }) =>
                isLinked ? (
                  <Link to="/cases/$caseKey" params={{ caseKey }}>
                    {caseNumber ?? t('case.unregistered')}
                  </Link>
                ) : (
                  (caseNumber ?? caseKey)
                ),
              file: ({ caseKey, caseNumber }) => caseNumber ?? caseKey,
            },
            {
              head: t('open.outlook'),
              show: (one) => <span className={`tag ${TAGS[one.outlook]}`}>{t(`open.outlooks.${one.outlook}`)}</span>,
              file: (one) => t(`open.outlooks.${one.outlook}`),
            },
            {
              head: t('open.risk'),
              show: ({ risk }) => (risk === null ? '–' : format.share(risk)),
              file: ({ risk }) => risk,
              isNumber: true,
            },
            { head: t('open.due'), show: ({ due }) => day(due), file: ({ due }) => due, isNumber: true },
            { head: t('open.p50'), show: ({ p50 }) => day(p50), file: ({ p50 }) => p50, isNumber: true },
            { head: t('open.p90'), show: ({ p90 }) => day(p90), file: ({ p90 }) => p90, isNumber: true },
            {
              head: t('open.range'),
              show: ({ p10, p50, p90, due, outlook: own }) =>
                p10 === null || p50 === null || p90 === null ? (
                  <span className="soft">{t('open.noForecast')}</span>
                ) : (
                  <IntervalMark
                    low={Date.parse(p10)}
                    estimate={Date.parse(p50)}
                    high={Date.parse(p90)}
                    from={nowAt}
                    to={until}
                    line={due === null ? undefined : Date.parse(due)}
                    look={MARKS[own]}
                  />
                ),
            },
            {
              head: t('open.stands'),
              show: (one) => (
                <div className="wide-cell">
                  {step(one)}
                  {one.standing === 'after' && one.element !== null ? <div className="small soft">{t('open.after')}</div> : null}
                </div>
              ),
              file: step,
            },
            { head: t('open.elapsed'), ms: ({ elapsedMs }) => elapsedMs },
            { head: t('open.age'), ms: ({ ageMs }) => ageMs },
            { head: t('units.unit'), show: ({ unit }) => unitText(unit, t), file: ({ unit }) => unitText(unit, t) },
            {
              head: t('open.basis'),
              show: ({ basis, n }) =>
                basis === null ? (
                  '–'
                ) : (
                  <span className="small wide-cell">{t(`open.bases.${basis}`, { n: format.number(n) })}</span>
                ),
              file: ({ basis, n }) => (basis === null ? null : t(`open.bases.${basis}`, { n })),
            },
          ]}
        />
      )}
      <p className="small soft">{t('open.legend', { until: format.day(new Date(until).toISOString()) })}</p>
    </>
  );
}

interface OutlookButtonProps {
  readonly text: string;
  readonly count: number;
  readonly isChosen: boolean;
  readonly choose: () => void;
}

function OutlookButton({ text, count, isChosen, choose }: OutlookButtonProps): ReactElement {
  const { t, format } = useLanguage();
  return (
    <button type="button" className={isChosen ? 'button small main' : 'button small'} aria-pressed={isChosen} onClick={choose}>
      {t('filter.counted', { name: text, cases: format.number(count) })}
    </button>
  );
}

/** What the intervals have held so far, in words. */
function Trust({ calibration }: Pick<PredictAnswer, 'calibration'>): ReactElement {
  const { t, format } = useLanguage();
  const { level, coverage, n } = calibration;
  if (coverage === null) return <p className="notice warn">{t('open.uncalibrated', { n: format.number(n) })}</p>;
  const isOff = Math.abs(coverage - level) > 0.1;
  return (
    <p className={isOff ? 'notice warn' : 'notice'}>
      {t('open.calibrated', { n: format.number(n), level: format.share(level), coverage: format.share(coverage) })}{' '}
      {isOff ? t(coverage < level ? 'open.tooNarrow' : 'open.tooWide') : t('open.trusted')}
    </p>
  );
}
