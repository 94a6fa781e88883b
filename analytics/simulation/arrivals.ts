/** Who comes, and when: applicants with their dimensions and what is known of them at the start. */
import type { Channel, Dimensions } from '../../engine/case/state.ts';
import type { Variables } from '../../engine/errors.ts';
import type { WorkingCalendar } from '../../engine/time/calendar.ts';
import { dayOf } from '../../engine/time/zone.ts';
import { afterWorkingDays } from './spans.ts';
import { draw, weightedIndex } from './distributions.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import { drawValues } from './values.ts';

export interface Arrival {
  readonly caseIndex: number;
  readonly receivedAt: number;
  /** When it is registered and the case begins. */
  readonly registeredAt: number;
  readonly variables: Variables;
  readonly dimensions: Dimensions;
}

export interface ArrivalOptions {
  readonly scenario: Scenario;
  readonly calendar: WorkingCalendar;
  readonly random: Random;
  readonly fromAt: number;
  readonly firstNumber: number;
}

/** Applicants in the order in which they come, without end. Gaps are counted in the working time of the arrivals' calendar. */
export function* arrivalsOf({ scenario, calendar, random, fromAt, firstNumber }: ArrivalOptions): Generator<Arrival, never> {
  const { arrivals, cases } = scenario;
  const gaps = random.split('arrivals');
  let receivedAt = fromAt;
  for (let caseIndex = 0; ; caseIndex++) {
    const month = Number(dayOf(receivedAt, calendar.zone).slice(5, 7)) - 1;
    const perDay = arrivals.perWorkingDay * (arrivals.seasons?.[month] ?? 1);
    const gapMs = (Math.max(0, draw(arrivals.gap, gaps.split(caseIndex))) * calendar.workingMsPerDay) / perDay;
    receivedAt = calendar.finishOf(receivedAt, Math.round(gapMs));
    const chance = random.split('applicant').split(caseIndex);
    const delay = draw(cases.registeredAfterWorkingDays, chance.split('registered'));
    const registeredAt = afterWorkingDays(calendar, receivedAt, delay);
    const year = dayOf(registeredAt, calendar.zone).slice(0, 4);
    const caseNumber = `${scenario.caseNumberPrefix}-${year}-${String(firstNumber + caseIndex).padStart(5, '0')}`;
    yield {
      caseIndex,
      receivedAt,
      registeredAt,
      variables: { caseNumber, ...drawValues(cases.sets, chance.split('sets'), 0) },
      dimensions: {
        caseNumber,
        service: scenario.service,
        unit: scenario.unit,
        channel: channelOf(cases.channels, chance.split('channel')),
        applicantKind: chance.split('kind').next() < cases.legalPersons ? 'legal' : 'natural',
        receivedAt,
        registeredAt,
      },
    };
  }
}

function channelOf(channels: Scenario['cases']['channels'], random: Random): Channel {
  const weights: [Channel, number][] = [];
  for (const name of ['desk', 'phone', 'email', 'portal', 'post', 'eldership'] as const)
    weights.push([name, channels[name] ?? 0]);
  return weights[
    weightedIndex(
      weights.map(([, weight]) => weight),
      random,
    )
  ]![0];
}
