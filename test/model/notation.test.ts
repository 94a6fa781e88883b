import { describe, expect, test } from '@jest/globals';
import type { FlowNode } from '../../engine/model/executable-process.ts';
import { model, modelXml } from '../support/model.ts';

const KINDS: readonly FlowNode['kind'][] = [
  'adHocSubProcess',
  'boundaryEvent',
  'callActivity',
  'complexGateway',
  'decisionTask',
  'endEvent',
  'eventBasedGateway',
  'eventSubProcess',
  'exclusiveGateway',
  'feelScriptTask',
  'inclusiveGateway',
  'intermediateCatchEvent',
  'intermediateThrowEvent',
  'jobRuleTask',
  'jobScriptTask',
  'manualTask',
  'messageSendTask',
  'parallelGateway',
  'receiveTask',
  'sendTask',
  'serviceTask',
  'startEvent',
  'subProcess',
  'task',
  'transaction',
  'userTask',
];

describe('arrow lines', () => {
  test('become a process with the ids that the lines say', async () => {
    const { process } = await model(`
      start -> user:Check{groups: a, b; due: =now() + duration("P3D")} -> xor:ok?
      ok? -> service:Register [= approved] -> end
      ok? -> end:refused [default]
    `);
    expect([...process.nodes.keys()]).toEqual(['start', 'Check', 'ok', 'Register', 'end', 'refused']);
    expect(process.root).toMatchObject({ id: 'process', startEvents: ['start'], begins: ['start'] });
    expect(process.flows.get('ok--Register')).toMatchObject({
      source: 'ok',
      target: 'Register',
      condition: { text: expect.stringContaining('approved') },
    });
    expect(process.nodes.get('ok')).toMatchObject({
      kind: 'exclusiveGateway',
      defaultFlow: 'ok--refused',
      outgoing: ['ok--Register', 'ok--refused'],
    });
    expect(process.nodes.get('Check')).toMatchObject({ kind: 'userTask', candidateGroups: { constant: ['a', 'b'] } });
    expect(process.nodes.get('Register')).toMatchObject({
      kind: 'serviceTask',
      job: { type: { constant: 'Register' }, retries: { constant: 3 } },
    });
  });

  test('cover every construct that the engine executes', async () => {
    const { process, warnings } = await model(`
      start -> and:split -> sub:Checks{each: body in =bodies; sequential: yes; collect: opinions from =opinion; until: =stop = true} -> and:join
      Checks {
        start -> user:Look{assignee: ="a"; priority: 70; form: look; in x: =1; out y.z: =x} -> receive:Reply(Answer){key: =caseNumber} -> end
        Look ! timer(P3D){calendar: working} -> manual:Skip -> end
        Look ~ message:Hurry(Hurry){key: =caseNumber; out urgent: =true} -> task:Note -> terminate
      }
      split -> script:Sum{feel: =1 + 1; result: total} -> script:Count{job: count} -> send:Tell(Told){key: =caseNumber; ttl: PT2H} -> send:Mail{job: mail; retries: 5; header to: x} -> event:Wait
      Wait -> timer:Late(duration =wait) -> xor:merge -> join
      Wait -> signal:Stop(stop) -> merge
      Wait -> message:Go{key: =id} -> merge
      join -> throw.message:Notify(Told) -> throw.signal:Shout(heard) -> throw:Milestone -> service:Pay{times: 2} -> end.message:Done(Done){job: post}
      Pay ! error(E1) -> error:Failed(E2)
      Pay ! signal:Cancelled(cancel) -> end.signal:Cancel(cancel)
      start.message:Applied(Applied) -> split
      start.timer:Monday(R/P7D) -> split
      Mail ! condition(=late) -> or:fork -> transaction:Book [a] -> complex:meet(activationCount >= 1) -> adhoc:Help{active: =["Ask"]} -> end:helped
      fork -> rule:Decide(decision){result: r} [default] -> rule:Ask{job: decide} -> meet
      fork -> call:Other(other) [= b] -> meet
      Book {
        start -> task:Seat -> end
      }
      Help {
        task:Ask2
      }
      eventsub:Hurry2 {
        start.error(E9) -> end
      }
    `);
    expect([...new Set([...process.nodes.values()].map(({ kind }) => kind))].sort()).toEqual(KINDS);
    expect(warnings.map(({ rule, element }) => [rule, element])).toEqual([['error-uncaught', 'Failed']]);
    expect(process.nodes.get('Checks')).toMatchObject({
      inner: { id: 'Checks', startEvents: ['Checks.start'] },
      loop: { sequential: true, inputElement: 'body', outputCollection: 'opinions' },
    });
    expect(process.nodes.get('Look-timer')).toMatchObject({
      attachedTo: 'Look',
      interrupting: true,
      trigger: { kind: 'timer', form: 'duration', calendar: 'working', value: { constant: 'P3D' } },
    });
    expect(process.nodes.get('Hurry')).toMatchObject({
      interrupting: false,
      outputs: [{ target: ['urgent'] }],
      trigger: { kind: 'message', name: { constant: 'Hurry' } },
    });
    expect(process.nodes.get('Tell')).toMatchObject({
      kind: 'messageSendTask',
      result: { kind: 'message', timeToLiveMs: 7_200_000, name: { constant: 'Told' } },
    });
    expect(process.nodes.get('Mail')).toMatchObject({
      kind: 'sendTask',
      job: { headers: { to: 'x' }, retries: { constant: 5 } },
    });
    expect(process.nodes.get('Done')).toMatchObject({ kind: 'endEvent', result: { kind: 'job' } });
    expect(process.nodes.get('Failed')).toMatchObject({ result: { kind: 'error', code: 'E2' } });
    expect(process.nodes.get('Look')).toMatchObject({
      inputs: [{ target: ['x'] }],
      outputs: [{ target: ['y', 'z'] }],
      form: { formId: 'look', binding: 'latest' },
    });
  });

  test('refuse a name that nothing declares', () => {
    expect(() => modelXml('start -> Chek -> end')).toThrow('"Chek" is not declared');
  });
});
