import type { ReactElement } from 'react';
import type { UnitsView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { Column } from '../figures/figure-table.tsx';
import { IntervalMark } from '../figures/interval-mark.tsx';
import { causeWords } from '../heatmap/cause-words.ts';
import type { ElementName } from '../insight/use-element-name.ts';
import { useShownTime } from '../insight/shown-time.ts';
import { unitText } from '../insight/unit-text.ts';

type Given = UnitsView['units'][number];
/** With the durations that are shown, by one of the clocks. */
type Unit = Omit<Given, 'figures'> & { readonly figures: Omit<NonNullable<Given['figures']>, 'working'> | null };
const DAY_MS = 86_400_000;
const LOOKS = { slower: 'bad', faster: 'good', 'not distinct': 'plain', 'not enough data': 'plain' } as const;
const TAGS = { slower: 'bad', faster: 'good', 'not distinct': '', 'not enough data': 'warn' } as const;
const KEYS = { slower: 'slower', faster: 'faster', 'not distinct': 'alike', 'not enough data': 'unknown' } as const;

interface UnitsShownProps {
  readonly view: UnitsView;
  readonly nameOf: ElementName;
  readonly file: string;
}

/** Who is slower or faster than all others, with how sure that is; then each unit's figures, causes and ways of work. */
export function UnitsShown({ view, nameOf, file }: UnitsShownProps): ReactElement {
  const { t, format } = useLanguage();
  const { level } = view;
  const shown = useShownTime(view);
  const units = view.units.map(({ figures, ...unit }): Unit => ({
    ...unit,
    figures: figures && { ...figures, ...shown.of(figures, figures.working) },
  }));
  const held = units.filter(({ suppressed }) => suppressed).length;
  const bounds = units.flatMap(({ figures }) =>
    figures?.difference ? [figures.difference.lowMs, figures.difference.highMs] : [],
  );
  const reach = Math.max(1, ...bounds.map(Math.abs));
  const named = (standing: keyof typeof KEYS): readonly string[] =>
    units.flatMap((unit) => (unit.figures?.standing === standing ? [unitText(unit, t)] : []));
  const difference = ({ figures }: Unit): string => {
    if (!figures?.difference) return '–';
    const { estimateMs, lowMs, highMs } = figures.difference;
    return t('units.difference', {
      estimate: signed(estimateMs, shown.say),
      low: signed(lowMs, shown.say),
      high: signed(highMs, shown.say),
    });
  };
  const inDays = (ms: number | undefined): number | null => (ms === undefined ? null : ms / (shown.dayMs ?? DAY_MS));
  const shareColumn = (
    name: 'rework' | 'firstTimeRight' | 'complaints',
    of: (figures: NonNullable<Unit['figures']>) => number | null,
  ): Column<Unit> => {
    const value = ({ figures }: Unit): number | null => (figures === null ? null : of(figures));
    return {
      head: t(`units.share.${name}`),
      show(unit) {
        const share = value(unit);
        return share === null ? '–' : format.share(share);
      },
      file: value,
      isNumber: true,
    };
  };
  const causeColumn: Column<Unit> = {
    head: t('units.cause'),
    show: ({ figures }) =>
      figures?.cause
        ? t('units.causeShare', { cause: causeWords(figures.cause.cause, t), share: format.share(figures.cause.share) })
        : '–',
    file: ({ figures }) => (figures?.cause ? causeWords(figures.cause.cause, t) : null),
  };
  return (
    <>
      <Standing slower={named('slower')} faster={named('faster')} isCompared={bounds.length > 0} level={format.share(level)} />
      {held === 0 ? null : <p className="notice">{t('units.suppressed', { count: held })}</p>}
      <p className="small soft">{t('units.legend', { level: format.share(level) })}</p>
      <FigureTable
        caption={t('units.table')}
        file={`${file}-${t('units.file')}`}
        dayMs={shown.dayMs}
        rows={units}
        keyOf={({ unit }) => unit ?? ''}
        columns={[
          { head: t('units.unit'), show: (unit) => unitText(unit, t), file: (unit) => unitText(unit, t) },
          {
            head: t('heat.cases'),
            show: ({ figures }) =>
              figures === null ? <abbr title={t('figures.suppressed')}>{t('figures.few')}</abbr> : format.number(figures.n),
            file: ({ figures }) => figures?.n ?? null,
            isNumber: true,
          },
          {
            head: t('units.open'),
            show: ({ figures }) => (figures === null ? '–' : format.number(figures.open)),
            file: ({ figures }) => figures?.open ?? null,
            isNumber: true,
          },
          { head: t('units.median'), ms: ({ figures }) => figures?.medianMs },
          { head: t('units.p90'), ms: ({ figures }) => figures?.p90Ms },
          {
            head: t('units.standing'),
            show: ({ figures }) =>
              figures === null ? (
                '–'
              ) : (
                <span className={`tag ${TAGS[figures.standing]}`}>{t(`units.standings.${KEYS[figures.standing]}`)}</span>
              ),
            file: ({ figures }) => (figures === null ? null : t(`units.standings.${KEYS[figures.standing]}`)),
          },
          {
            head: t('units.against'),
            show: (unit) => (
              <>
                <span className="figure">{difference(unit)}</span>
                {unit.figures?.difference ? (
                  <IntervalMark
                    low={unit.figures.difference.lowMs}
                    estimate={unit.figures.difference.estimateMs}
                    high={unit.figures.difference.highMs}
                    from={-reach}
                    to={reach}
                    line={0}
                    look={LOOKS[unit.figures.standing]}
                  />
                ) : null}
              </>
            ),
            fileHead: t(shown.dayMs === null ? 'figures.inDays' : 'figures.inWorkingDays', { head: t('units.against') }),
            file: ({ figures }) => inDays(figures?.difference?.estimateMs),
          },
          shareColumn('rework', ({ firstTimeRight }) => (firstTimeRight === null ? null : 1 - firstTimeRight)),
          shareColumn('firstTimeRight', ({ firstTimeRight }) => firstTimeRight),
          // An imported log knows of no complaints.
          ...(units.some(({ figures }) => figures?.complaints != null)
            ? [shareColumn('complaints', ({ complaints }) => complaints)]
            : []),
          // Without starts no wait is known, and nothing has a cause.
          ...(units.some(({ figures }) => figures?.cause) ? [causeColumn] : []),
          {
            head: t('units.variants'),
            show: ({ figures }) => (figures?.variants ? format.number(figures.variants.count) : '–'),
            file: ({ figures }) => figures?.variants?.count ?? null,
            isNumber: true,
          },
          {
            head: t('units.commonest'),
            show: ({ figures }) => <Commonest unit={figures} nameOf={nameOf} />,
            file: ({ figures }) => figures?.variants?.commonest?.map(nameOf).join(' → ') ?? null,
          },
        ]}
      />
    </>
  );
}

function Standing({
  slower,
  faster,
  isCompared,
  level,
}: {
  readonly slower: readonly string[];
  readonly faster: readonly string[];
  readonly isCompared: boolean;
  readonly level: string;
}): ReactElement {
  const { t } = useLanguage();
  if (!isCompared) return <p className="notice">{t('units.tooFew')}</p>;
  if (slower.length + faster.length === 0) return <p className="notice">{t('units.none', { level })}</p>;
  return (
    <div className="notice">
      {slower.length === 0 ? null : <p>{t('units.slower', { count: slower.length, units: slower.join(', ') })}</p>}
      {faster.length === 0 ? null : <p>{t('units.faster', { count: faster.length, units: faster.join(', ') })}</p>}
    </div>
  );
}

/** The commonest way of a unit; its steps are folded away, since they may be many. */
function Commonest({ unit, nameOf }: { readonly unit: Unit['figures']; readonly nameOf: ElementName }): ReactElement {
  const { t, format } = useLanguage();
  const variants = unit?.variants;
  if (!unit || !variants?.commonest || variants.commonestCases === null) return <>–</>;
  return (
    <details>
      <summary>
        {t('units.commonestCases', {
          count: variants.commonestCases,
          cases: format.number(variants.commonestCases),
          share: format.share(variants.commonestCases / Math.max(1, unit.n)),
        })}
      </summary>
      <p className="small">{variants.commonest.map(nameOf).join(' → ')}</p>
    </details>
  );
}

function signed(ms: number, duration: (ms: number) => string): string {
  return ms > 0 ? `+${duration(ms)}` : duration(ms).replace('-', '−');
}
