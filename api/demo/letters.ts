/** Letters of the demo municipality's cases: the documents that people brought and were asked for, and complaints, more where a case took long. */
import { CASE_COMPLETED, type EventLog } from '../../analytics/index.ts';
import { type Random, random } from '../../analytics/simulation/random.ts';
import type { CaseKey } from '../../engine/index.ts';
import type { ComplaintTopic, Finding, Letter, Organisation } from '../../organisation/index.ts';
import { MODELLED } from './services/modelled.ts';

const DAY_MS = 86_400_000;
const SEED = 'letters';
const CLERK = 'clerk';

/** What a permit took before registers were asked, and takes since. */
const PERMIT = {
  processId: 'building-permit',
  before: ['Statinio projektas', 'Bendraturčių sutikimai', 'Nekilnojamojo turto registro išrašas', 'Žemės sklypo planas'],
  since: ['Statinio projektas'],
} as const;
/** So many bring less than is needed, and are asked for the rest. */
const INCOMPLETE = { before: 0.3, since: 0.06 } as const;
const ASKED_AFTER = { least: 1, most: 4 } as const;

/** Share of cases with a complaint: of those that took as long as most, and where they took this many times the median. */
const COMPLAINING = [
  { from: 2, share: 0.09 },
  { from: 1.4, share: 0.045 },
  { from: 0, share: 0.012 },
] as const;
/** Days until an answer, of 20 working days that the law gives. */
const ANSWERED_AFTER = { least: 6, most: 24 } as const;

const WORDS: Readonly<Record<ComplaintTopic, string>> = {
  time: 'Prašymas nagrinėjamas per ilgai, niekas nepaaiškina kodėl.',
  decision: 'Nesutinku su sprendimu: neatsižvelgta į mano pateiktus dokumentus.',
  conduct: 'Darbuotojas kalbėjo nemandagiai ir neatsakė į klausimus.',
  information: 'Man nepasakyta, kokių dokumentų reikia, teko ateiti antrą kartą.',
  other: 'Prašau patikrinti, kaip nagrinėjamas mano prašymas.',
};
const ANSWERS: Readonly<Record<Finding, string>> = {
  upheld: 'Skundas pagrįstas. Atsiprašome; trūkumai pašalinti.',
  partly: 'Skundas pagrįstas iš dalies. Paaiškinome, kas padaryta laiku ir kas ne.',
  notUpheld: 'Skundas nepagrįstas: laikytasi teisės aktuose nustatytos tvarkos.',
};

interface DemoLetters {
  readonly letters: Organisation['letters'];
  readonly tenantId: string;
  readonly endsAt: number;
  readonly logs: readonly { readonly processId: string; readonly log: EventLog }[];
}

/** The same letters at each load of the same cases. */
export async function loadLetters({ letters, tenantId, endsAt, logs }: DemoLetters): Promise<void> {
  const written = new Map<CaseKey, readonly Letter[]>();
  for (const { processId, log } of logs) {
    const chance = random(SEED).split(processId);
    const middle = medianOf(log);
    for (let index = 0; index < log.cases.count; index++) {
      const documents = documentLetters(processId, log, index, chance);
      const complaint = complaintLetters(log, index, middle, endsAt, chance);
      const of = [...documents, ...complaint]
        .filter(({ writtenAt }) => writtenAt <= endsAt)
        .sort((a, b) => a.writtenAt - b.writtenAt);
      // Keys of the engine's own log are those of cases.
      if (of.length > 0) written.set(log.cases.keys[index] as CaseKey, of);
    }
  }
  await letters.addAll(tenantId, written);
}

function documentLetters(processId: string, { cases }: EventLog, index: number, chance: Random): readonly Letter[] {
  const isSince = Number(cases.versions[cases.versionOf[index] ?? -1] ?? 1) > 1;
  const needed =
    processId === PERMIT.processId ? PERMIT[isSince ? 'since' : 'before'] : (DOCUMENTS.get(processId) ?? ['Prašymas']);
  const receivedAt = beginningOf(cases, index);
  const brought = chance.next() < INCOMPLETE[isSince ? 'since' : 'before'] ? needed.slice(0, -1) : needed;
  const rest = needed.slice(brought.length);
  const letter = { body: '', writtenBy: CLERK };
  return [
    { ...letter, kind: 'documentsBrought', documents: brought, writtenAt: receivedAt },
    ...(rest.length > 0
      ? [{ ...letter, kind: 'documentsAsked' as const, documents: rest, writtenAt: receivedAt + between(ASKED_AFTER, chance) }]
      : []),
  ];
}

const DOCUMENTS: ReadonlyMap<string, readonly string[]> = new Map(
  MODELLED.map(({ processId, documents }) => [
    processId,
    documents.flatMap(({ name, from }) => (from === 'person' ? [name.lt] : [])),
  ]),
);

function complaintLetters({ cases }: EventLog, index: number, middle: number, endsAt: number, chance: Random): readonly Letter[] {
  const startedAt = beginningOf(cases, index);
  const isEnded = cases.status[index] === CASE_COMPLETED;
  const took = (isEnded ? (cases.completedAt[index] ?? endsAt) : endsAt) - startedAt;
  const { share } = COMPLAINING.find(({ from }) => took >= from * middle) ?? COMPLAINING[2];
  const [drawn, kind, found] = [chance.next(), chance.next(), chance.next()];
  if (drawn >= share) return [];
  const isSlow = took >= COMPLAINING[1].from * middle;
  const topic: ComplaintTopic =
    isSlow && kind < 0.7
      ? 'time'
      : ((['decision', 'information', 'conduct', 'other'] as const)[Math.floor(found * 4)] ?? 'other');
  // Of a decision one complains once there is one; of the time while it goes on.
  const receivedAt =
    topic === 'decision' && isEnded ? startedAt + took + between({ least: 1, most: 6 }, chance) : startedAt + 0.8 * took;
  const finding: Finding = found < 0.35 ? 'upheld' : found < 0.65 ? 'partly' : 'notUpheld';
  return [
    {
      kind: 'complaint',
      documents: [],
      body: WORDS[topic],
      writtenAt: receivedAt,
      topic,
      ...(kind < 0.3 && { writtenBy: CLERK }),
    },
    {
      kind: 'complaintAnswered',
      documents: [],
      body: ANSWERS[finding],
      writtenAt: receivedAt + between(ANSWERED_AFTER, chance),
      finding,
      writtenBy: CLERK,
    },
  ];
}

function beginningOf(cases: EventLog['cases'], index: number): number {
  const receivedAt = cases.receivedAt[index] ?? NaN;
  return Number.isNaN(receivedAt) ? (cases.startedAt[index] ?? 0) : receivedAt;
}

function medianOf({ cases }: EventLog): number {
  const took = Array.from({ length: cases.count }, (_, index) => index)
    .filter((index) => cases.status[index] === CASE_COMPLETED)
    .map((index) => (cases.completedAt[index] ?? 0) - beginningOf(cases, index))
    .sort((a, b) => a - b);
  return took[Math.floor(took.length / 2)] ?? Infinity;
}

/** In ms, of days. */
function between({ least, most }: { readonly least: number; readonly most: number }, chance: Random): number {
  return (least + chance.next() * (most - least)) * DAY_MS;
}
