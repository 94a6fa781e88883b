import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import type { Expression } from '../../engine/feel/compile.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { portable, revived } from '../../engine/model/portable.ts';
import { model } from '../support/model.ts';
import { play } from '../support/play.ts';
import { compiledXml, node } from './compiled.ts';

const WIDE = `
  start -> and:Fork -> user:Check{assignee: =clerk; groups: a, b; priority: 70; in part: =whole.a; out x: =part} -> or:Join
  Fork -> timer:Wait(P3D) -> Join
  Join -> xor:Ok -> end:Yes [= part = 1]
  Ok -> end:No [default]
  Check ! message:Stop(Stop){key: =clerk} -> end:Stopped
`;
/** As it arrives in another thread. */
const sent = (process: ExecutableProcess): ExecutableProcess => revived(structuredClone(portable(process)));
const isFunction = (value: unknown): boolean => typeof value === 'function';
/** All but the functions, in order. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Array.from<[unknown, unknown]>(value).map(([key, member]) => ['of', key, plain(member)]);
  if (Array.isArray(value)) return (value as readonly unknown[]).map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => (isFunction(member) ? [] : [[key, plain(member)]])));
}

describe('a process that goes to another thread', () => {
  test.each([
    ['one with all kinds of waits', () => model(WIDE)],
    [
      'one as Camunda Modeler draws it',
      async () => compiledXml(await readFile(new URL('modeler.bpmn', import.meta.url), 'utf8')),
    ],
  ])('arrives as it was: %s', async (_, read) => {
    const { process } = await read();
    expect(plain(sent(process))).toEqual(plain(process));
    expect(plain(sent(sent(process)))).toEqual(plain(process));
  });

  test('runs to the same log', async () => {
    const { process } = await model(WIDE);
    const [here, there] = [process, sent(process)].map((one) => {
      const game = play(one, { variables: { clerk: 'ona', whole: { a: 1 } } });
      game.completeTask('Check');
      game.fire('Wait');
      expect(game.state.status).toBe('completed');
      return game.log;
    });
    expect(there).toEqual(here);
  });

  test('keeps shared what was shared, and an expression that is none a constant', async () => {
    const { process } = await model('start -> user:A{assignee: ada} -> user:B{assignee: =x} -> end');
    const shared = { ...node(process, 'A'), name: 'twice' };
    const twice = { ...process, nodes: new Map([...process.nodes, ['one', shared], ['other', shared]]) };
    const nodes = sent(twice).nodes;
    expect(nodes.get('one')).toBe(nodes.get('other'));
    expect(nodes.get('one')).not.toBe(shared);
    expect(nodes.get('A')).toMatchObject({ assignee: { text: 'ada', constant: 'ada', names: [] } });
    expect(nodes.get('B')).toMatchObject({ assignee: { text: 'x', names: ['x'] } });
    expect(nodes.get('B')).not.toHaveProperty('assignee.constant');
  });

  test('evaluates a text that can no longer be compiled to an error, when it is asked', async () => {
    const { process } = await model('start -> user:A{assignee: =x} -> end');
    const broken = { feel: { text: '1 +', names: [] } };
    const { listeners }: { listeners?: unknown } = revived({ portable: { ...process, listeners: broken } });
    const { evaluate, value } = listeners as Expression;
    const environment = { read: () => undefined, now: 0, zone: 'UTC' };
    for (const ask of [evaluate, value]) expect(() => ask(environment)).toThrow('can no longer be compiled: This is not FEEL');
  });

  test('may hold no function of its own', async () => {
    const { process } = await model('start -> end');
    const odd = { ...process, name: 'odd', facts: new Map(), handler: () => 1 };
    expect(() => portable(odd)).toThrow('a compiled process holds a function');
  });
});
