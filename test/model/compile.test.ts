import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { BpmnModdle } from 'bpmn-moddle';
import type { ExecutableProcess, FlowNode } from '../../engine/model/executable-process.ts';
import { readModel } from '../../engine/model/compile.ts';
import { outline } from '../../engine/model/elements.ts';
import { juelToFeel } from '../../engine/model/juel.ts';
import { moddlePackages } from '../../engine/model/moddle-packages.ts';
import { parse } from '../../engine/model/parse.ts';
import { findingsOf, model } from '../support/model.ts';
import { around, bpmnFile, flow } from './bpmn-file.ts';
import { compiledXml } from './compiled.ts';

async function nodeOf(xml: string, id: string): Promise<FlowNode | undefined> {
  const { processes, findings } = await readModel(xml);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return processes[0]?.nodes.get(id);
}
async function rulesOf(text: string): Promise<readonly string[]> {
  return (await findingsOf(text)).map(({ rule, element }) => `${rule} at ${element}`);
}
const drawn = () => readFile(new URL('modeler.bpmn', import.meta.url), 'utf8');

describe('a file as Camunda Modeler writes it', () => {
  test('compiles without a finding, pools, lanes, data and colours being documentation', async () => {
    const { processes, findings } = await readModel(await drawn());
    expect(findings).toEqual([]);
    const [process] = processes;
    expect(process).toMatchObject({
      id: 'Process_request',
      name: 'Prašymo nagrinėjimas',
      versionTag: '1.4',
      termProfile: 'prasymas-20',
    });
    expect([...(process?.nodes.keys() ?? [])]).toEqual([
      'Event_start',
      'Activity_check',
      'Gateway_1',
      'Activity_register',
      'Event_end',
      'Event_refused',
      'Event_silence',
    ]);
    expect(process?.nodes.get('Activity_check')).toMatchObject({
      kind: 'userTask',
      name: 'Patikrinti prašymą',
      incoming: ['Flow_1'],
      outgoing: ['Flow_2'],
      boundary: ['Event_silence'],
      embeddedForm: '{"components":[]}',
      headers: { kind: 'check' },
      assignee: { names: ['clerk'] },
      candidateGroups: { constant: ['desk', 'archive'] },
      candidateUsers: { names: ['users'] },
      priority: { constant: 70 },
      dueDate: { names: [] },
      followUpDate: { constant: '2026-05-01T09:00:00Z' },
      inputs: [{ source: { names: ['request'] }, target: ['text'] }],
      outputs: [{ source: { names: ['accepted'] }, target: ['result', 'accepted'] }],
    });
    expect(process?.nodes.get('Activity_register')).toMatchObject({
      job: { type: { constant: 'register' }, retries: { names: ['tries'] } },
      loop: {
        sequential: true,
        inputElement: 'register',
        outputCollection: 'numbers',
        completionCondition: { names: ['number'] },
      },
    });
    expect(process?.nodes.get('Event_start')).toMatchObject({ form: { formId: 'request', binding: 'deployment' } });
    expect(process?.nodes.get('Event_silence')).toMatchObject({
      trigger: { calendar: 'working', value: { constant: 'P20D' } },
      interrupting: true,
    });
    const condition = process?.flows.get('Flow_3')?.condition;
    expect(condition?.evaluate({ read: (name) => (name === 'users' ? ['a'] : { accepted: true }), now: 0, zone: 'UTC' })).toBe(
      true,
    );
  });

  test('says its steps, lanes and labels beside execution', async () => {
    const { processes } = await readModel(await drawn());
    const facts = processes[0]?.facts;
    expect(facts?.get('Activity_check')).toEqual({
      lane: 'Vedėjas',
      cost: 12.5,
      valueClass: 'NNVA',
      legalBasis: 'VAĮ 10 str.',
      term: 'P3D',
      labels: new Map([['en', 'Check the request']]),
    });
    expect(facts?.get('Event_start')).toEqual({ lane: 'Vieno langelio skyrius', labels: new Map() });
    expect(facts?.get('Process_request')?.labels.get('en')).toBe('Request handling');
  });

  test('comes back from writing as the same process', async () => {
    const parsed = await parse(await drawn());
    if (!('definitions' in parsed)) throw new Error('refused');
    const { xml } = await new BpmnModdle(moddlePackages()).toXML(parsed.definitions, { format: true });
    const [before, after] = [await readModel(await drawn()), await readModel(xml)];
    expect(after.findings).toEqual([]);
    expect(plain(after.processes[0])).toEqual(plain(before.processes[0]));
  });

  test('is outlined by name, kind, lane and language', async () => {
    const parsed = await parse(await drawn());
    const elements = 'definitions' in parsed ? outline(parsed.definitions) : new Map();
    expect(elements.get('Activity_check')).toEqual({
      id: 'Activity_check',
      type: 'UserTask',
      name: 'Patikrinti prašymą',
      labels: new Map([['en', 'Check the request']]),
      scope: 'Process_request',
      lane: 'Vedėjas',
    });
    expect(elements.get('Lane_head')).toMatchObject({ type: 'Lane', name: 'Vedėjas' });
    expect(elements.get('Flow_3')).toMatchObject({ type: 'SequenceFlow', name: 'taip' });
  });
});

/** Without closures: what JSON keeps, maps as lists. */
function plain(process: ExecutableProcess | undefined): unknown {
  return JSON.parse(JSON.stringify(process, (_, value: unknown) => (value instanceof Map ? [...value] : value)));
}

describe('a user task without zeebe:userTask', () => {
  test('is a task of the engine all the same', async () => {
    expect(await nodeOf(around('t', '<bpmn:userTask id="t"/>'), 't')).toMatchObject({ kind: 'userTask' });
  });
});

describe('forms', () => {
  const formed = (attributes: string): string =>
    around(
      't',
      `<bpmn:userTask id="t"><bpmn:extensionElements><zeebe:formDefinition ${attributes}/></bpmn:extensionElements></bpmn:userTask>`,
    );

  test.each([
    ['formId="f"', { form: { formId: 'f', binding: 'latest' } }],
    ['formId="f" bindingType="versionTag" versionTag="2"', { form: { formId: 'f', binding: 'versionTag', versionTag: '2' } }],
    ['externalReference="https://forms.example/1"', { externalForm: 'https://forms.example/1' }],
    ['formKey="my:form"', { externalForm: 'my:form' }],
  ])('%s', async (attributes, form) => {
    expect(await nodeOf(formed(attributes), 't')).toMatchObject(form);
  });

  test.each([
    ['formId="f" bindingType="versionTag"', 'form-binding'],
    ['formId="f" bindingType="newest"', 'form-binding'],
    ['formKey="camunda-forms:bpmn:gone"', 'form-missing'],
  ])('%s is refused', async (attributes, rule) => {
    expect((await readModel(formed(attributes))).findings.map((finding) => finding.rule)).toEqual([rule]);
  });
});

describe('timers', () => {
  test.each([
    ['PT4H', 'duration'],
    ['P10D', 'duration'],
    ['duration ="PT1H"', 'duration'],
    ['duration =wait', 'duration'],
    ['R3/P1D', 'cycle'],
    ['R/PT1H', 'cycle'],
    ['2026-03-01T09:00:00+02:00', 'date'],
    ['date =due', 'date'],
  ])('%s is a %s', async (written, form) => {
    const { process } = await model(`start -> timer:T(${written}) -> end`);
    expect(process.nodes.get('T')).toMatchObject({ trigger: { kind: 'timer', form, calendar: 'wall' } });
  });

  test.each([
    'P',
    '4 hours',
    'PT-4H',
    '-PT4H',
    'duration ="tomorrow"',
    'duration =5',
    'R3',
    'R3/PT0S',
    'R0/PT1H',
    'R/-PT1H',
    'cycle 0 0 9 ? * *',
    'cycle @daily',
    '2026-13-01T00:00:00Z',
    'date soon',
    'date =1',
  ])('%s can never be one and is refused', async (written) => {
    expect(await rulesOf(`start -> timer:T(${written}) -> end`)).toEqual(['timer-value at T']);
  });

  test('count in working time only as durations of days or hours', async () => {
    const { process } = await model('start -> timer:T(PT4H){calendar: working} -> end');
    expect(process.nodes.get('T')).toMatchObject({ trigger: { calendar: 'working' } });
    for (const written of ['P1M', 'P1Y', 'R3/P1D', '2026-03-01T09:00:00Z']) {
      expect(await rulesOf(`start -> timer:T(${written}){calendar: working} -> end`)).toEqual(['timer-calendar at T']);
    }
    expect(await rulesOf('start -> timer:T(P1D){calendar: lunar} -> end')).toEqual(['timer-calendar at T']);
  });
});

describe('messages', () => {
  test('a sender uses its own key, else the key of the message, else none', async () => {
    const message =
      '<bpmn:message id="m" name="M"><bpmn:extensionElements><zeebe:subscription correlationKey="=theirs"/></bpmn:extensionElements></bpmn:message>';
    const sender = (extension: string): string =>
      around('t', `<bpmn:sendTask id="t" messageRef="m">${extension}</bpmn:sendTask>`, message);
    const own =
      '<bpmn:extensionElements><zeebe:publishMessage correlationKey="=mine" timeToLive="P1DT1H"/></bpmn:extensionElements>';
    expect(await nodeOf(sender(own), 't')).toMatchObject({
      result: { correlationKey: { names: ['mine'] }, timeToLiveMs: 90_000_000 },
    });
    expect(await nodeOf(sender(''), 't')).toMatchObject({
      result: { correlationKey: { names: ['theirs'] }, timeToLiveMs: 3_600_000 },
    });
    const { process } = await model('start -> send:T(M) -> end');
    expect(process.nodes.get('T')).toEqual(
      expect.objectContaining({ result: { kind: 'message', name: expect.anything(), timeToLiveMs: 3_600_000 } }),
    );
  });

  test.each(['P1M', 'soon', '-PT1H'])('a time to live of %s is refused', async (life) => {
    expect(await rulesOf(`start -> send:T(M){ttl: ${life}} -> end`)).toEqual(['message-time-to-live at T']);
  });

  test('what starts a case reads no variables', async () => {
    expect(await rulesOf('start.message:S(="a" + "b") -> end')).toEqual([]);
    expect(await rulesOf('start.message:S(="a" + b) -> end')).toEqual(['start-variables at S']);
    expect(await rulesOf('start.timer:S(date =due) -> end')).toEqual(['start-variables at S']);
  });
});

describe('texts that can never work are refused', () => {
  test.each([
    ['a condition that does not parse', 'start -> xor:x -> end [= a >]\nx -> end [default]', 'feel-syntax at x--end'],
    ['a condition that is a number', 'start -> xor:x -> end [= 1 + 1]\nx -> end [default]', 'condition-not-boolean at x--end'],
    ['a mapping without source', 'start -> user:T{in x: } -> end', 'mapping-source at T'],
    ['a mapping to no name', 'start -> user:T{in 1x: =1} -> end', 'mapping-target at T'],
    ['a mapping to a prototype', 'start -> user:T{out __proto__: =1} -> end', 'mapping-target at T'],
    ['a priority that is no number', 'start -> user:T{priority: high} -> end', 'number-expected at T'],
    ['negative retries', 'start -> service:T{retries: -1} -> end', 'number-expected at T'],
    ['a collection in plain text', 'start -> user:T{each: x in = } -> end', 'feel-syntax at T'],
    ['a script without result', 'start -> script:T{feel: =1} -> end', 'script-result at T'],
    ['a script without expression', 'start -> script:T{result: x} -> end', 'script-missing at T'],
    ['a value class of its own', 'start -> user:T{value: A} -> end', 'step-value-class at T'],
    ['a negative cost', 'start -> user:T{cost: -1} -> end', 'step-cost at T'],
  ])('%s', async (_, text, finding) => {
    expect(await rulesOf(text)).toEqual([finding]);
  });
});

describe('whom a wait is for', () => {
  const waiting = (party: string) =>
    around(
      'c',
      `<bpmn:intermediateCatchEvent id="c" eiga:waitsFor="${party}"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`,
    );

  test('is a fact of the element and changes nothing of its execution', async () => {
    const { processes, findings } = await readModel(waiting('authority'));
    expect(findings.filter(({ rule }) => rule === 'waits-for' || rule === 'unknown-attribute')).toEqual([]);
    expect(processes[0]?.facts.get('c')?.waitsFor).toBe('authority');
  });

  test('is one of three, and a finding names them', async () => {
    const { findings } = await readModel(waiting('nobody'));
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'waits-for',
        element: 'c',
        message: expect.stringContaining('applicant, authority, document') as unknown,
      }),
    );
  });
});

describe('event definitions at the top of the file', () => {
  test('are read through eventDefinitionRef', async () => {
    const xml = around(
      'c',
      '<bpmn:intermediateCatchEvent id="c"><bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef></bpmn:intermediateCatchEvent>',
      '<bpmn:timerEventDefinition id="d"><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
    );
    expect(await nodeOf(xml, 'c')).toMatchObject({ trigger: { kind: 'timer', value: { constant: 'P1D' } } });
  });
});

describe('Camunda 7', () => {
  test('what is plain is imported', async () => {
    const attributes =
      'camunda:assignee="${clerk}" camunda:candidateGroups="desk,archive" camunda:priority="60" camunda:formRef="f" camunda:asyncBefore="true"';
    expect(await nodeOf(around('t', `<bpmn:userTask id="t" ${attributes}/>`), 't')).toMatchObject({
      assignee: { names: ['clerk'] },
      candidateGroups: { constant: ['desk', 'archive'] },
      priority: { constant: 60 },
      form: { formId: 'f' },
    });
    const external = around('t', '<bpmn:serviceTask id="t" camunda:type="external" camunda:topic="register"/>');
    expect(await nodeOf(external, 't')).toMatchObject({
      kind: 'serviceTask',
      job: { type: { constant: 'register' }, retries: { constant: 3 } },
    });
  });

  test.each([
    ['${a == b}', { a: 1, b: 1 }, true],
    ["${kind == 'special'}", { kind: 'other' }, false],
    ['${amount &gt;= 100 &amp;&amp; approved}', { amount: 100, approved: true }, true],
    ['${(a lt b or a eq 7) and not_empty != null}', { a: 7, b: 1, not_empty: 1 }, true],
    ['${!approved}', { approved: false }, true],
    ['${not request.approved}', { request: { approved: true } }, false],
    ['#{approved}', { approved: true }, true],
  ])('the condition %s is read as FEEL', async (condition, variables: Readonly<Record<string, unknown>>, expected) => {
    const xml = bpmnFile(
      `<bpmn:startEvent id="s"/><bpmn:task id="t"/><bpmn:endEvent id="e"/>${flow('s', 't')}${flow('t', 'e', condition)}`,
    );
    const { processes } = await readModel(xml);
    const read = (name: string) => JSON.parse(JSON.stringify(variables[name] ?? null)) as never;
    expect(processes[0]?.flows.get('t--e')?.condition?.evaluate({ read, now: 0, zone: 'UTC' })).toBe(expected);
  });

  test.each([
    '${}',
    '${a + b}',
    '${a.b(c)}',
    '${empty a}',
    '${a ? b : c}',
    '${a} and ${b}',
    '${(a == b}',
    '${!a == b}',
    '${a &amp;&amp; !b}',
    '${a and not b}',
    "${a == 'x\\'}",
  ])('the condition %s is refused by name', async (condition) => {
    const xml = bpmnFile(
      `<bpmn:startEvent id="s"/><bpmn:task id="t"/><bpmn:endEvent id="e"/>${flow('s', 't')}${flow('t', 'e', condition)}`,
    );
    const errors = (await readModel(xml)).findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ rule }) => rule)).toEqual(['unsupported/juel']);
  });
});

describe('nothing that is drawn is left out without a word', () => {
  test('an event sub-process without a start event', async () => {
    const { processes, findings } = await readModel(
      bpmnFile(
        `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>${flow('s', 'e')}<bpmn:subProcess id="t" triggeredByEvent="true"><bpmn:task id="a"/></bpmn:subProcess>`,
      ),
    );
    expect(processes).toEqual([]);
    expect(findings.some(({ element, severity }) => element === 't' && severity === 'error')).toBe(true);
  });
});

describe('what a model leaves unsaid is not made up', () => {
  test('elements without facts have none, and no names', async () => {
    const { processes } = await readModel(around('t', '<bpmn:task id="t"/>'));
    expect(processes[0]?.facts).toEqual(new Map());
    expect(processes[0]?.nodes.get('t')).toEqual({
      id: 't',
      name: '',
      scope: 'process',
      incoming: ['start--t'],
      outgoing: ['t--end'],
      inputs: [],
      outputs: [],
      kind: 'task',
      boundary: [],
    });
    expect(processes[0]).toMatchObject({ id: 'process', name: 'process', hasConditions: false });
    expect(Object.keys(processes[0] ?? {}).sort()).toEqual(['facts', 'flows', 'hasConditions', 'id', 'name', 'nodes', 'root']);
    expect(processes[0]?.flows.get('start--t')).toEqual({ id: 'start--t', source: 'start', target: 't' });
  });

  test('labels without a language or a text, and lanes without a name, are told by what they have', async () => {
    const task =
      '<bpmn:task id="t"><bpmn:extensionElements><eiga:label lang="en"> Look </eiga:label><eiga:label>x</eiga:label><eiga:label lang="de"></eiga:label></bpmn:extensionElements></bpmn:task>';
    const lanes =
      '<bpmn:laneSet id="set"><bpmn:lane id="outer" name="Office"><bpmn:flowNodeRef>t</bpmn:flowNodeRef><bpmn:flowNodeRef>end</bpmn:flowNodeRef><bpmn:childLaneSet id="inner"><bpmn:lane id="desk"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="none"/></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>';
    const { processes } = await readModel(around('t', lanes + task));
    expect([...(processes[0]?.facts ?? [])]).toEqual([
      ['t', { lane: 'desk', labels: new Map([['en', 'Look']]) }],
      ['end', { lane: 'Office', labels: new Map() }],
    ]);
  });

  test('costs and value classes', async () => {
    const step = (attributes: string): string =>
      around('t', `<bpmn:task id="t"><bpmn:extensionElements><eiga:step ${attributes}/></bpmn:extensionElements></bpmn:task>`);
    const facts = async (attributes: string) => (await readModel(step(attributes))).processes[0]?.facts.get('t');
    expect(await facts('cost="0" legalBasis="§ 1"')).toEqual({ cost: 0, legalBasis: '§ 1', labels: new Map() });
    expect(await facts('cost="12.50" valueClass="NNVA" term="P5D"')).toEqual({
      cost: 12.5,
      valueClass: 'NNVA',
      term: 'P5D',
      labels: new Map(),
    });
    expect(await facts('')).toBeUndefined();
  });
});

test('spaces around names, texts and durations mean nothing', async () => {
  const spaced = `
    <bpmn:sendTask id="t" messageRef="m"><bpmn:extensionElements><zeebe:publishMessage correlationKey=" =id " timeToLive=" PT2H "/><zeebe:ioMapping><zeebe:input source=" =1 " target=" a.b "/></zeebe:ioMapping></bpmn:extensionElements></bpmn:sendTask>`;
  const { process } = await compiledXml(around('t', spaced, '<bpmn:message id="m" name=" Told "/>'));
  expect(process.nodes.get('t')).toMatchObject({
    kind: 'messageSendTask',
    inputs: [{ source: { constant: 1 }, target: ['a', 'b'] }],
    result: { name: { constant: 'Told' }, correlationKey: { names: ['id'] }, timeToLiveMs: 7_200_000 },
  });
  const lists = '<zeebe:assignmentDefinition assignee=" ona " candidateGroups=" a, ,b ," candidateUsers="="/>';
  const user = await compiledXml(
    around('t', `<bpmn:userTask id="t"><bpmn:extensionElements>${lists}</bpmn:extensionElements></bpmn:userTask>`),
  );
  expect(user.process.nodes.get('t')).toMatchObject({ assignee: { constant: 'ona' }, candidateGroups: { constant: ['a', 'b'] } });
});

test('listeners have the headers that have a key, and forms their id without spaces', async () => {
  const headers =
    '<zeebe:taskHeaders><zeebe:header key="a" value="1"/><zeebe:header key="b"/><zeebe:header value="2"/></zeebe:taskHeaders>';
  const listener = `<zeebe:executionListeners><zeebe:executionListener eventType="end" type="x" retries="7">${headers}</zeebe:executionListener></zeebe:executionListeners>`;
  const { process } = await compiledXml(
    around(
      't',
      `<bpmn:userTask id="t"><bpmn:extensionElements>${listener}${headers}<zeebe:formDefinition formId=" f "/></bpmn:extensionElements></bpmn:userTask>`,
    ),
  );
  expect(process.nodes.get('t')).toMatchObject({
    headers: { a: '1', b: '' },
    form: { formId: 'f' },
    listeners: { end: [{ type: { constant: 'x' }, retries: { constant: 7 }, headers: { a: '1', b: '' } }] },
  });
});

test.each([
  ['${a == \'say "x"\'}', 'a = "say \\"x\\""'],
  ['${ a.b != 1.5 && (c || !d) }', undefined],
  ['${a.b != 1.5 && (c || d)}', 'a.b != 1.5 and ( c or d )'],
  ['${not a.b}', 'not(a.b)'],
  ['#{a ge 2 and b le 3}', 'a >= 2 and b <= 3'],
  ['${a} and ${b}', undefined],
  [' ${a} ', 'a'],
  ['${a}s', undefined],
  ['${}', undefined],
  ['${(a}', undefined],
  ['${a)}', undefined],
  ['${a + 1}', undefined],
  ['${size(a)}', undefined],
  ['${empty a}', undefined],
])('JUEL %s means %s', (juel, feel) => {
  expect(juelToFeel(juel)).toBe(feel);
});

test('a file of a thousand faults and one names a thousand', async () => {
  const mappings = `<zeebe:ioMapping>${'<zeebe:input source="" target="a"/>'.repeat(1_001)}</zeebe:ioMapping>`;
  const xml = around('t', `<bpmn:task id="t"><bpmn:extensionElements>${mappings}</bpmn:extensionElements></bpmn:task>`);
  expect((await readModel(xml)).findings).toHaveLength(1_000);
});
