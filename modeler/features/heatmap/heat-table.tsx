import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { CausesAnswer, WaitFigures } from '../../../api/contract/analytics-answers.ts';
import type { TimesView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { ShownColumn } from '../figures/figure-table.tsx';
import { ShareBar } from '../figures/share-bar.tsx';
import type { ElementName } from '../insight/use-element-name.ts';
import { workingDuration } from '../insight/working-duration.ts';
import type { Clock } from '../insight/working-duration.ts';
import { causeWords } from './cause-words.ts';
import type { Heat, Measure } from './measure.ts';

type Element = TimesView['elements'][number];
type Row = Heat & { readonly times: Element | undefined; readonly wait: WaitFigures | undefined };

interface HeatTableProps {
  readonly heats: readonly Heat[];
  readonly what: string;
  readonly times: TimesView;
  readonly causes: CausesAnswer | undefined;
  readonly clock: Clock;
  readonly nameOf: ElementName;
  /** The step that was clicked on the diagram. */
  readonly chosen: string | undefined;
  readonly file: string;
}

/** The figures behind the colours: for each step its times, its share, and why one waits there. */
export function HeatTable({ heats, what, times, causes, clock, nameOf, chosen, file }: HeatTableProps): ReactElement {
  const { t, format } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen !== undefined) place.current?.querySelector('.chosen')?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }, [chosen]);
  const timesOf = new Map(times.elements.map((one) => [one.element, one]));
  const waitOf = new Map(causes?.elements.map(({ element, wait }) => [element, wait ?? undefined]));
  const rows = heats.map((heat): Row => ({ ...heat, times: timesOf.get(heat.element), wait: waitOf.get(heat.element) }));
  const dayMs = clock === 'working' ? times.dayMs : null;
  const column = (head: string, measure: Measure, figure: 'medianMs' | 'p90Ms'): ShownColumn<Row> => {
    const msOf = ({ times: of }: Row): number | null =>
      dayMs === null ? (of?.[measure][figure] ?? null) : (of?.[measure].working?.[figure] ?? null);
    return {
      head,
      fileHead: t(dayMs === null ? 'figures.inDays' : 'figures.inWorkingDays', { head }),
      show: (row) => {
        const ms = msOf(row);
        return ms === null ? '–' : dayMs === null ? format.duration(ms) : workingDuration(ms, dayMs, t, format);
      },
      file: (row) => {
        const ms = msOf(row);
        return ms === null ? null : ms / (dayMs ?? 86_400_000);
      },
      isNumber: true,
    };
  };
  /** Columns of a measure that no step has would be empty. */
  const known = (measure: Measure, columns: readonly ShownColumn<Row>[]) =>
    times.elements.some((one) => one[measure].n > 0) ? columns : [];
  const mainPart = ({ wait }: Row) => wait?.parts.find(({ ms }) => ms > 0);
  return (
    <div ref={place}>
      <FigureTable
        caption={t('heat.table')}
        file={`${file}-${t('heat.file')}`}
        rows={rows}
        keyOf={({ element }) => element}
        isChosen={({ element }) => element === chosen}
        columns={[
          {
            head: t('heat.step'),
            show: (row) => (
              <>
                {nameOf(row)}
                <Estimated times={row.times} />
              </>
            ),
            file: nameOf,
          },
          {
            head: t('heat.n'),
            show: ({ times: of }) => format.number(of?.n ?? 0),
            file: ({ times: of }) => of?.n ?? 0,
            isNumber: true,
          },
          {
            head: t('heat.share', { measure: what }),
            show: ({ share }) => (
              <span className="figure">
                {format.share(share)}
                <ShareBar share={share} />
              </span>
            ),
            file: ({ share }) => share,
          },
          ...known('waiting', [
            column(t('heat.medianWaiting'), 'waiting', 'medianMs'),
            column(t('heat.p90Waiting'), 'waiting', 'p90Ms'),
          ]),
          ...known('processing', [column(t('heat.medianProcessing'), 'processing', 'medianMs')]),
          ...known('suspended', [column(t('heat.medianSuspended'), 'suspended', 'medianMs')]),
          column(t('heat.medianSojourn'), 'sojourn', 'medianMs'),
          {
            head: t('heat.cause'),
            show: (row) => {
              const part = mainPart(row);
              return part === undefined ? (
                <span className="soft">–</span>
              ) : (
                <span className="wide-cell">
                  {t('heat.causeShare', { cause: causeWords(part.part, t), share: format.share(part.share) })}
                </span>
              );
            },
            file: (row) => {
              const part = mainPart(row);
              return part === undefined ? null : causeWords(part.part, t);
            },
          },
          {
            head: t('heat.estimatedOf'),
            show: ({ times: of }) => format.number(of?.nEstimated ?? 0),
            file: ({ times: of }) => of?.nEstimated ?? 0,
            isNumber: true,
          },
        ]}
      />
    </div>
  );
}

/** Estimates are marked; where no start is known waiting and work cannot be told apart at all. */
function Estimated({ times }: { readonly times: Element | undefined }): ReactElement | null {
  const { t } = useLanguage();
  if (!times || times.n === 0) return null;
  if (times.processing.n === 0 && times.waiting.n === 0) return <div className="small soft">{t('heat.estimated')}</div>;
  return times.nEstimated > 0 ? <div className="small soft">{t('heat.estimatedStart')}</div> : null;
}
