/** What the people of the demo municipality said: two waves of one survey, and feedback after cases, the sooner a case ended the better. */
import { CASE_COMPLETED, type EventLog } from '../../analytics/index.ts';
import { attributeAt } from '../../analytics/log/columns.ts';
import { WORK } from '../../analytics/log/event-log.ts';
import { type Random, random } from '../../analytics/simulation/random.ts';
import { isRefusal, type Refusal } from '../../engine/errors.ts';
import { dayOf } from '../../engine/time/zone.ts';
import { DIMENSIONS, type KeptAnswer, mondayOf, PERSON_KINDS, type Surveys } from '../../programme/index.ts';
import { FEEDBACK, QUALITY } from './survey-questions.ts';
import { FELLING, MODELLED } from './services/modelled.ts';
import { INSTITUTION } from './town.ts';

const DAY_MS = 86_400_000;
const SEED = 'surveys';
const POPULATION = 25_000;
const MARGIN = 0.05;
const AUTHOR = 'analyst';

/** A wave: how many days ago it was, for how many, of how many, and how people judged on the whole (0 to 1) and of each dimension. */
const WAVES = [
  {
    title: { lt: 'Pradinė apklausa', en: 'Baseline survey' },
    days: 235,
    answers: 392,
    liked: 0.6,
    met: [0.68, 0.6, 0.5, 0.7, 0.66],
  },
  {
    title: { lt: 'Pakartotinė apklausa', en: 'Repeated survey' },
    days: 40,
    answers: 405,
    liked: 0.71,
    met: [0.69, 0.68, 0.64, 0.71, 0.66],
  },
] as const;
const WAVE_DAYS = 21;
/** Who asks for a building permit finds the answers slower than others do. */
const SLOWER = { code: 'ARC-01', dimension: 'responsiveness', by: 0.15 } as const;
const WORDS = [
  'Norėčiau žinoti, kiek dar laukti.',
  'Tų pačių dokumentų prašoma kelis kartus.',
  'Malonūs darbuotojai, ačiū.',
  'Ilgai teko laukti atsakymo.',
];
const CHANNELS = ['desk', 'desk', 'portal', 'email', 'phone', 'eldership'] as const;
/** Of those whose case has ended, so many answer. */
const ANSWERING = 0.4;

export interface DemoSurveys {
  readonly surveys: Surveys;
  readonly tenantId: string;
  readonly endsAt: number;
  /** Cases of a process, with the units that answer for them. */
  readonly logs: readonly { readonly processId: string; readonly log: EventLog }[];
}

/** @throws Error when something is refused @returns the numbers of the waves, in order of time; the last is the feedback */
export async function loadSurveys({ surveys, tenantId, endsAt, logs }: DemoSurveys): Promise<readonly number[]> {
  const chance = random(SEED);
  const dayBefore = (days: number) => dayOf(endsAt - days * DAY_MS, INSTITUTION.zone);
  good(await surveys.saveInstrument(tenantId, 'quality', 0, QUALITY, AUTHOR));
  good(await surveys.saveInstrument(tenantId, 'feedback', 0, FEEDBACK, AUTHOR));
  const numbers: number[] = [];
  for (const { title, days, answers, liked, met } of WAVES) {
    const from = dayBefore(days);
    const { wave } = good(
      await surveys.createWave(
        tenantId,
        {
          title,
          kind: 'campaign',
          instrument: 'quality',
          instrumentVersion: 1,
          audience: 'natural',
          population: POPULATION,
          margin: MARGIN,
          from,
          to: dayBefore(days - WAVE_DAYS),
        },
        AUTHOR,
      ),
    );
    const people = chance.split(title.en);
    const given = Array.from({ length: answers }, () => wholeAnswer(people, liked, met, from));
    good(await surveys.takeAll(tenantId, wave, given));
    numbers.push(wave);
  }
  const { wave } = good(
    await surveys.createWave(
      tenantId,
      {
        title: { lt: 'Nuomonė po bylos', en: 'Feedback after a case' },
        kind: 'feedback',
        instrument: 'feedback',
        instrumentVersion: 1,
        audience: 'all',
        from: dayBefore(WAVES[0].days),
      },
      AUTHOR,
    ),
  );
  for (const { processId, log } of logs)
    good(await surveys.takeAll(tenantId, wave, feedbackOf(processId, log, chance.split(processId))));
  return [...numbers, wave];
}

function wholeAnswer(people: Random, liked: number, met: readonly number[], from: string): KeptAnswer {
  // Who is content is content with most things.
  const mood = (people.next() - 0.5) * 0.3;
  const scale = (level: number, highest: number) =>
    Math.max(1, Math.min(highest, Math.round(1 + (level + mood + (people.next() - 0.5) * 0.5) * (highest - 1))));
  const service = MODELLED[people.integer(MODELLED.length)];
  const isSlower = (dimension: string) => service?.code === SLOWER.code && dimension === SLOWER.dimension;
  return {
    source: people.next() < 0.7 ? 'paper' : 'link',
    week: mondayOf(dayOf(Date.parse(from) + people.integer(WAVE_DAYS) * DAY_MS, INSTITUTION.zone)),
    ...(service && { service: service.code, unit: service.owner }),
    channel: CHANNELS[people.integer(CHANNELS.length)] ?? 'desk',
    answers: {
      satisfaction: people.next() < liked + mood * 0.5 ? 4 + people.integer(2) : 1 + people.integer(3),
      effort: scale(1 - liked, 7),
      ...Object.fromEntries(
        DIMENSIONS.flatMap((dimension, index) => [
          [`wanted-${dimension}`, scale(0.88, 7)],
          [`met-${dimension}`, scale((met[index] ?? liked) - (isSlower(dimension) ? SLOWER.by : 0), 7)],
        ]),
      ),
      ...(people.next() < 0.15 && { words: WORDS[people.integer(WORDS.length)] ?? '' }),
    },
  };
}

/** Of completed cases: what took long was liked less, and the step that took longest hurt. */
function feedbackOf(processId: string, log: EventLog, people: Random): readonly KeptAnswer[] {
  const { cases } = log;
  const felling = FELLING.processes.find((one) => one.processId === processId);
  const service = felling ? { code: FELLING.code, owner: felling.unit } : MODELLED.find((one) => one.processId === processId);
  const weekOf = (at: number) => mondayOf(dayOf(at, INSTITUTION.zone));
  const took = (index: number) => (cases.completedAt[index] ?? NaN) - (cases.startedAt[index] ?? NaN);
  const ended = Array.from({ length: cases.count }, (_, index) => index).filter(
    (index) => cases.status[index] === CASE_COMPLETED,
  );
  const middle = [...ended].sort((a, b) => took(a) - took(b))[Math.floor(ended.length / 2)] ?? 0;
  return ended
    .filter(() => people.next() < ANSWERING)
    .map((index) => {
      const slow = took(index) / Math.max(1, took(middle));
      const liked = 3.9 - 1.3 * (slow - 1) + (people.next() - 0.5) * 2.4;
      const worst = longestRow(log, index);
      return {
        source: 'link',
        week: weekOf(cases.completedAt[index] ?? 0),
        caseWeek: weekOf(cases.startedAt[index] ?? 0),
        processId,
        version: Number(cases.versions[cases.versionOf[index] ?? -1] ?? 1),
        ...(service && { service: service.code, unit: service.owner }),
        ...aboutOf(log, index),
        ...(worst !== undefined && liked < 4 && { step: worst }),
        answers: {
          satisfaction: Math.max(1, Math.min(5, Math.round(liked))),
          effort: Math.max(1, Math.min(7, Math.round(8 - liked * 1.4 + people.next()))),
          ...(people.next() < 0.1 && { words: WORDS[people.integer(WORDS.length)] ?? '' }),
        },
      };
    });
}

/** How its request came in, and whose it was. */
function aboutOf({ cases: { attributes } }: EventLog, index: number): Pick<KeptAnswer, 'channel' | 'applicantKind'> {
  const [channel, kind] = ['channel', 'applicantKind'].map((name) => attributeAt(attributes.get(name), index));
  const applicantKind = PERSON_KINDS.find((one) => one === kind);
  return { ...(typeof channel === 'string' && { channel }), ...(applicantKind && { applicantKind }) };
}

function longestRow(log: EventLog, index: number): string | undefined {
  let [longest, worst] = [0, -1];
  for (let row = log.cases.firstRow[index] ?? 0; row < (log.cases.firstRow[index + 1] ?? 0); row++) {
    if (log.kind[row] !== WORK) continue;
    const ms = (log.completedAt[row] ?? NaN) - (log.enabledAt[row] ?? NaN);
    if (ms > longest) [longest, worst] = [ms, row];
  }
  return worst < 0 ? undefined : log.activities[log.activityOf[worst] ?? -1];
}

function good<Done>(done: Done | Refusal): Done {
  if (isRefusal(done)) throw new Error(done.message);
  return done;
}
