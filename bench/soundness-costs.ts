/** What looking for faults of soundness costs, the model being compiled already. */
import { readdirSync, readFileSync } from 'node:fs';
import { readModel } from '../engine/model/compile.ts';
import type { ExecutableProcess } from '../engine/model/executable-process.ts';
import { checkSoundness } from '../engine/soundness/check-soundness.ts';
import { medianMs, medianMsOf } from './median.ts';

export interface SoundnessCost {
  readonly model: string;
  readonly nodes: number;
  readonly states: number;
  readonly complete: boolean;
  readonly faults: number;
  /** Reading, compiling and the structural rules. */
  readonly readMs: number;
  readonly soundnessMs: number;
}

/** Every process of the demo, from a folder. */
export async function demoCosts(folder: string, rounds: number): Promise<readonly SoundnessCost[]> {
  const costs: SoundnessCost[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (name.endsWith('.bpmn'))
      costs.push(await soundnessCost(name.replace('.bpmn', ''), readFileSync(`${folder}/${name}`, 'utf8'), rounds));
  return costs;
}

export async function soundnessCost(model: string, xml: string, rounds: number): Promise<SoundnessCost> {
  const { processes, findings } = await readModel(xml);
  const readMs = await medianMsOf(rounds, () => readModel(xml));
  if (processes.length === 0) throw new Error(`${model}: ${findings.map(({ message }) => message).join('\n')}`);
  const search = (): readonly ReturnType<typeof checkSoundness>[] =>
    processes.map((process: ExecutableProcess) => checkSoundness(process));
  const found = search();
  return {
    model,
    nodes: processes.reduce((sum, { nodes }) => sum + nodes.size, 0),
    states: found.reduce((sum, { explored }) => sum + explored, 0),
    complete: found.every(({ complete }) => complete),
    faults: found.reduce((sum, one) => sum + one.findings.length, 0),
    readMs,
    soundnessMs: medianMs(rounds, search),
  };
}

/** Parallel branches of so many tasks; the middle task of each may fail and lead to an end of its own, when `mayFail`. */
export function branches(count: number, tasks: number, mayFail = false): string {
  const drawing = new Drawing();
  drawing.node('parallelGateway', 'fork').node('parallelGateway', 'join').flow('start', 'fork').flow('join', 'end');
  for (let branch = 0; branch < count; branch++) {
    const id = (task: number): string => `t${String(branch)}_${String(task)}`;
    for (let task = 0; task < tasks; task++)
      drawing.node('userTask', id(task)).flow(task === 0 ? 'fork' : id(task - 1), id(task));
    drawing.flow(id(tasks - 1), 'join');
    if (mayFail)
      drawing
        .boundary(id(Math.floor(tasks / 2)), `late${String(branch)}`)
        .node('endEvent', `e${String(branch)}`)
        .flow(`late${String(branch)}`, `e${String(branch)}`);
  }
  return drawing.xml();
}

/** About so many nodes: a chain of inclusive blocks, each with a task that waits before it and a loop around it. */
export function chain(nodes: number): string {
  const drawing = new Drawing();
  let before = 'start';
  for (let block = 0; block < (nodes - 2) / 7; block++) {
    const id = (name: string): string => `${name}${String(block)}`;
    drawing
      .node('exclusiveGateway', id('in'))
      .node('userTask', id('wait'))
      .node('inclusiveGateway', id('or'), `default="${id('or')}--${id('b')}"`);
    drawing.node('task', id('a')).node('task', id('b')).node('inclusiveGateway', id('join'));
    drawing.node(
      'exclusiveGateway',
      id('out'),
      `default="${id('out')}--${block + 1 < (nodes - 2) / 7 ? `in${String(block + 1)}` : 'end'}"`,
    );
    drawing
      .flow(before, id('in'))
      .flow(id('in'), id('wait'))
      .flow(id('wait'), id('or'))
      .flow(id('or'), id('a'), 'x')
      .flow(id('or'), id('b'));
    drawing.flow(id('a'), id('join')).flow(id('b'), id('join')).flow(id('join'), id('out')).flow(id('out'), id('in'), 'y');
    before = id('out');
  }
  return drawing.flow(before, 'end').xml();
}

/** BPMN by pieces; it has a start and an end event. */
class Drawing {
  private readonly parts = ['<bpmn:startEvent id="start"/>', '<bpmn:endEvent id="end"/>'];

  node(kind: string, id: string, attributes = ''): this {
    this.parts.push(`<bpmn:${kind} id="${id}" ${attributes}/>`);
    return this;
  }

  boundary(host: string, id: string): this {
    const timer = '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>';
    this.parts.push(`<bpmn:boundaryEvent id="${id}" attachedToRef="${host}">${timer}</bpmn:boundaryEvent>`);
    return this;
  }

  flow(from: string, to: string, condition?: string): this {
    const when = condition === undefined ? '' : `<bpmn:conditionExpression>=${condition}</bpmn:conditionExpression>`;
    this.parts.push(`<bpmn:sequenceFlow id="${from}--${to}" sourceRef="${from}" targetRef="${to}">${when}</bpmn:sequenceFlow>`);
    return this;
  }

  xml(): string {
    return `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x"><bpmn:process id="p" isExecutable="true">${this.parts.join('')}</bpmn:process></bpmn:definitions>`;
  }
}
