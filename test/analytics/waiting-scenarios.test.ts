/**
 * Cases played through the engine's own step, each built so that what they wait for is known. At least nine tenths of the waiting must
 * be given to that cause.
 */
import { describe, expect, test } from '@jest/globals';
import type { Command } from '../../engine/case/command.ts';
import type { ElementInstanceRow } from '../../engine/case/effect.ts';
import type { SuspensionReason } from '../../engine/case/state.ts';
import { readModel } from '../../engine/model/compile.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { LITHUANIAN_OFFICE } from '../../engine/time/calendar.ts';
import { givenDuty } from '../../analytics/calendar-file.ts';
import { sumCauses } from '../../analytics/cause-sums.ts';
import { criticalPaths, criticalPathShares } from '../../analytics/critical-path.ts';
import { EngineLog } from '../../analytics/log/engine-log.ts';
import type { Suspension } from '../../analytics/log/event-log.ts';
import type { WaitPart } from '../../analytics/wait-parts.ts';
import { waitingCauses } from '../../analytics/waiting-causes.ts';
import type { CauseOptions } from '../../analytics/waiting-causes.ts';
import { bpmnFile, flow } from '../model/bpmn-file.ts';
import { play, type Play } from '../support/play.ts';

const MINUTE = 60_000;
const OFFICE = givenDuty(() => LITHUANIAN_OFFICE);
const BATCHES = { kind: 'burst', gapMs: 30 * MINUTE, idleMs: 120 * MINUTE } as const;

/** register → examine → an answer from the party → decide. */
async function processWaitingFor(party: string): Promise<ExecutableProcess> {
  const ids = ['start', 'examine', 'answer', 'decide', 'end'];
  const message =
    '<bpmn:message id="m" name="answer"><bpmn:extensionElements><zeebe:subscription correlationKey="=number"/></bpmn:extensionElements></bpmn:message>';
  const task = (id: string) =>
    `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements></bpmn:userTask>`;
  const { processes, findings } = await readModel(
    bpmnFile(
      `<bpmn:startEvent id="start"/>${task('examine')}<bpmn:receiveTask id="answer" messageRef="m" eiga:waitsFor="${party}"/>${task('decide')}
       <bpmn:endEvent id="end"/>${ids
         .slice(1)
         .map((id, index) => flow(ids[index] ?? '', id))
         .join('')}`,
      message,
    ),
  );
  const [process] = processes;
  if (!process) throw new Error(findings.map(({ message: sentence }) => sentence).join(' '));
  return process;
}

/** Local time in Vilnius. */
function vilnius(text: string): number {
  const month = Number(text.slice(5, 7));
  return Date.parse(`${text.replace(' ', 'T')}:00+0${month > 3 && month < 11 ? '3' : '2'}:00`);
}

/** What several cases of one process leave in the log, each played on its own with instants that are given. */
class House {
  readonly engineLog = new EngineLog();
  private readonly process: ExecutableProcess;
  private cases = 0;

  constructor(process: ExecutableProcess) {
    this.process = process;
  }

  open(at: string): CaseOfHouse {
    const game = play(this.process, { at: vilnius(at), variables: { number: 'B-1' } });
    return new CaseOfHouse(`case ${String(++this.cases)}`, this.process, this.engineLog, game);
  }

  part(part: WaitPart, activity: string | undefined, options: CauseOptions = {}): number {
    const log = this.engineLog.build(vilnius('2026-12-31 00:00'));
    const causes = waitingCauses(log, { duty: OFFICE, batchRule: BATCHES, ...options });
    const groups = sumCauses(log, causes, 'activity').filter((group) => activity === undefined || group.activity === activity);
    const total = groups.reduce((all, { totalMs }) => all + totalMs, 0);
    expect(total).toBeGreaterThan(0);
    return groups.reduce((all, group) => all + group[`${part}Ms`], 0) / total;
  }
}

class CaseOfHouse {
  private readonly key: string;
  private readonly process: ExecutableProcess;
  private readonly log: EngineLog;
  private readonly game: Play;

  constructor(key: string, process: ExecutableProcess, log: EngineLog, game: Play) {
    this.key = key;
    this.process = process;
    this.log = log;
    this.game = game;
    this.note();
  }

  /** Somebody claims, begins and completes. */
  work(elementId: string, who: string, from: string, to: string, claimed = from): this {
    return this.claim(elementId, who, claimed).begin(elementId, who, from).complete(elementId, who, to);
  }
  claim(elementId: string, who: string, at: string): this {
    return this.at(at, who, { type: 'claimTask', taskKey: this.game.task(elementId).key, user: who });
  }
  begin(elementId: string, who: string, at: string): this {
    return this.at(at, who, { type: 'startTask', taskKey: this.game.task(elementId).key });
  }
  complete(elementId: string, who: string, at: string): this {
    return this.at(at, who, { type: 'completeTask', taskKey: this.game.task(elementId).key, variables: {} });
  }
  suspend(elementId: string, who: string, reason: SuspensionReason, from: string, to: string): this {
    const taskKey = this.game.task(elementId).key;
    return this.at(from, who, { type: 'suspendTask', taskKey, reason }).at(to, who, { type: 'resumeTask', taskKey });
  }
  pauseCase(who: string, reason: SuspensionReason, from: string, to: string): this {
    return this.at(from, who, { type: 'suspendCase', reason }).at(to, who, { type: 'resumeCase' });
  }
  answer(at: string): this {
    this.game.now = vilnius(at);
    this.game.deliver('answer');
    this.note();
    return this;
  }

  private at(at: string, who: string, command: Command): this {
    this.game.now = vilnius(at);
    this.game.actor = { user: who, unit: 'permits' };
    this.game.do(command);
    this.note();
    return this;
  }

  private note(): void {
    const { status, startedAt, dimensions, withdrawnAt } = this.game.state;
    let endedAt: number | undefined;
    for (const effect of this.game.effects) {
      if (effect.type !== 'saveElementInstance') continue;
      const { row } = effect;
      if (row.elementId === this.process.id) endedAt = row.endedAt;
      const suspensions = this.suspensionsOf(row);
      // A key is the engine's; the cases here share theirs, and only the log tells them apart.
      const key = `${this.key} ${row.key}` as typeof row.key;
      this.log.takeInstance(this.key, this.process, { ...row, key, suspensions });
    }
    this.log.takeCase({ caseKey: this.key, status, startedAt, endedAt, withdrawnAt, dimensions });
  }

  /** Its own, and those of the case while it lived. */
  private suspensionsOf({ key, enabledAt, endedAt = Infinity }: ElementInstanceRow): readonly Suspension[] {
    const found: Suspension[] = [];
    for (const event of this.game.log) {
      const isOwn = 'key' in event && event.key === key;
      const isOfCase = event.at >= enabledAt && event.at < endedAt;
      const last = found.at(-1);
      if ((event.type === 'taskSuspended' && isOwn) || (event.type === 'caseSuspended' && isOfCase))
        found.push({ reason: event.reason, fromAt: event.at });
      else if (last && ((event.type === 'taskResumed' && isOwn) || (event.type === 'caseResumed' && isOfCase)))
        found[found.length - 1] = { ...last, toAt: event.at };
    }
    return found;
  }
}

const process = await processWaitingFor('applicant');

describe('the cause is known', () => {
  test('a signing batch: what came in over the week is done on Friday in one go', () => {
    const house = new House(process);
    for (const [index, day] of ['02', '03', '04', '05'].entries()) {
      const done = (minutes: number) => `2026-03-06 14:${String(index * 4 + minutes).padStart(2, '0')}`;
      house.open(`2026-03-${day} 09:00`).work('examine', 'Head', done(0), done(3));
    }
    expect(house.part('batching', 'examine')).toBeGreaterThanOrEqual(0.9);
  });

  test('a shortage: one clerk, a queue of eight on one morning', () => {
    const house = new House(process);
    for (let index = 0; index < 8; index++) {
      const at = (minutes: number) => {
        const minute = 8 * 60 + index * 30 + minutes;
        return `2026-03-02 ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      };
      house.open('2026-03-02 08:00').work('examine', 'Ona', at(0), at(30));
    }
    expect(house.part('contention', 'examine')).toBeGreaterThanOrEqual(0.9);
  });

  test('a shortage over several days, in working time: nights are nobody’s fault', () => {
    const house = new House(process);
    for (const day of ['02', '03', '04', '05']) {
      house.open('2026-03-02 08:00').work('examine', 'Ona', `2026-03-${day} 08:00`, `2026-03-${day} 12:00`);
      const next = house.open('2026-03-02 08:00');
      next.work('examine', 'Ona', `2026-03-${day} 12:45`, `2026-03-${day} 17:00`);
    }
    expect(house.part('contention', 'examine')).toBeLessThan(0.5);
    expect(house.part('contention', 'examine', { clock: 'working' })).toBeGreaterThanOrEqual(0.9);
  });

  test('a later case is taken first', () => {
    const house = new House(process);
    house.open('2026-03-02 08:00').work('examine', 'Ona', '2026-03-02 11:00', '2026-03-02 11:30');
    house.open('2026-03-02 08:10').work('examine', 'Ona', '2026-03-02 08:10', '2026-03-02 11:00');
    expect(house.part('prioritisation', 'examine')).toBeGreaterThanOrEqual(0.9);
  });

  test('a holiday: the request of Christmas Eve is begun when the office opens again', () => {
    const house = new House(process);
    house.open('2025-12-24 09:00').work('examine', 'Ona', '2025-12-29 08:00', '2025-12-29 09:00');
    expect(house.part('holiday', 'examine')).toBeGreaterThanOrEqual(0.9);
  });

  test('an absent clerk', () => {
    const house = new House(process);
    const away = { ...LITHUANIAN_OFFICE, absences: [{ from: '2026-03-02', to: '2026-03-13' }] };
    const duty = givenDuty((resource) => (resource === 'Ona' ? away : LITHUANIAN_OFFICE));
    house.open('2026-03-02 09:00').work('examine', 'Ona', '2026-03-16 08:30', '2026-03-16 10:00', '2026-03-02 09:00');
    expect(house.part('absence', 'examine', { duty })).toBeGreaterThanOrEqual(0.9);
    expect(house.part('absence', 'examine', { duty, clock: 'working' })).toBeGreaterThanOrEqual(0.9);
  });

  test('an applicant who does not answer, since the model says for whom the message is', () => {
    const house = new House(process);
    house
      .open('2026-03-02 09:00')
      .work('examine', 'Ona', '2026-03-02 09:10', '2026-03-02 10:00')
      .answer('2026-03-20 11:00')
      .work('decide', 'Ona', '2026-03-20 11:30', '2026-03-20 12:00');
    expect(house.part('applicant', undefined)).toBeGreaterThanOrEqual(0.9);
  });

  test('another authority, the same way', async () => {
    const house = new House(await processWaitingFor('authority'));
    house.open('2026-03-02 09:00').work('examine', 'Ona', '2026-03-02 09:10', '2026-03-02 10:00').answer('2026-03-20 11:00');
    expect(house.part('authority', undefined)).toBeGreaterThanOrEqual(0.9);
  });

  test('a missing document: the case was suspended before the task was begun', () => {
    const house = new House(process);
    house
      .open('2026-03-02 09:00')
      .claim('examine', 'Ona', '2026-03-02 09:05')
      .pauseCase('Ona', 'document', '2026-03-02 09:10', '2026-03-17 10:00')
      .begin('examine', 'Ona', '2026-03-17 10:10')
      .complete('examine', 'Ona', '2026-03-17 11:00');
    expect(house.part('document', 'examine')).toBeGreaterThanOrEqual(0.9);
  });

  test('a suspension after the start is no wait; on the critical path it is a suspension with its reason', () => {
    const house = new House(process);
    house
      .open('2026-03-02 09:00')
      .claim('examine', 'Ona', '2026-03-02 09:00')
      .begin('examine', 'Ona', '2026-03-02 09:00')
      .suspend('examine', 'Ona', 'document', '2026-03-02 10:00', '2026-03-04 10:00')
      .complete('examine', 'Ona', '2026-03-04 11:00')
      .answer('2026-03-04 11:00')
      .work('decide', 'Ona', '2026-03-04 12:00', '2026-03-04 12:00');
    const log = house.engineLog.build(vilnius('2026-12-31 00:00'));
    const shares = criticalPathShares(log, criticalPaths(log));
    expect(shares.map(({ activity, kind, part, totalMs }) => [activity, kind, part, totalMs / 60 / MINUTE])).toEqual([
      ['examine', 'suspension', 'document', 48],
      ['examine', 'processing', null, 2],
      ['decide', 'waiting', 'unassigned', 1],
    ]);
    const [examine] = sumCauses(log, waitingCauses(log), 'activity').filter(({ activity }) => activity === 'examine');
    expect([examine?.totalMs, (examine?.pausedMs ?? 0) / 60 / MINUTE, (examine?.processingMs ?? 0) / 60 / MINUTE]).toEqual([
      0, 48, 2,
    ]);
  });

  test('nobody took the work, though the one who took it in the end was there and idle', () => {
    const house = new House(process);
    house.open('2026-03-02 13:00').work('examine', 'Ona', '2026-03-02 16:55', '2026-03-02 17:00', '2026-03-02 16:50');
    expect(house.part('unassigned', 'examine')).toBeGreaterThanOrEqual(0.9);
    const slow = new House(process);
    slow.open('2026-03-02 08:00').work('examine', 'Ona', '2026-03-06 09:00', '2026-03-06 10:00', '2026-03-06 08:30');
    expect(slow.part('unassigned', 'examine', { clock: 'working' })).toBeGreaterThanOrEqual(0.9);
  });
});
