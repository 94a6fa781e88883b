import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { ChartsView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Chart } from '../charts/chart.tsx';
import type { ChartLook } from '../charts/chart-look.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { workingDuration } from '../insight/working-duration.ts';
import { controlOptions, stepName } from './control-options.ts';

const DAY_MS = 86_400_000;
type Point = ChartsView['points'][number];

interface ControlViewProps {
  readonly view: ChartsView;
  readonly file: string;
  /** What a working day has, where the values are of working time. */
  readonly dayMs?: number | null;
}

/** The chart, what stands out in words, the phases with their limits, the points. */
export function ControlView({ view, file, dayMs = null }: ControlViewProps): ReactElement {
  const { t, format } = useLanguage();
  const { measure, points, phases } = view;
  const isShare = measure === 'onTime';
  const lasted = (ms: number): string => (dayMs === null ? format.duration(ms) : workingDuration(ms, dayMs, t, format));
  const say = (value: number | null): string => (value === null ? '–' : isShare ? format.share(value) : lasted(value));
  const kept = (value: number | null): number | null => (value === null ? null : isShare ? value : value / (dayMs ?? DAY_MS));
  const headIn = (head: string): string =>
    isShare ? head : t(dayMs === null ? 'figures.inDays' : 'figures.inWorkingDays', { head });
  const options = useCallback((look: ChartLook) => controlOptions(view, dayMs, t, format, look), [view, dayMs, t, format]);
  const outstanding = points.filter(({ signals }) => signals.length > 0);
  const hidden = points.filter(({ value, n }) => value === null && n > 0).length;
  const value = (head: string, of: (point: Point) => number | null) => ({
    head,
    fileHead: headIn(head),
    show: (point: Point) => say(of(point)),
    file: (point: Point) => kept(of(point)),
    isNumber: true,
  });
  return (
    <>
      <p className={outstanding.length === 0 ? 'notice good' : 'notice warn'}>
        {phases.every(({ sigma }) => sigma === null)
          ? t('control.fewPoints')
          : outstanding.length === 0
            ? t('control.calm')
            : t('control.signals', { count: outstanding.length, last: dayOf(outstanding.at(-1)) })}
      </p>
      <div className="card">
        <Chart options={options} label={t('control.label')} look="chart tall" />
      </div>
      {hidden === 0 ? null : <p className="small soft">{t('control.suppressed', { count: hidden })}</p>}
      {view.withoutTerm === 0 ? null : (
        <p className="small soft">
          {t('control.withoutTerm', { count: view.withoutTerm, cases: format.number(view.withoutTerm) })}
        </p>
      )}
      <h3>{t('control.phases')}</h3>
      <FigureTable
        caption={t('control.phases')}
        file={`${file}-${t('control.phasesFile')}`}
        rows={phases}
        keyOf={({ from }) => from}
        columns={[
          { head: t('control.phaseFrom'), show: ({ from }) => format.day(from), file: ({ from }) => format.isoDay(from) },
          {
            head: t('control.why'),
            show: (phase) => reasonOf(view, phase, t),
            file: (phase) => reasonOf(view, phase, t),
          },
          { head: t('control.points'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
          {
            head: t('control.centre'),
            fileHead: headIn(t('control.centre')),
            show: ({ centre }) => say(centre),
            file: ({ centre }) => kept(centre),
            isNumber: true,
          },
          {
            head: t('control.limits'),
            show: (phase) => limitsOf(points, phases.indexOf(phase), say) ?? t('control.noLimits'),
          },
        ]}
      />
      <h3>{t('control.table')}</h3>
      <FigureTable
        caption={t('control.table')}
        file={`${file}-${t('control.file')}`}
        rows={[...points].reverse()}
        keyOf={({ from }) => from}
        columns={[
          {
            head: t(`flow.steps.${view.step}`),
            show: ({ from, isPartial }) => (
              <>
                {stepName(from, view.step, format)} {isPartial ? <span className="tag">{t('flow.notOver')}</span> : null}
              </>
            ),
            file: ({ from }) => stepName(from, view.step, format),
          },
          { head: t('heat.n'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
          {
            ...value(t(`control.measures.${measure}`), (point) => point.value),
            show: (point: Point) =>
              point.value === null && point.n > 0 ? (
                <abbr title={t('figures.suppressed')}>{t('figures.few')}</abbr>
              ) : (
                say(point.value)
              ),
          },
          value(t('control.low'), ({ lowLimit }) => (lowLimit === null ? null : Math.max(0, lowLimit))),
          value(t('control.high'), ({ highLimit }) => highLimit),
          {
            head: t('control.signal'),
            show: ({ signals }) => signals.map((signal) => t(`control.signalWords.${signal}`)).join('; '),
            file: ({ signals }) => signals.map((signal) => t(`control.signalWords.${signal}`)).join('; '),
          },
        ]}
      />
    </>
  );

  function dayOf(point: Point | undefined): string {
    return point === undefined ? '' : format.day(point.from);
  }
}

/** Why limits are computed anew: the first phase, a version that was deployed, a change that was told or found. */
function reasonOf(
  { changes }: ChartsView,
  phase: ChartsView['phases'][number],
  t: (key: string, values?: Readonly<Record<string, unknown>>) => string,
): string {
  if (phase.reason !== 'told') return t(`control.reasons.${phase.reason}`);
  const told = changes.filter(({ from }) => from <= phase.from).at(-1);
  return told?.version == null ? t('control.reasons.told') : t('control.reasons.version', { version: told.version });
}

function limitsOf(points: readonly Point[], phase: number, say: (value: number | null) => string): string | undefined {
  const last = points.findLast((point) => point.phase === phase && point.highLimit !== null);
  return last?.highLimit == null ? undefined : `${say(Math.max(0, last.lowLimit ?? 0))} – ${say(last.highLimit)}`;
}
