/** Limits of one case at their very edge, asked of a draft that is filled so far; test/limits plays cases up to them. */
import { expect, test } from '@jest/globals';
import { openDraft, type Draft } from '../../engine/case/draft.ts';
import { workingCopy } from '../../engine/case/evolve.ts';
import { LIMITS } from '../../engine/case/limits.ts';
import { begin } from '../../engine/case/moves.ts';
import { Problem } from '../../engine/case/problem.ts';
import { checkArrival, checkRoomFor, noRoom } from '../../engine/case/room.ts';
import { setLocal } from '../../engine/case/variables.ts';
import { calendar, LITHUANIAN_OFFICE } from '../../engine/time/calendar.ts';
import { model } from '../support/model.ts';
import { CASE_KEY, play } from '../support/play.ts';

const ROOT = CASE_KEY as never;

/** A case in which one user task lives (and the process itself). */
async function drafted(changes: Partial<Draft> = {}): Promise<Draft> {
  const { process } = await model(`
    start -> user:Wait -> and:Fork -> task:A{gives: 3} -> end
    Fork -> task:B -> xor:X -> end:x [= text = "a"]
    X -> end:y [default]
    A -> end:a
  `);
  const state = workingCopy(play(process, { variables: { text: 'abc' } }).state);
  return { ...openDraft(process, state, { now: 0, calendar: calendar(LITHUANIAN_OFFICE) }), ...changes };
}
const refused = (act: () => void): string | undefined => {
  try {
    act();
    return undefined;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return `${problem.kind}: ${problem.message}`;
  }
};

test('what lives and what is on its way have room together, up to the limit', async () => {
  const token = { node: 'A', scopeKey: ROOT };
  const draft = await drafted({ living: LIMITS.living - 3, tokens: [token, token] });
  expect(refused(() => checkRoomFor(draft, 1))).toBeUndefined();
  expect(refused(() => checkRoomFor(draft, 2))).toBe(
    `limit: the case would have more than ${LIMITS.living} living elements and tokens`,
  );
});

test('a token that makes more of itself needs room for those, one that only goes on or chooses needs none', async () => {
  const full = await drafted({ living: LIMITS.living });
  const room = (id: string, free: number) => {
    const draft = { ...full, living: LIMITS.living - free };
    return refused(() => checkArrival(draft, draft.process.nodes.get(id)!)) === undefined;
  };
  expect([room('B', 0), room('X', 0), room('x', 0)]).toEqual([true, true, true]);
  expect([room('Fork', 0), room('Fork', 1)]).toEqual([false, true]);
  // Two flows, each with three tokens.
  expect([room('A', 4), room('A', 5)]).toEqual([false, true]);
});

test('so many arrivals in one step and no more', async () => {
  const draft = await drafted({ arrivals: LIMITS.arrivals });
  const node = draft.process.nodes.get('B')!;
  expect(refused(() => checkArrival(draft, node))).toBeUndefined();
  draft.arrivals += 1;
  expect(refused(() => checkArrival(draft, node))).toBe(
    `limit: more than ${LIMITS.arrivals} elements in one step: probably a loop in which nothing waits`,
  );
});

test('an element begins where one more may live', async () => {
  const visit = { key: '99' as never, node: 'B', scopeKey: ROOT };
  const draft = await drafted({ living: LIMITS.living - 1 });
  begin(draft, visit);
  expect(draft.living).toBe(LIMITS.living);
  expect(refused(() => begin(draft, { ...visit, key: '98' as never }))).toBe(
    `limit: the case has ${LIMITS.living} living elements already`,
  );
});

test('variables are weighed as JSON with their names, and smaller ones may always take the place of larger', async () => {
  const draft = await drafted();
  const weight = (text: string) => 'text'.length + 4 + text.length + 2;
  setLocal(draft, ROOT, { text: 'abcd' });
  expect(draft).toMatchObject({ variables: 1 + weight('abcd'), set: weight('abcd') });
  setLocal(draft, ROOT, { text: 'a', $hidden: 'x'.repeat(100) });
  expect(draft).toMatchObject({ variables: 1 + weight('a'), set: weight('abcd') + weight('a') });
  const over = { text: 'x'.repeat(LIMITS.variables) };
  expect(refused(() => setLocal(draft, ROOT, over))).toBe(
    `limit: the variables of the case would have ${1 + weight(over.text)} characters; at most ${LIMITS.variables} are kept`,
  );
  const most = { text: 'x'.repeat(LIMITS.variables - 1 - weight('')) };
  expect(refused(() => setLocal(draft, ROOT, most))).toBeUndefined();
  expect(draft.variables).toBe(LIMITS.variables);
  // Counted too high, as after a scope has ended: what is there is weighed anew.
  setLocal(draft, ROOT, { text: 'a' });
  const gone = { ...draft, variables: LIMITS.variables };
  expect(refused(() => setLocal(gone, ROOT, { text: 'abc' }))).toBeUndefined();
  expect(gone.variables).toBe(1 + weight('abc'));
});

test('values set in one step are counted each time', async () => {
  const draft = await drafted({ set: LIMITS.setInStep - 10 });
  expect(refused(() => setLocal(draft, ROOT, { a: 12_345 }))).toBeUndefined();
  expect(refused(() => setLocal(draft, ROOT, { a: 1 }))).toBe(
    `limit: more than ${LIMITS.setInStep} characters of values were set in one step`,
  );
});

test('a command that brings too much is refused; any other problem is none of its own', () => {
  expect(noRoom(new Problem('limit', 'full'))).toEqual({ refused: 'limit', message: 'full' });
  for (const problem of [new Problem('timer', 'no'), new Error('limit')]) expect(() => noRoom(problem)).toThrow(problem);
});
