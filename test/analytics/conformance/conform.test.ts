import { describe, expect, test } from '@jest/globals';
import { conform, type Conformance, isNotComparable } from '../../../analytics/conformance/conform.ts';
import { model } from '../../support/model.ts';
import { logOf, logOfTraces } from '../log-of.ts';

async function compared(text: string, ...traces: readonly string[]): Promise<Conformance> {
  const { process } = await model(text);
  const found = conform(logOf(...traces), process);
  if (isNotComparable(found)) throw new Error(found.notComparable);
  return found;
}

/** Kind, activity and what it came before, with cases and times. */
function told({ deviations }: Conformance): readonly string[] {
  return deviations.map(
    ({ kind, activity, before, cases, n }) =>
      `${kind} ${activity}${before === undefined ? '' : ` before ${before}`}: ${String(cases)} (${String(n)})`,
  );
}

const ABC = 'start -> user:a -> user:b -> user:c -> end';

describe('a case against three steps in a row', () => {
  test('conforms when it has them in this order', async () => {
    const found = await compared(ABC, '3 abc');
    expect([found.fitness, found.cases, found.fitting, found.variants]).toEqual([1, 3, 3, 1]);
    expect(found.deviations).toEqual([]);
  });

  test('misses a step: one step of the model stands alone', async () => {
    // ac beside abc: cost 1; 1 − 1 / (2 events + 3 steps of the shortest run) = 0.8.
    const found = await compared(ABC, 'ac');
    expect(found.fitness).toBeCloseTo(0.8, 12);
    expect(told(found)).toEqual(['missing b: 1 (1)']);
  });

  test('does a step twice: one event stands alone', async () => {
    // abbc: cost 1; 1 − 1 / (4 + 3).
    const found = await compared(ABC, 'abbc');
    expect(found.fitness).toBeCloseTo(6 / 7, 12);
    expect(told(found)).toEqual(['doubled b: 1 (1)']);
  });

  test('has two steps the other way round: an event and a step stand alone', async () => {
    // acb: cost 2; 1 − 2 / (3 + 3).
    const found = await compared(ABC, 'acb');
    expect(found.fitness).toBeCloseTo(2 / 3, 12);
    expect(told(found)).toEqual(['outOfOrder c before b: 1 (1)']);
  });

  test('begins with its last step', async () => {
    // cab: the c came before b (and a), where the model has it after b.
    expect(told(await compared(ABC, 'cab'))).toEqual(['outOfOrder c before b: 1 (1)']);
  });

  test('has a step that the model does not know', async () => {
    const found = await compared(ABC, 'axbc');
    expect(told(found)).toEqual(['unknown x: 1 (1)']);
    expect(found.deviations[0]?.elements).toEqual([]);
  });

  test('fitness is the mean over cases, deviations count cases and times, with examples', async () => {
    // Two cases of 1 − 1/5, one of 1 − 2/(5 + 3), one of 1.
    const found = await compared(ABC, '2 ac', 'abbbc', 'abc');
    expect(found.fitness).toBeCloseTo((0.8 + 0.8 + 0.75 + 1) / 4, 12);
    expect(found.fitting).toBe(1);
    expect(told(found)).toEqual(['missing b: 2 (2)', 'doubled b: 1 (2)']);
    expect(found.deviations.map(({ share, examples, elements }) => [share, examples, elements])).toEqual([
      [0.5, ['1', '2'], ['b']],
      [0.25, ['3'], ['b']],
    ]);
  });
});

describe('constructs', () => {
  test('both branches of a choice: the second is not on the way', async () => {
    const text = 'start -> user:a -> xor:s -> user:b [=x] -> xor:j -> end\ns -> user:c [default] -> j';
    expect((await compared(text, 'ab', 'ac')).fitness).toBe(1);
    expect(told(await compared(text, 'abc'))).toEqual(['unexpected c: 1 (1)']);
  });

  test('parallel branches come in any order, and all of them', async () => {
    const text = 'start -> and:s -> user:a -> and:j -> user:d -> end\ns -> user:b -> j\ns -> user:c -> j';
    expect((await compared(text, 'abcd', 'cbad', 'bcad')).fitness).toBe(1);
    expect(told(await compared(text, 'acd'))).toEqual(['missing b: 1 (1)']);
    expect(told(await compared(text, 'adbc'))).not.toEqual([]);
  });

  test('an inclusive join waits for what was chosen and for nothing else', async () => {
    const text = `start -> or:s -> user:a [=x] -> or:j -> user:d -> end
      s -> user:b [=y] -> j
      s -> user:c [default] -> j`;
    expect((await compared(text, 'ad', 'bad', 'abcd', 'cd')).fitness).toBe(1);
    expect(told(await compared(text, 'adb'))).toEqual(['unexpected b: 1 (1)']);
  });

  test('a loop goes round as often as it likes', async () => {
    const text = 'start -> xor:j -> user:a -> xor:s -> user:b [=again] -> j\ns -> end [default]';
    expect((await compared(text, 'a', 'aba', 'abababa')).fitness).toBe(1);
    expect(told(await compared(text, 'abba'))).toHaveLength(1);
  });

  test('a sub-process is over when all in it is, and an interrupting event takes it away', async () => {
    const text = `start -> sub:Handling -> user:z -> end
      Handling {
        start -> and:s -> user:a -> end
        s -> user:b -> end:e2
      }
      Handling ! message(Withdrawn) -> user:w -> end:withdrawn`;
    expect((await compared(text, 'abz', 'baz', 'aw', 'w', 'abw')).fitness).toBe(1);
    expect(told(await compared(text, 'az'))).toEqual(['missing b: 1 (1)']);
    expect((await compared(text, 'wb')).fitting).toBe(0);
  });

  test('a non-interrupting event goes on beside its task, as often as it comes', async () => {
    const text = 'start -> user:a -> user:b -> end\na ~ timer(R/P1D) -> user:r -> end:reminded';
    expect((await compared(text, 'ab', 'rab', 'rarb', 'rrabr')).fitness).toBe(1);
    expect((await compared(text, 'abr', 'abrr')).fitness).toBe(1);
    expect(told(await compared(text, 'b'))).toEqual(['missing a: 1 (1)']);
  });

  test('an error leads on only where it is caught', async () => {
    const text = `start -> sub:Try -> user:z -> end
      Try {
        start -> user:a -> xor:ok -> end [=good]
        ok -> error:Bad(E) [default]
      }
      Try ! error(E) -> user:x -> end:bad`;
    expect((await compared(text, 'az', 'ax')).fitness).toBe(1);
    expect((await compared(text, 'a')).fitting).toBe(0);
  });

  test('an event sub-process begins any time, and ends the rest when it interrupts', async () => {
    const text = `start -> user:a -> user:b -> end
      eventsub:Stop {
        start.message:Stopped(Stop){key: =id} -> user:s -> end
      }`;
    expect((await compared(text, 'ab', 'as', 's')).fitness).toBe(1);
    expect((await compared(text, 'sb')).fitting).toBe(0);
  });

  test('elements of an ad-hoc sub-process come in any number and order, and the answer says so', async () => {
    const text = `start -> adhoc:Work{until: =done} -> user:z -> end
      Work {
        user:a
        user:b
      }`;
    const found = await compared(text, 'z', 'abaz', 'bbz');
    expect([found.fitness, found.notChecked.elements]).toEqual([1, ['Work']]);
    expect(told(await compared(text, 'za'))).not.toEqual([]);
  });

  test('the end of all takes what is open with it', async () => {
    const text = 'start -> and:s -> user:a -> terminate:t\ns -> user:b -> user:c -> end';
    expect((await compared(text, 'a', 'ba', 'bca')).fitness).toBe(1);
    // When b comes after a, nobody tells whether the end was there first.
    expect((await compared(text, 'ab')).notChecked.elements).toEqual(['t']);
    expect((await compared(text, 'b')).fitting).toBe(0);
  });

  test('a complex gateway is refused by name', async () => {
    const { process } = await model('start -> and:s -> user:a -> complex:k(= activationCount > 0) -> end\ns -> user:b -> k');
    expect(conform(logOf('ab'), process)).toEqual({ notComparable: 'unsupported', elements: ['k'] });
  });
});

describe('activities are found', () => {
  test('by label, whatever the id, letter case and white space', async () => {
    const { process } = await model('start -> user:x{name: Check  Request} -> end');
    const found = conform(logOfTraces([['check request ']]), process);
    expect(isNotComparable(found) ? found : found.fitness).toBe(1);
  });

  test('by a mapping; what is not there is refused by name', async () => {
    const { process } = await model('start -> user:x{name: Check} -> end');
    const log = logOfTraces([['Looked at']]);
    expect(conform(log, process)).toMatchObject({ fitting: 0 });
    expect(conform(log, process, { mapping: { 'Looked at': 'x' } })).toMatchObject({ fitting: 1, fitness: 1 });
    expect(conform(log, process, { mapping: { Nothing: 'x' } })).toEqual({ notComparable: 'mapping', elements: ['Nothing'] });
    expect(conform(log, process, { mapping: { 'Looked at': 'y' } })).toEqual({ notComparable: 'mapping', elements: ['y'] });
  });

  test('nowhere when the mapping says so, though the name is the same; and then another activity can be the step', async () => {
    const { process } = await model('start -> user:x{name: Check} -> user:y{name: Sign} -> end');
    const log = logOfTraces([['check', 'look', 'sign']]);
    const kinds = (mapping: Record<string, string>) => {
      const found = conform(log, process, { mapping });
      return isNotComparable(found) ? found : found.deviations.map(({ kind, activity }) => `${kind} ${activity}`);
    };
    expect(kinds({})).toEqual(['unknown look']);
    expect(kinds({ check: '' })).toEqual(['missing Check', 'unknown check', 'unknown look']);
    expect(kinds({ check: '', look: 'x' })).toEqual(['unknown check']);
    // What is another step is that one alone, and no longer the one of its name.
    expect(kinds({ check: 'y' })).toEqual(['missing Check', 'unknown look', 'unknown sign']);
    expect(kinds({ nothing: '' })).toEqual({ notComparable: 'mapping', elements: ['nothing'] });
  });

  test('among those that are to be looked at; the others are counted and cost nothing', async () => {
    const { process } = await model(ABC);
    expect(conform(logOf('xabxc', 'x'), process, { only: ['a', 'b', 'c'] })).toMatchObject({
      fitness: 1,
      cases: 1,
      notChecked: { events: 3, empty: 1 },
    });
  });
});

test('a log without a completed case has no fitness', async () => {
  const { process } = await model(ABC);
  expect(conform(logOfTraces([[]]), process)).toMatchObject({ fitness: null, cases: 0, notChecked: { empty: 1 } });
});
