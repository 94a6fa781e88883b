/**
 * What a step of the pure kernel costs as cases and models grow: µs for completing one of many waiting tasks, medians of rounds. The cost must
 * not grow with the size of the model, and at most linearly with the tokens alive.
 */
import type { CaseState } from '../engine/case/state.ts';
import { step } from '../engine/case/step.ts';
import { isRefusal } from '../engine/errors.ts';
import { numberedKey, type CaseKey, type DefinitionKey } from '../engine/ids.ts';
import { readModel } from '../engine/model/compile.ts';
import type { ExecutableProcess } from '../engine/model/executable-process.ts';
import { calendar, LITHUANIAN_OFFICE } from '../engine/time/calendar.ts';

const ROUNDS = 5;
const OFFICE = calendar(LITHUANIAN_OFFICE);

/** `tokens` instances of a user task in parallel, beside a chain of script tasks and inclusive blocks that makes up the nodes. */
function xmlOf(nodes: number, tokens: number): string {
  const parts: string[] = [];
  const flow = (from: string, to: string, condition = '') =>
    parts.push(
      `<bpmn:sequenceFlow id="${from}--${to}" sourceRef="${from}" targetRef="${to}">${condition === '' ? '' : `<bpmn:conditionExpression>=${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`,
    );
  parts.push('<bpmn:startEvent id="start" />', '<bpmn:parallelGateway id="fork" />', '<bpmn:endEvent id="end" />');
  parts.push(
    `<bpmn:userTask id="Many"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>${String(tokens)}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>`,
    '<bpmn:userTask id="Last" />',
  );
  flow('start', 'fork');
  flow('fork', 'Many');
  flow('Many', 'end');
  let before = 'fork';
  for (let block = 0; block < (nodes - 6) / 5; block++) {
    const id = (name: string) => `${name}${String(block)}`;
    parts.push(`<bpmn:userTask id="${id('wait')}" />`);
    parts.push(`<bpmn:inclusiveGateway id="${id('or')}" default="${id('or')}--${id('b')}" />`);
    parts.push(`<bpmn:task id="${id('a')}" />`, `<bpmn:task id="${id('b')}" />`, `<bpmn:inclusiveGateway id="${id('join')}" />`);
    flow(before, id('wait'));
    flow(id('wait'), id('or'));
    flow(id('or'), id('a'), 'true');
    flow(id('or'), id('b'));
    flow(id('a'), id('join'));
    flow(id('b'), id('join'));
    before = id('join');
  }
  flow(before, 'Last');
  flow('Last', 'end');
  return `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x"><bpmn:process id="p" isExecutable="true">${parts.join('')}</bpmn:process></bpmn:definitions>`;
}

async function processOf(nodes: number, tokens: number): Promise<{ readonly process: ExecutableProcess; readonly ms: number }> {
  const xml = xmlOf(nodes, tokens);
  const startedAt = performance.now();
  const { processes, findings } = await readModel(xml);
  const ms = performance.now() - startedAt;
  const [process] = processes;
  if (!process) throw new Error(findings.map(({ message }) => message).join('\n'));
  return { process, ms };
}

function begin(process: ExecutableProcess): CaseState {
  const keys = { caseKey: numberedKey<CaseKey>(1, 1), definitionKey: numberedKey<DefinitionKey>(1, 0) };
  const result = step(
    process,
    undefined,
    { type: 'startCase', ...keys, tenantId: '<default>', variables: { amount: 20 }, dimensions: {} },
    { now: 0, calendar: OFFICE },
  );
  if (isRefusal(result)) throw new Error(result.message);
  return result.state;
}

/** µs of completing one task, asked of the same state again and again. */
function stepCost(process: ExecutableProcess, state: CaseState): number {
  const task = Object.values(state.instances).find(({ elementId }) => elementId === 'wait0')?.task;
  if (!task) throw new Error('no task waits');
  const command = { type: 'completeTask', taskKey: task.key, variables: {} } as const;
  const context = { now: 1, calendar: OFFICE };
  const times = Math.max(200, Math.floor(100_000 / (Object.keys(state.instances).length + 20)));
  const costs = Array.from({ length: ROUNDS + 1 }, () => {
    const startedAt = performance.now();
    for (let count = 0; count < times; count++) if (isRefusal(step(process, state, command, context))) throw new Error('refused');
    return ((performance.now() - startedAt) * 1000) / times;
  });
  return median(costs.slice(1));
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

console.log('live tokens   nodes   µs per step');
for (const [tokens, nodes] of [
  [5, 100],
  [50, 100],
  [500, 100],
  [5, 16],
  [5, 1_001],
] as const) {
  const { process } = await processOf(nodes, tokens);
  console.log(
    `${String(tokens).padStart(11)} ${String(nodes).padStart(7)} ${stepCost(process, begin(process)).toFixed(1).padStart(13)}`,
  );
}
const compiled: number[] = [];
for (let round = 0; round < ROUNDS; round++) compiled.push((await processOf(1_001, 5)).ms);
console.log(
  `parse, compile and check of 1,001 nodes with 398 gateways: ${median(compiled).toFixed(0)} ms (first ${(compiled[0] ?? 0).toFixed(0)} ms)`,
);
