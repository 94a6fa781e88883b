import { describe, expect, test } from '@jest/globals';
import { around, bpmnFile } from './bpmn-file.ts';
import { compiled, compiledXml, node } from './compiled.ts';

describe('what events throw', () => {
  test.each([
    ['throw.escalation:T(late)', { result: { kind: 'escalation', code: 'late' } }],
    ['throw.compensation:T', { result: { kind: 'compensation', waits: true } }],
    ['throw.compensation:T(A){wait: no}', { result: { kind: 'compensation', activity: 'A', waits: false } }],
    [
      'throw.multiple:T(signal s; message m; escalation e; compensation A)',
      {
        result: {
          kind: 'multiple',
          results: [{ kind: 'signal' }, { kind: 'message' }, { kind: 'escalation' }, { kind: 'compensation' }],
        },
      },
    ],
  ])('%s', async (written, expected) => {
    const { process, refused } = await compiled(`start -> task:A -> ${written} -> end`);
    expect(refused).toEqual([]);
    expect(node(process, 'T')).toMatchObject({ kind: 'intermediateThrowEvent', ...expected });
  });

  test.each([
    ['end.escalation:T(late)', { kind: 'escalation', code: 'late' }],
    ['end.compensation:T', { kind: 'compensation', waits: true }],
    ['end.cancel:T', { kind: 'cancel' }],
    ['end.terminate:T', { kind: 'terminate' }],
    ['end.error:T(E)', { kind: 'error', code: 'E' }],
    ['end.multiple:T(error E; signal s)', { kind: 'multiple', results: [{ kind: 'error', code: 'E' }, { kind: 'signal' }] }],
  ])('%s', async (written, result) => {
    const { process, refused } = await compiled(`start -> ${written}`);
    expect(refused).toEqual([]);
    expect(node(process, 'T')).toMatchObject({ kind: 'endEvent', result });
  });

  test('a link leads to the catch event of its name in its own scope', async () => {
    const { process } = await compiled(`
      start -> xor:x -> throw.link:a(L) [= p]
      x -> throw.link:b(L) [= q]
      x -> sub:Part [default] -> end
      link:c(L) -> end
      Part {
        start -> throw.link:d(L)
        link:e(L) -> end
      }
    `);
    for (const id of ['a', 'b']) expect(node(process, id)).toMatchObject({ result: { kind: 'link', target: 'c' } });
    expect(node(process, 'd')).toMatchObject({ result: { target: 'e' } });
    expect(node(process, 'c')).toMatchObject({ kind: 'intermediateCatchEvent', trigger: { kind: 'link' }, incoming: [] });
  });

  test('several references to definitions at the top of the file are one multiple event', async () => {
    const refs = '<bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef><bpmn:eventDefinitionRef>f</bpmn:eventDefinitionRef>';
    const { process } = await compiledXml(
      around(
        't',
        `<bpmn:intermediateThrowEvent id="t">${refs}</bpmn:intermediateThrowEvent>`,
        '<bpmn:signal id="s" name="heard"/><bpmn:signalEventDefinition id="d" signalRef="s"/><bpmn:escalation id="x" escalationCode="E"/><bpmn:escalationEventDefinition id="f" escalationRef="x"/>',
      ),
    );
    expect(node(process, 't')).toMatchObject({
      result: { kind: 'multiple', results: [{ kind: 'signal' }, { kind: 'escalation', code: 'E' }] },
    });
  });

  test('one of several definitions that is not complete leaves the event out', async () => {
    const parts = '<bpmn:compensateEventDefinition/><bpmn:escalationEventDefinition/>';
    const { process } = await compiledXml(
      around('t', `<bpmn:intermediateThrowEvent id="t">${parts}</bpmn:intermediateThrowEvent>`),
    );
    expect(process.nodes.has('t')).toBe(false);
  });
});

describe('what events wait for', () => {
  test.each([
    ['escalation(E)', { kind: 'escalation', code: 'E' }],
    ['escalation', { kind: 'escalation' }],
    ['error', { kind: 'error' }],
    ['compensation', { kind: 'compensation' }],
    ['cancel', { kind: 'cancel' }],
    ['condition(= stop)', { kind: 'condition', condition: { names: ['stop'] } }],
    [
      'multiple(timer PT1H; message m; condition =a){parallel: yes}',
      { kind: 'multiple', parallel: true, triggers: [{ kind: 'timer' }, { kind: 'message' }, { kind: 'condition' }] },
    ],
  ])('on a border: %s', async (written, trigger) => {
    const { process, refused } = await compiled(`start -> task:A -> end\nA ~ ${written} -> end`);
    const [id = ''] = [...process.nodes.values()].flatMap((each) => (each.kind === 'boundaryEvent' ? each.id : []));
    expect(refused).toEqual([]);
    expect(node(process, id)).toMatchObject({ attachedTo: 'A', interrupting: false, trigger });
  });

  test('a catching event of several definitions waits for any of them', async () => {
    const { process } = await compiled('start -> multiple:T(timer PT1H; signal s) -> end');
    expect(node(process, 'T')).toMatchObject({
      kind: 'intermediateCatchEvent',
      trigger: { kind: 'multiple', parallel: false, triggers: [{ kind: 'timer', form: 'duration' }, { kind: 'signal' }] },
    });
  });

  test('a start of several definitions reads no variables, in none of them', async () => {
    const { process, refused } = await compiled('start.multiple:T(message M; signal =who; timer R/P1D) -> end');
    expect(refused).toEqual(['start-variables at T']);
    expect(node(process, 'T')).toMatchObject({ trigger: { kind: 'multiple' }, interrupting: true });
    const begun = await compiled(
      'event:g{instantiate: exclusive} -> signal:S(=who) -> end\nreceive:R(=who){instantiate: yes} -> end',
    );
    expect([...begun.refused].sort()).toEqual(['start-variables at R', 'start-variables at S']);
  });

  test('a condition reads variables, at the start too, and the process says that it has any', async () => {
    const { process, refused } = await compiled('start.condition:S(= amount > 100) -> end');
    expect(refused).toEqual([]);
    expect(node(process, 'S')).toMatchObject({ trigger: { kind: 'condition', condition: { names: ['amount'] } } });
    expect(process.hasConditions).toBe(true);
    expect((await compiled('start -> multiple:T(timer PT1H; condition =a) -> end')).process.hasConditions).toBe(true);
    expect((await compiled('start -> timer:T(PT1H) -> end')).process.hasConditions).toBe(false);
  });

  test.each([
    ['variableNames="a, b"', true],
    ['variableNames="a" variableEvents="create,update"', false],
    ['variableNames="b,a,c" variableEvents="create, update"', true],
    ['variableNames="a,b" variableEvents="create"', false],
    ['variableEvents="update"', false],
  ])('the filter %s of a condition on a and b is kept by itself: %s', async (filter, isKept) => {
    const { refused } = await compiledXml(
      around(
        't',
        `<bpmn:intermediateCatchEvent id="t"><bpmn:conditionalEventDefinition id="d"><bpmn:extensionElements><zeebe:conditionalFilter ${filter}/></bpmn:extensionElements><bpmn:condition xsi:type="bpmn:tFormalExpression">=a &gt; b</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>`,
      ),
    );
    expect(refused).toEqual(isKept ? [] : ['unsupported/conditional-filter at t']);
  });
});

describe('compensation', () => {
  test('joins an activity to what undoes it, by an association in the scope', async () => {
    const { process } = await compiled(`
      start -> sub:Part -> end
      Part {
        start -> user:Pay -> end
        Pay ! compensation -> service:Refund{compensates: yes}
      }
    `);
    expect(node(process, 'Pay')).toMatchObject({
      compensation: 'Refund',
      boundary: ['Pay-compensation'],
      outgoing: ['Pay--Part.end'],
    });
    expect(node(process, 'Refund')).toMatchObject({ forCompensation: true, incoming: [], outgoing: [] });
    expect(node(process, 'Pay-compensation')).toMatchObject({ outgoing: [], trigger: { kind: 'compensation' } });
    expect(node(process, 'Part')).not.toHaveProperty('compensation');
  });

  test('also by an association that a collaboration holds', async () => {
    const content =
      '<bpmn:task id="t"/><bpmn:boundaryEvent id="b" attachedToRef="t"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:task id="u" isForCompensation="true"/>';
    const collaboration =
      '<bpmn:collaboration id="c"><bpmn:participant id="p" processRef="process"/><bpmn:association id="a" sourceRef="b" targetRef="u"/></bpmn:collaboration>';
    const { process } = await compiledXml(bpmnFile(content, collaboration));
    expect(node(process, 't')).toMatchObject({ compensation: 'u' });
  });
});
