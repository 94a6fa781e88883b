/** Services with the cases and answers of a period, and their scores in the shapes of the contract. */
import { attributeAt, CASE_OPEN, heldBack, quantileOfSorted, SMALLEST_GROUP } from '../../analytics/index.ts';
import {
  type KeptCard,
  type ListedWave,
  type ObservedCase,
  type QualityMethod,
  type Rating,
  scoreService,
  type ServiceCard,
} from '../../programme/index.ts';
import type { AskedLog } from '../analytics-work/asked-log.ts';
import type { CasesBehind, QualityScoreJson, ServiceScoreJson } from '../contract/quality.ts';
import { iso } from './instants.ts';
import { caseOf } from './standards.ts';

/** Cases of one process. */
export interface ObservedProcess {
  readonly found: AskedLog;
  readonly cases: readonly ObservedCase[];
}

export interface RatedService {
  readonly key: string;
  readonly card?: Pick<ServiceCard, 'code' | 'title'> | undefined;
  /** Where there is no card. */
  readonly name: string;
  readonly parts: readonly ObservedProcess[];
  /** Undefined: answers are not told apart so. */
  readonly ratings: readonly Rating[] | undefined;
}

const OF_PROCESS = 'process:';
const MOST_BEHIND = 50;

/**
 * All services of the catalogue, and processes that no one service goes by. A case is of the service whose code its attribute `service` says,
 * else of the one service that goes by its process; a process that several services go by stands for itself.
 */
export function servicesOf(
  observed: readonly ObservedProcess[],
  cards: readonly Pick<KeptCard, 'card'>[],
  ratingsOf: (about: readonly Rating[]) => readonly Rating[] | undefined,
  ratings: readonly Rating[],
): readonly RatedService[] {
  const services = new Map<string, { card?: ServiceCard | undefined; name: string; parts: ObservedProcess[]; about: Rating[] }>();
  const goingBy = new Map<string, ServiceCard[]>();
  for (const { card } of cards) {
    services.set(card.code, { card, name: card.code, parts: [], about: [] });
    if (card.processId !== undefined) goingBy.set(card.processId, [...(goingBy.get(card.processId) ?? []), card]);
  }
  const ownKey = (processId: string): string => {
    const [only, another] = goingBy.get(processId) ?? [];
    return only !== undefined && another === undefined ? only.code : OF_PROCESS + processId;
  };
  for (const { found, cases } of observed) {
    const { id, name } = found.source;
    const column = found.log.cases.attributes.get('service');
    const here = new Map<string, ObservedCase[]>([[ownKey(id), []]]);
    for (const one of cases) {
      const told = attributeAt(column, one.index);
      const key = typeof told === 'string' && services.has(told) ? told : ownKey(id);
      const known = here.get(key);
      if (known === undefined) here.set(key, [one]);
      else known.push(one);
    }
    for (const [key, those] of here) {
      const service = services.get(key) ?? { name, parts: [], about: [] };
      services.set(key, service);
      service.parts.push({ found, cases: those });
    }
  }
  for (const one of ratings) {
    const { service: code, processId } = one;
    services.get(code !== undefined && services.has(code) ? code : ownKey(processId ?? ''))?.about.push(one);
  }
  return Array.from(services, ([key, { about, ...one }]) => ({ key, ...one, ratings: ratingsOf(about) }));
}

export function scoredService(service: RatedService, method: QualityMethod, hasComplaints: boolean): ServiceScoreJson {
  const { key, card, name, parts, ratings } = service;
  const all = parts.flatMap(({ cases }) => cases);
  const own = all.filter(({ isEarlier }) => !isEarlier);
  const leads = Float64Array.from(own.map(({ leadMs }) => leadMs).filter((ms) => !Number.isNaN(ms))).sort();
  const { components, knownWeight, score } = scoreService(
    {
      cases: own,
      costsBefore: all.flatMap(({ isEarlier, cost }) => (isEarlier ? [cost] : [])),
      ratings: ratings?.map(({ value }) => value),
      hasComplaints,
    },
    method,
  );
  return {
    service: key,
    code: card?.code ?? null,
    title: { lt: card?.title.lt ?? name, ...(card?.title.en !== undefined && { en: card.title.en }) },
    processIds: parts.map(({ found }) => found.source.id),
    cases: own.length,
    medianLeadMs: leads.length < SMALLEST_GROUP ? null : quantileOfSorted(leads, 0.5),
    components: components.map((one) => (one.component === 'satisfaction' && one.n < SMALLEST_GROUP ? { ...one, n: 0 } : one)),
    knownWeight,
    score,
  };
}

export function casesBehind({ parts }: Pick<RatedService, 'parts'>): QualityScoreJson['behind'] {
  const all = parts.flatMap(({ found, cases }) => cases.filter(({ isEarlier }) => !isEarlier).map((one) => ({ found, one })));
  type Placed = (typeof all)[number];
  const endedAt = ({ found, one }: Placed): number => found.log.cases.completedAt[one.index] ?? NaN;
  // Open ones first, then the latest.
  const latest = (a: Placed, b: Placed): number => order(endedAt(b)) - order(endedAt(a));
  const behind = (isMeant: (one: ObservedCase) => boolean, by: (a: Placed, b: Placed) => number): CasesBehind => {
    const meant = all.filter(({ one }) => isMeant(one));
    return {
      total: meant.length,
      cases: meant
        .sort(by)
        .slice(0, MOST_BEHIND)
        .map((placed) => {
          const at = endedAt(placed);
          const { found, one } = placed;
          return {
            ...caseOf(found, one.index),
            isOpen: found.log.cases.status[one.index] === CASE_OPEN,
            endedAt: Number.isNaN(at) ? null : iso(at),
            cost: Number.isNaN(one.cost) ? null : one.cost,
          };
        }),
    };
  };
  return {
    late: behind(({ onTime }) => onTime === 0, latest),
    again: behind(({ firstTimeRight }) => firstTimeRight === 0, latest),
    complained: behind(({ complaints }) => complaints === 1, latest),
    dearest: behind(
      ({ cost }) => !Number.isNaN(cost),
      (a, b) => b.one.cost - a.one.cost,
    ),
  };
}

const order = (at: number): number => (Number.isNaN(at) ? Number.MAX_VALUE : at);

export function answersBehind(ratings: readonly Rating[] | undefined, waves: readonly ListedWave[]): QualityScoreJson['answers'] {
  if (ratings === undefined || ratings.length < SMALLEST_GROUP) return null;
  const counted = <Group>(groups: readonly Group[], isOf: (rating: Rating, group: Group) => boolean) => {
    const counts = groups.map((group) => ratings.filter((rating) => isOf(rating, group)).length);
    const held = heldBack(counts);
    return groups.map((group, place) => ({ group, n: held[place] ? null : (counts[place] ?? 0) }));
  };
  const asked = waves.filter(({ wave }) => ratings.some((one) => one.wave === wave));
  return {
    ratings: counted([1, 2, 3, 4, 5], ({ value }, rating) => value === rating).map(({ group, n }) => ({ rating: group, n })),
    waves: counted(asked, ({ wave }, one) => wave === one.wave).map(({ group: { wave, body }, n }) => ({
      wave,
      title: body.title,
      n,
    })),
  };
}
