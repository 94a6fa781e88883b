/** Classic faults, each with the element, the way to it and a change that mends it, beside their nearest sound neighbours. */
import { describe, expect, test } from '@jest/globals';
import { checkSoundness } from '../../engine/soundness/check-soundness.ts';
import type { Fix, SoundnessFinding } from '../../engine/soundness/finding.ts';
import { model } from '../support/model.ts';

async function findingsIn(text: string): Promise<readonly SoundnessFinding[]> {
  const { findings, complete } = checkSoundness((await model(text)).process);
  expect(complete).toBe(true);
  return findings;
}

/** Rule, element and fix of each finding; warnings with a question mark. */
async function told(text: string): Promise<readonly string[]> {
  return (await findingsIn(text)).map(({ rule, severity, element, fix }) =>
    [rule.replace('soundness/', '') + (severity === 'warning' ? '?' : ''), element, ...(fix ? [`| ${fixText(fix)}`] : [])].join(
      ' ',
    ),
  );
}

function fixText(fix: Fix): string {
  if (fix.kind === 'changeGateway') return `${fix.element} to ${fix.to}`;
  return fix.kind === 'insertGateway' ? `${fix.gateway} before ${fix.element}` : `without ${fix.flow}`;
}

const XOR_AND = 'start -> xor:a -> task:B [= x] -> and:j -> task:After -> end\na -> task:C [default] -> j';

test('a parallel join behind an exclusive split is a deadlock, shown by the shortest way, with a change that mends it', async () => {
  const [deadlock, dead, ...others] = await findingsIn(XOR_AND);
  const fix = {
    kind: 'changeGateway',
    element: 'j',
    to: 'exclusiveGateway',
    message: 'Make the parallel gateway (j) an exclusive gateway.',
  };
  const trace = [
    { element: 'start', marking: { 'start--a': 1 } },
    { element: 'a', flow: 'a--B', marking: { 'a--B': 1 } },
    { element: 'B', marking: { 'B--j': 1 } },
  ];
  const message = 'parallel gateway (j) waits for ever: a token has come from "B", and none can come any more from "C".';
  expect(deadlock).toEqual({ rule: 'soundness/deadlock', severity: 'error', element: 'j', message, trace, fix });
  expect(dead).toMatchObject({ rule: 'soundness/dead-node', severity: 'error', element: 'After', trace, fix });
  expect(others).toEqual([]);
});

test('a second token on a flow is a warning, shown up to the marking that holds it', async () => {
  const [unsafe, ...others] = await findingsIn('start -> and:a -> task:B -> xor:j -> task:After -> end\na -> task:C -> j');
  expect(unsafe).toMatchObject({ rule: 'soundness/unsafe', severity: 'warning', element: 'j', fix: { to: 'parallelGateway' } });
  expect(unsafe?.trace.at(-1)).toEqual({ element: 'j', marking: { 'j--After': 2 } });
  expect(others).toEqual([]);
});

const SPLIT = (split: string, join: string): string =>
  `start -> ${split}:a -> task:B [= x] -> ${join}:j -> task:D -> end\na -> task:C [= y] -> j`.replaceAll(
    split === 'and' ? / \[= .\]/g : /$^/g,
    '',
  );

describe('gateways that meet', () => {
  test.each([
    [
      'an inclusive split before a parallel join may leave it waiting',
      SPLIT('or', 'and'),
      ['deadlock j | j to inclusiveGateway'],
    ],
    [
      'an inclusive split before an exclusive join may pass two tokens',
      SPLIT('or', 'xor'),
      ['unsafe? j | j to inclusiveGateway'],
    ],
    ['a parallel split before an inclusive join is sound', SPLIT('and', 'or'), []],
    ['an inclusive split before an inclusive join is sound', SPLIT('or', 'or'), []],
    [
      'a parallel split whose branches enter one task makes it run twice',
      'start -> and:a -> task:B -> task:D -> end\na -> task:C -> D',
      ['unsafe? D | parallelGateway before D'],
    ],
    [
      'two inclusive joins in a circle, neither of which can tell the other to go on',
      `start -> or:s -> or:a [= x] -> task:A -> xor:m -> or:b [= y]
       m -> end:e1 [default]
       s -> b [= z] -> task:B -> xor:n -> a [= q]
       n -> end:e2 [default]`,
      ['deadlock a | s to exclusiveGateway', 'deadlock b | s to exclusiveGateway'],
    ],
    [
      'a loop that comes back into a parallel block',
      'start -> and:a -> xor:m -> task:B -> and:j -> xor:again -> m [= x]\nagain -> end [default]\na -> task:C -> j',
      ['deadlock j | j to inclusiveGateway'],
    ],
    [
      'a loop around a parallel block is sound',
      'start -> xor:m -> and:a -> task:B -> and:j -> xor:again -> m [= x]\nagain -> end [default]\na -> task:C -> j',
      [],
    ],
    [
      'a loop that sends out one more token at each round',
      'start -> xor:m -> and:a -> task:B -> m\na -> task:C -> end',
      ['unsafe? m | a to exclusiveGateway'],
    ],
    [
      'an event-based gateway before a parallel join waits for the event that has lost',
      'start -> event:g -> message:M(Go) -> and:j -> end\ng -> timer:T(P1D) -> j',
      ['deadlock j | j to exclusiveGateway', 'dead-node end | j to exclusiveGateway'],
    ],
    [
      'a complex gateway that can never count enough tokens',
      'start -> xor:a -> task:B [= x] -> complex:j(activationCount >= 2) -> end [= waitingForStart]\na -> task:C [default] -> j',
      ['deadlock j | a to parallelGateway', 'dead-node end | a to parallelGateway'],
    ],
    [
      'a complex gateway that goes on with two of three and takes in the third is sound',
      'start -> and:a -> task:B -> complex:j(activationCount >= 2) -> end [= waitingForStart]\na -> task:C -> j\na -> task:D -> j',
      [],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await told(text)).toEqual(expected);
  });
});

describe('boundary events', () => {
  test.each([
    [
      'a way out of a branch that a parallel join waits for',
      'start -> and:a -> service:B -> and:j -> end\na -> task:C -> j\nB ! error -> task:Mend -> end:failed',
      ['deadlock j | j to inclusiveGateway'],
    ],
    [
      'a way round that comes to the parallel join by a flow of its own',
      'start -> and:a -> service:B -> and:j -> end\na -> task:C -> j\nB ! error -> task:Mend -> j',
      ['deadlock j | j to inclusiveGateway', 'dead-node end | j to inclusiveGateway'],
    ],
    [
      'a way round that meets the normal one before the join is sound',
      'start -> and:a -> service:B -> xor:m -> and:j -> end\na -> task:C -> j\nB ! error -> task:Mend -> m',
      [],
    ],
    [
      'a reminder that ends by itself is sound, also in a loop',
      'start -> user:B -> xor:again -> B [= x]\nagain -> end [default]\nB ~ timer(R/P1D) -> task:Remind -> end:reminded',
      [],
    ],
    [
      'a reminder that a parallel join waits for',
      'start -> user:B -> and:j -> end\nB ~ timer(P1D) -> task:Remind -> j',
      ['deadlock j | j to inclusiveGateway'],
    ],
    [
      'a reminder whose own branch is broken',
      'start -> user:B -> end\nB ~ timer(P1D) -> xor:a -> task:C [= x] -> and:j -> end:e\na -> task:D [default] -> j',
      ['deadlock j | j to exclusiveGateway', 'dead-node e | j to exclusiveGateway'],
    ],
    [
      'a reminder that runs on with the normal flow behind it',
      'start -> user:B -> xor:j -> task:D -> end\nB ~ timer(P1D) -> task:Remind -> j',
      ['unsafe? j | j to inclusiveGateway'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await told(text)).toEqual(expected);
  });
});

describe('scopes', () => {
  const inner = `S {\n${XOR_AND}\n}`;
  test.each([
    ['a fault in a sub-process is told there', `start -> sub:S -> end\n${inner}`, ['deadlock j', 'dead-node After']],
    [
      'a timer on it gets it out of a deadlock, which then is a warning',
      `start -> sub:S -> end\nS ! timer(P1D) -> end:late\n${inner}`,
      ['deadlock? j', 'dead-node After'],
    ],
    [
      'so does an event sub-process that interrupts',
      `${XOR_AND}\neventsub:Late {\nstart.timer(P3D) -> task:R -> end\n}`,
      ['deadlock? j', 'dead-node After'],
    ],
    [
      'an error event on it does not',
      `start -> sub:S -> end\nS ! error -> end:late\n${inner}`,
      ['deadlock j', 'dead-node After'],
    ],
    [
      'behind a sub-process that only an error ends nothing is reached',
      'start -> sub:S -> task:After -> end\nS ! error(E) -> end:late\nS {\nstart -> task:T -> error(E)\n}',
      ['dead-node After'],
    ],
    [
      'a transaction that may be cancelled is sound',
      'start -> transaction:T -> end\nT ! cancel -> end:cancelled\nT {\nstart -> xor:a -> end [default]\na -> end.cancel:c [= x]\n}',
      [],
    ],
    ['elements activated at will need no order', 'start -> adhoc:A -> end\nA {\ntask:X -> task:Y\ntask:Z -> Y\n}', []],
  ])('%s', async (_, text, expected) => {
    const withoutFixes = (await told(text)).map((line) => line.replace(/ \|.*/, ''));
    expect(withoutFixes).toEqual(expected);
  });
});

describe('ends, links and quantities', () => {
  test.each([
    ['several end events are fine', 'start -> and:a -> task:B -> end:e1\na -> task:C -> end:e2', []],
    [
      'one end event for two branches in parallel is reached twice',
      'start -> and:a -> task:B -> end\na -> task:C -> end',
      ['improper-completion? end | parallelGateway before end'],
    ],
    [
      'one end event for two exclusive branches is fine',
      'start -> xor:a -> task:B [= x] -> end\na -> task:C [default] -> end',
      [],
    ],
    ['a terminate end event may leave others behind', 'start -> and:a -> task:B -> terminate:t\na -> task:C -> end:e', []],
    [
      'a link leads to its other half',
      'start -> and:a -> task:B -> throw.link(L)\nlink:l(L) -> and:j -> end\na -> task:C -> j',
      [],
    ],
    ['two tokens that are meant are no fault', 'start -> task:A{gives: 2} -> task:B{needs: 2} -> end', []],
    ['too few tokens to begin', 'start -> task:A -> task:B{needs: 2} -> end', ['deadlock B', 'dead-node end']],
    [
      'too few tokens on one of two branches, which no other gateway mends',
      'start -> and:a -> task:B{needs: 2} -> end:e\na -> task:C -> end',
      ['deadlock B', 'dead-node e'],
    ],
    ['a token that is left over', 'start -> task:A{gives: 3} -> task:B{needs: 2} -> end', ['deadlock B']],
  ])('%s', async (_, text, expected) => {
    expect(await told(text)).toEqual(expected);
  });
});
