import { describe, expect, test } from '@jest/globals';
import { SUSPENSION_REASONS } from '../../../engine/case/state.ts';
import type { ElementInstanceKey } from '../../../engine/ids.ts';
import { readModel } from '../../../engine/model/compile.ts';
import { PARTIES } from '../../../engine/model/executable-process.ts';
import { EngineLog } from '../../../analytics/log/engine-log.ts';
import { CASE_WITHDRAWN, type EventLog } from '../../../analytics/log/event-log.ts';
import type { EngineInstance } from '../../../analytics/log/engine-log.ts';
import { bpmnFile, flow } from '../../model/bpmn-file.ts';
import { model } from '../../support/model.ts';

const { process } = await model(`
  start -> user:examine -> user:consult{each: item in =items} -> timer:silence(P20D) -> xor:complete? -> end
`);

const instance = (key: string, elementId: string, more: Partial<EngineInstance> = {}): EngineInstance => ({
  // A key comes from the engine; here it only tells instances apart.
  key: key as ElementInstanceKey,
  elementId,
  status: 'active',
  enabledAt: 10,
  suspendedMs: 0,
  ...more,
});

const placesOf = ({ suspensions }: EventLog) =>
  [...(suspensions?.fromAt ?? [])].map((fromAt, place) => [
    SUSPENSION_REASONS[suspensions?.reasonOf[place] ?? -1],
    fromAt,
    suspensions?.toAt[place],
  ]);

describe("the engine's own log", () => {
  test('is the log that an import gives, with the instants that the engine knows', () => {
    const log = new EngineLog();
    log.takeCase({
      caseKey: '77',
      version: '2',
      status: 'active',
      withdrawnAt: undefined,
      startedAt: 5,
      dimensions: { receivedAt: 1, channel: 'post' },
    });
    log.takeInstance(
      '77',
      process,
      instance('1', 'examine', {
        claimedAt: 12,
        startedAt: 20,
        actor: 'ona',
        unit: 'permits',
        suspendedMs: 4,
        suspensions: [
          { reason: 'applicant', fromAt: 21, toAt: 25 },
          { reason: 'authority', fromAt: 27 },
        ],
      }),
    );
    const open = log.build(100);
    expect([open.rows, open.ending[0], open.cases.status[0], open.observedUntilAt]).toEqual([1, 0, 0, 100]);
    // One of four ended, one lasts: the sums hold the first alone, the places both.
    expect([
      open.claimedAt?.[0],
      open.suspendedMs[0],
      open.suspendedMsBy?.applicant[0],
      open.suspendedMsBy?.authority[0],
    ]).toEqual([12, 4, 4, 0]);
    expect(placesOf(open)).toEqual([
      ['applicant', 21, 25],
      ['authority', 27, NaN],
    ]);
    log.takeInstance(
      '77',
      process,
      instance('1', 'examine', {
        status: 'completed',
        startedAt: 20,
        endedAt: 30,
        actor: 'ona',
        suspendedMs: 6,
        suspensions: [
          { reason: 'applicant', fromAt: 21, toAt: 25 },
          { reason: 'authority', fromAt: 27, toAt: 29 },
        ],
      }),
    );
    log.takeCase({
      caseKey: '77',
      version: '2',
      status: 'completed',
      withdrawnAt: undefined,
      startedAt: 5,
      endedAt: 40,
      dimensions: {},
    });
    const done = log.build(100);
    expect([done.rows, done.enabledAt[0], done.startedAt[0], done.completedAt[0], done.ending[0]]).toEqual([1, 10, 20, 30, 1]);
    expect([done.resources, done.units, done.activities]).toEqual([['ona'], ['permits'], ['examine']]);
    expect([done.suspendedMs[0], done.suspendedMsBy?.applicant[0], done.suspendedMsBy?.authority[0]]).toEqual([6, 4, 2]);
    expect(placesOf(done)[1]).toEqual(['authority', 27, 29]);
    expect(placesOf(open)[1]).toEqual(['authority', 27, NaN]);
    expect([done.cases.startedAt[0], done.cases.completedAt[0], done.cases.receivedAt[0], done.cases.versions]).toEqual([
      5,
      40,
      1,
      ['2'],
    ]);
    expect(done.cases.attributes.get('channel')?.values).toEqual(['post']);
  });

  test('has the instances of a multi-instance and not their body, waits and not gateways', () => {
    const log = new EngineLog();
    const ended = { status: 'completed', withdrawnAt: undefined, endedAt: 30 } as const;
    log.takeInstance('77', process, instance('1', 'consult', ended));
    log.takeInstance('77', process, instance('2', 'consult', { ...ended, loopCounter: 1 }));
    log.takeInstance('77', process, instance('3', 'complete', ended));
    log.takeInstance('77', process, instance('4', 'silence', ended));
    log.takeInstance('77', process, instance('5', 'nowhere', ended));
    const built = log.build(100);
    expect([...built.activityOf].map((code, row) => [built.activities[code], built.kind[row]])).toEqual([
      ['consult', 0],
      ['silence', 2],
    ]);
    expect([...(built.loopCounter ?? [])]).toEqual([1, 0]);
  });

  test('an instance that was terminated ended without being completed, a cancelled case was withdrawn', () => {
    const log = new EngineLog();
    log.takeCase({ caseKey: '77', status: 'cancelled', withdrawnAt: undefined, startedAt: 5, endedAt: 30, dimensions: {} });
    log.takeInstance('77', process, instance('1', 'examine', { status: 'terminated', endedAt: 30 }));
    const built = log.build(100);
    expect([built.ending[0], built.completedAt[0], built.cases.status[0]]).toEqual([2, 30, 2]);
  });
});

test('a withdrawn case ended for the applicant when it was withdrawn, whatever closing it took', () => {
  const log = new EngineLog();
  log.takeCase({ caseKey: '1', status: 'active', startedAt: 0, withdrawnAt: 5, dimensions: {} });
  log.takeCase({ caseKey: '2', status: 'completed', startedAt: 0, endedAt: 9, withdrawnAt: 5, dimensions: {} });
  const { cases } = log.build(20);
  expect([...cases.status]).toEqual([CASE_WITHDRAWN, CASE_WITHDRAWN]);
  expect([...cases.completedAt]).toEqual([5, 5]);
});

test('a wait tells for whom it is, an event gateway by its events; a wait of which the model says nothing does not', async () => {
  const timer = '<bpmn:timerEventDefinition><bpmn:timeDuration>P9D</bpmn:timeDuration></bpmn:timerEventDefinition>';
  const caught = (id: string, party: string) =>
    `<bpmn:intermediateCatchEvent id="${id}" ${party}>${timer}</bpmn:intermediateCatchEvent>`;
  const { processes } = await readModel(
    bpmnFile(`<bpmn:startEvent id="start"/>${caught('opinion', 'eiga:waitsFor="authority"')}${caught('silence', '')}
      <bpmn:eventBasedGateway id="either"/>${caught('answer', 'eiga:waitsFor="applicant"')}${caught('late', '')}<bpmn:endEvent id="end"/>
      ${[
        ['start', 'opinion'],
        ['opinion', 'silence'],
        ['silence', 'either'],
        ['either', 'answer'],
        ['either', 'late'],
        ['answer', 'end'],
        ['late', 'end'],
      ]
        .map(([from = '', to = '']) => flow(from, to))
        .join('')}`),
  );
  const log = new EngineLog();
  if (!processes[0]) throw new Error('the model does not compile');
  for (const [index, id] of ['opinion', 'silence', 'either'].entries())
    log.takeInstance('77', processes[0], instance(String(index), id, { status: 'completed', endedAt: 30 + index }));
  const built = log.build(100);
  expect(Array.from(built.activityOf, (code, row) => [built.activities[code], PARTIES[built.partyOf?.[row] ?? -1]])).toEqual([
    ['opinion', 'authority'],
    ['silence', undefined],
    ['either', 'applicant'],
  ]);
});
