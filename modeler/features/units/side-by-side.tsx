import type { ReactElement } from 'react';
import type { MapView, TimesView, UnitsView } from '../../../api/contract/analytics-views.ts';
import { valuesText } from '../../../api/contract/case-filter.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { ChoiceField } from '../insight/choice-field.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { useShownTime } from '../insight/shown-time.ts';
import { unitText } from '../insight/unit-text.ts';
import { MapDrawing } from '../process-map/map-drawing.tsx';
import type { UnitsSearch } from './units-search.ts';

interface SideBySideProps extends Asked {
  readonly view: UnitsView;
  readonly search: UnitsSearch;
  readonly choose: (change: UnitsSearch) => void;
}

/** Below this a median tells of single people. */
const FEWEST = 5;

/** Two units next to each other: how their cases run, step by step and way by way, what differs most first. */
export function SideBySide({ view, search, choose, ...asked }: SideBySideProps): ReactElement | null {
  const { t } = useLanguage();
  const shown = view.units.flatMap((unit) => (unit.unit === null || unit.suppressed ? [] : [{ ...unit, unit: unit.unit }]));
  const one = shown.find(({ unit }) => unit === search.one) ?? shown[0];
  const other = shown.find(({ unit }) => unit === search.other) ?? shown.findLast(({ unit }) => unit !== one?.unit);
  if (one === undefined || other === undefined) return null;
  const options = shown.map((unit) => ({ value: unit.unit, text: unitText(unit, t) }));
  return (
    <section className="stack" aria-labelledby="side-by-side">
      <h3 id="side-by-side">{t('units.pair.title')}</h3>
      <div className="filters" role="group" aria-label={t('units.pair.choose')}>
        {(['one', 'other'] as const).map((side) => (
          <ChoiceField
            key={side}
            id={`pair-${side}`}
            label={t(`units.pair.${side}`)}
            value={(side === 'one' ? one : other).unit}
            choose={(value) => {
              choose({ [side]: value });
            }}
            options={options}
          />
        ))}
      </div>
      <Pair {...asked} by={view.by} one={one.unit} other={other.unit} names={[unitText(one, t), unitText(other, t)]} />
    </section>
  );
}

interface PairProps extends Asked {
  readonly by: UnitsView['by'];
  readonly one: string;
  readonly other: string;
  readonly names: readonly [string, string];
}

function Pair({ timed, nameOf, source, by, one, other, names }: PairProps): ReactElement | null {
  const { t, format } = useLanguage();
  const [left, right] = [useSide(timed, by, one), useSide(timed, by, other)];
  const shown = useShownTime(left.times ?? { dayMs: null });
  if (!left.map || !right.map || !left.times || !right.times) return <p className="soft">{t('state.loading')}</p>;
  const maps = [left.map, right.map] as const;
  const rows = stepsOf([left.map, right.map], [left.times, right.times]);
  const ways = waysOf(maps).slice(0, 15);
  const named = new Map(maps.flatMap(({ activities }) => activities.map((activity) => [activity.element, nameOf(activity)])));
  const share = (part: number | undefined): string => (part === undefined ? '–' : format.share(part));
  const file = `${source.name}-${names.join('-')}`;
  return (
    <>
      <p className="soft">{t(`units.pair.lead.${by}`, { one: names[0], other: names[1] })}</p>
      <div className="unit-pair">
        {maps.map((map, place) => (
          <figure key={names[place]}>
            <figcaption>
              <strong>{names[place]}</strong>{' '}
              <span className="soft">{t('filter.cases', { count: map.n, cases: format.number(map.n) })}</span>
            </figcaption>
            <MapDrawing map={map} figure="n" endShare={0.8} nameOf={nameOf} say={shown.say} />
          </figure>
        ))}
      </div>
      <FigureTable
        caption={t('units.pair.steps')}
        file={`${file}-${t('units.pair.stepsFile')}`}
        dayMs={shown.dayMs}
        rows={rows}
        keyOf={({ element }) => element}
        columns={[
          { head: t('units.pair.step'), show: (row) => nameOf(row), file: (row) => nameOf(row) },
          ...([0, 1] as const).flatMap((side) => [
            {
              head: t('units.pair.share', { unit: names[side] }),
              show: (row: StepRow) => share(row.shares[side]),
              file: (row: StepRow) => row.shares[side] ?? null,
              isNumber: true,
            },
            { head: t('units.pair.median', { unit: names[side] }), ms: (row: StepRow) => shown.of(...row.times[side])?.medianMs },
          ]),
          {
            head: t('units.pair.difference'),
            ms: (row) => {
              const [a, b] = row.times.map((times) => shown.of(...times)?.medianMs ?? null);
              return a == null || b == null ? null : a - b;
            },
          },
        ]}
      />
      <FigureTable
        caption={t('units.pair.ways')}
        file={`${file}-${t('units.pair.waysFile')}`}
        rows={ways}
        keyOf={({ from, to }) => JSON.stringify([from, to])}
        columns={[
          {
            head: t('units.pair.way'),
            show: ({ from, to }) => `${named.get(from) ?? from} → ${named.get(to) ?? to}`,
            file: ({ from, to }) => `${named.get(from) ?? from} → ${named.get(to) ?? to}`,
          },
          ...([0, 1] as const).map((side) => ({
            head: t('units.pair.share', { unit: names[side] }),
            show: ({ shares }: WayRow) => share(shares[side]),
            file: ({ shares }: WayRow) => shares[side] ?? null,
            isNumber: true,
          })),
        ]}
      />
    </>
  );
}

/** The cases of one of the two: the filter of the page, and with it this unit. */
function useSide(timed: Asked['timed'], by: UnitsView['by'], unit: string) {
  const query = by === 'unit' ? { ...timed, unit: valuesText([unit]) } : { ...timed, institution: valuesText([`${unit}.own`]) };
  const map = useAnswer('getProcessMap', { query: { ...query, activityShare: 1, transitionShare: 0.95 } }, { keep: true });
  const times = useAnswer('getTimes', { query }, { keep: true });
  return { map: map.data?.view, times: times.data?.view };
}

type Sojourn = TimesView['elements'][number]['sojourn'];
type Clocks = readonly [Figures, Figures | null];
interface Figures {
  readonly medianMs: number | null;
}
interface StepRow {
  readonly element: string;
  readonly name: string;
  readonly shares: readonly [number | undefined, number | undefined];
  readonly times: readonly [Clocks, Clocks];
}

function stepsOf(maps: readonly [MapView, MapView], times: readonly [TimesView, TimesView]): readonly StepRow[] {
  const steps = new Map(maps.flatMap(({ activities }) => activities.map(({ element, name }) => [element, name])));
  const shareIn = (map: MapView, element: string) => {
    const cases = map.activities.find((one) => one.element === element)?.cases ?? 0;
    return cases > 0 && cases < FEWEST ? undefined : cases / Math.max(1, map.n);
  };
  const clocksIn = (view: TimesView, element: string): Clocks =>
    clocksOf(view.elements.find((one) => one.element === element)?.sojourn);
  return Array.from(steps, ([element, name]): StepRow => ({
    element,
    name,
    shares: [shareIn(maps[0], element), shareIn(maps[1], element)],
    times: [clocksIn(times[0], element), clocksIn(times[1], element)],
  })).sort((a, b) => gap(b) - gap(a));
}

function clocksOf(sojourn: Sojourn | undefined): Clocks {
  if (sojourn === undefined || sojourn.n < FEWEST) return [{ medianMs: null }, null];
  return [sojourn, sojourn.working];
}

/** What differs most in time comes first, then what differs in how often it is done. */
function gap({ times: [one, other], shares }: StepRow): number {
  const [a, b] = [one[0].medianMs, other[0].medianMs];
  return a === null || b === null ? Math.abs((shares[0] ?? 0) - (shares[1] ?? 0)) : 1 + Math.abs(a - b);
}

interface WayRow {
  readonly from: string;
  readonly to: string;
  readonly shares: readonly [number | undefined, number | undefined];
}

/** Of all ways the shares of cases that take them; those of fewer than five are not told. */
function waysOf(maps: readonly [MapView, MapView]): readonly WayRow[] {
  const ways = new Map(
    maps.flatMap(({ transitions }) => transitions.map(({ from, to }) => [JSON.stringify([from, to]), { from, to }])),
  );
  const shareIn = (map: MapView, from: string, to: string): number | undefined => {
    const cases = map.transitions.find((one) => one.from === from && one.to === to)?.cases ?? 0;
    return cases > 0 && cases < FEWEST ? undefined : cases / Math.max(1, map.n);
  };
  const apart = ({ shares: [a = 0, b = 0] }: WayRow): number => Math.abs(a - b);
  return Array.from(ways.values(), ({ from, to }): WayRow => ({
    from,
    to,
    shares: [shareIn(maps[0], from, to), shareIn(maps[1], from, to)],
  })).sort((a, b) => apart(b) - apart(a));
}
