import { describe, expect, test } from '@jest/globals';
import { outline } from '../../engine/model/elements.ts';
import { parse } from '../../engine/model/parse.ts';
import { modelXml } from '../support/model.ts';
import { around } from './bpmn-file.ts';
import { compiled, compiledXml, node } from './compiled.ts';

describe('call activities', () => {
  test.each([
    ['call:T(other)', { processId: { constant: 'other' }, binding: 'latest' }],
    ['call:T(=which)', { processId: { names: ['which'] }, binding: 'latest' }],
    ['call:T(other){binding: deployment}', { binding: 'deployment' }],
    ['call:T(other){binding: versionTag 2.1}', { binding: 'versionTag', versionTag: '2.1' }],
  ])('%s', async (written, called) => {
    const { process, refused } = await compiled(`start -> ${written} -> end`);
    expect(refused).toEqual([]);
    expect(node(process, 'T')).toMatchObject({ kind: 'callActivity', called });
  });

  test.each([
    ['', true, true],
    ['{out x: =y}', true, false],
    ['{out x: =y; propagateOut: yes}', true, true],
    ['{propagateIn: no; propagateOut: no}', false, false],
  ])('%s propagates in: %s, out: %s', async (keys, propagatesAllIn, propagatesAllOut) => {
    const { process } = await compiled(`start -> call:T(other)${keys} -> end`);
    expect(node(process, 'T')).toMatchObject({ propagatesAllIn, propagatesAllOut });
  });

  test('the standard’s calledElement is a qualified name, and Camunda 7’s binding is read', async () => {
    const called = async (attributes: string) =>
      compiledXml(
        around('t', `<bpmn:callActivity id="t" ${attributes}/>`).replace(
          '<bpmn:definitions',
          '<bpmn:definitions xmlns:my="http://my"',
        ),
      );
    const plain = await called('calledElement="my:other"');
    expect(node(plain.process, 't')).toMatchObject({ called: { processId: { constant: 'other' }, binding: 'latest' } });
    const camunda7 = await called(
      'calledElement="${which}" camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="3"',
    );
    expect(node(camunda7.process, 't')).toMatchObject({
      called: { processId: { names: ['which'] }, binding: 'versionTag', versionTag: '3' },
    });
    expect((await called('calledElement="a" camunda:calledElementBinding="version"')).refused).toEqual(['process-binding at t']);
    expect((await called('calledElement="a" camunda:calledElementTenantId="x"')).refused).toEqual([
      'unsupported/camunda7-calledElementTenantId at t',
    ]);
  });

  test('a business id of the called process is refused', async () => {
    const { refused } = await compiledXml(
      around(
        't',
        '<bpmn:callActivity id="t"><bpmn:extensionElements><zeebe:calledElement processId="p" businessId="=x"/></bpmn:extensionElements></bpmn:callActivity>',
      ),
    );
    expect(refused).toEqual(['unsupported/called-business-id at t']);
  });
});

describe('global tasks', () => {
  const FILE = `
    start -> call:Review(Check) -> end
    global.user:Check{groups: a, b; form: look}
    global.script:Sum{feel: =1 + 1; result: total}
    global.rule:Decide(decision){result: r}
    global.manual:File
    global.task:Nothing
  `;

  test('are processes of one task each', async () => {
    const { processes, refused } = await compiled(FILE);
    expect(refused).toEqual([]);
    expect(processes.map(({ id }) => id)).toEqual(['process', 'Check', 'Sum', 'Decide', 'File', 'Nothing']);
    expect(processes.map(({ nodes }) => [...nodes.values()].map(({ kind }) => kind)[1])).toEqual([
      'callActivity',
      'userTask',
      'feelScriptTask',
      'decisionTask',
      'manualTask',
      'task',
    ]);
    const [, check] = processes;
    expect(check?.root).toMatchObject({ id: 'Check', startEvents: ['Check.start'], begins: ['Check.start'] });
    expect([...(check?.flows.values() ?? [])].map(({ source, target }) => [source, target])).toEqual([
      ['Check.start', 'Check.task'],
      ['Check.task', 'Check.end'],
    ]);
    expect(check?.nodes.get('Check.task')).toMatchObject({
      name: 'Check',
      scope: 'Check',
      candidateGroups: { constant: ['a', 'b'] },
      form: { formId: 'look' },
    });
  });

  test('are outlined like processes', async () => {
    const parsed = await parse(modelXml(FILE));
    const elements = 'definitions' in parsed ? outline(parsed.definitions) : new Map();
    expect(elements.get('Check')).toMatchObject({ type: 'Process', name: 'Check' });
    expect(elements.get('Check.task')).toMatchObject({ type: 'UserTask', name: 'Check', scope: 'Check' });
  });

  test('in a language of their own are refused', async () => {
    const { refused } = await compiledXml(
      around('t', '<bpmn:task id="t"/>', '<bpmn:globalScriptTask id="g" scriptLanguage="groovy" script="1"/>'),
    );
    expect(refused).toEqual(['unsupported/script-language at g.task']);
  });

  test('use Camunda 7’s attributes', async () => {
    const { processes } = await compiledXml(
      around('t', '<bpmn:task id="t"/>', '<bpmn:globalUserTask id="g" camunda:assignee="ada"/>'),
    );
    expect(processes[1]?.nodes.get('g.task')).toMatchObject({ assignee: { constant: 'ada' } });
  });
});

describe('business rule tasks', () => {
  test('evaluate a decision or are jobs', async () => {
    const { process, refused } = await compiled(
      'start -> rule:A(fee){result: r; binding: versionTag 1} -> rule:B(=which){result: s} -> rule:C{job: decide; retries: 1} -> end',
    );
    expect(refused).toEqual([]);
    expect(node(process, 'A')).toMatchObject({
      kind: 'decisionTask',
      decision: { decisionId: { constant: 'fee' }, binding: 'versionTag', versionTag: '1' },
      resultVariable: 'r',
    });
    expect(node(process, 'B')).toMatchObject({ decision: { decisionId: { names: ['which'] }, binding: 'latest' } });
    expect(node(process, 'C')).toMatchObject({ kind: 'jobRuleTask', job: { type: { constant: 'decide' } } });
  });

  test.each([
    ['rule:T(fee)', 'decision-result at T'],
    ['rule:T(fee){result: 1x}', 'decision-result at T'],
    ['rule:T(fee){result: r; binding: newest}', 'decision-binding at T'],
    ['rule:T(fee){result: r; binding: versionTag}', 'decision-binding at T'],
  ])('%s is refused', async (written, finding) => {
    expect((await compiled(`start -> ${written} -> end`)).refused).toEqual([finding]);
  });
});

describe('standard loops', () => {
  test.each([
    ['{repeat: =more}', { testBefore: false, condition: { names: ['more'] } }],
    ['{repeat: =more; before: yes; max: 3}', { testBefore: true, maximum: 3, condition: { names: ['more'] } }],
    ['{max: 2}', { maximum: 2 }],
  ])('%s', async (keys, loop) => {
    const { process, refused } = await compiled(`start -> task:T${keys} -> end`);
    expect(refused).toEqual([]);
    expect(node(process, 'T')).toMatchObject({ loop: { kind: 'standard', ...loop } });
  });
});

describe('the behaviour of a multi-instance activity', () => {
  test.each([
    ['none signal heard', [{ when: 'each', result: { kind: 'signal', name: { constant: 'heard' } } }]],
    ['one escalation E', [{ when: 'first', result: { kind: 'escalation', code: 'E' } }]],
    [
      'complex message m when =numberOfCompletedInstances = 2 | error E when =bad',
      [
        { when: { names: ['numberOfCompletedInstances'] }, result: { kind: 'message', name: { constant: 'm' } } },
        { when: { names: ['bad'] }, result: { kind: 'error', code: 'E' } },
      ],
    ],
    ['none', []],
    ['one', []],
  ])('%s', async (behavior, throws) => {
    const { process, refused } = await compiled(`start -> task:T{times: 3; behavior: ${behavior}} -> end`);
    expect(refused).toEqual([]);
    expect(node(process, 'T')).toMatchObject({ loop: { kind: 'multiInstance', throws } });
  });

  test('All throws nothing', async () => {
    const { process } = await compiled('start -> task:T{times: 3} -> end');
    expect(node(process, 'T')).not.toHaveProperty('loop.throws');
  });

  test.each(['one timer PT1H', 'none cancel', 'one terminate', 'complex link L when =a'])('%s is refused', async (behavior) => {
    const { refused } = await compiled(`start -> task:T{times: 3; behavior: ${behavior}} -> end`);
    expect(refused).toEqual(['multi-instance-throw at T']);
  });
});

describe('quantities', () => {
  test('other than one are kept', async () => {
    const { process } = await compiled('start -> task:T{needs: 2; gives: 3} -> task:U{needs: 1} -> end');
    expect(node(process, 'T')).toMatchObject({ startQuantity: 2, completionQuantity: 3 });
    expect(node(process, 'U')).not.toHaveProperty('startQuantity');
    expect(node(process, 'U')).not.toHaveProperty('completionQuantity');
  });

  test.each(['needs', 'gives'])('%s at the limit of a case’s tokens, and one more', async (key) => {
    expect((await compiled(`start -> task:T{${key}: 10000} -> end`)).refused).toEqual([]);
    expect((await compiled(`start -> task:T{${key}: 10001} -> end`)).refused).toEqual(['limit/token-quantity at T']);
  });
});

test('the default flow of an activity, gateway or complex gateway is kept', async () => {
  const { process } = await compiled(
    'start -> task:T -> end:a [= x]\nT -> or:G [default]\nG -> complex:C [= y]\nG -> end:b [default]\nC -> end:c [= z]\nC -> end:d [default]',
  );
  expect(node(process, 'T')).toMatchObject({ defaultFlow: 'T--G' });
  expect(node(process, 'G')).toMatchObject({ defaultFlow: 'G--b' });
  expect(node(process, 'C')).toMatchObject({ defaultFlow: 'C--d' });
});
