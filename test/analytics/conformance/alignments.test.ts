/** Laws of alignments over random models and traces; EIGA_SEED=n tries others. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bpmnXml } from '../../../analytics/discovery/bpmn-xml.ts';
import { treeText } from '../../../analytics/discovery/process-tree.ts';
import { drawTree } from '../../../analytics/discovery/tree-diagram.ts';
import { type AlignedVariant, conform, isNotComparable } from '../../../analytics/conformance/conform.ts';
import { LeastCost } from '../../../analytics/conformance/least-cost.ts';
import { fire } from '../../../analytics/conformance/token-net.ts';
import { readModel } from '../../../engine/model/compile.ts';
import { model } from '../../support/model.ts';
import { randomNumbers } from '../../support/seed.ts';
import { randomRun, randomTree } from '../discovery/random-tree.ts';
import { logOfTraces } from '../log-of.ts';
import { fullSearch } from './full-search.ts';
import { playAlignment } from './play-alignment.ts';

const { seed } = randomNumbers();
const MODELS = Number(process.env['EIGA_ALIGNED'] ?? 100);

async function processOf(xml: string) {
  const { processes, findings } = await readModel(xml);
  const [process] = processes;
  if (!process) throw new Error(findings.map(({ message }) => message).join('\n'));
  return process;
}

test(`an alignment costs what a search of everything finds, and its model side is a case of the engine (seed ${seed})`, async () => {
  let compared = 0;
  let bounded = 0;
  await fc.assert(
    fc.asyncProperty(randomTree(), fc.integer({ min: 1, max: 1_000_000 }), async (tree, own) => {
      const { random } = randomNumbers(own);
      const process = await processOf(bpmnXml(drawTree(tree), 'random'));
      const traces = Array.from({ length: 4 }, () => {
        const run = [...randomRun(tree, random)].slice(0, 12);
        // Up to three changes: a step lost, doubled, moved, or one that nobody knows.
        for (let change = Math.floor(random() * 4); change > 0; change--) {
          const at = Math.floor(random() * run.length);
          const [step = 'unknown'] = run.splice(at, random() < 0.7 ? 1 : 0);
          if (random() < 0.6) run.splice(Math.floor(random() * (run.length + 1)), 0, random() < 0.8 ? step : 'unknown');
        }
        return run;
      });
      const log = logOfTraces(traces);
      const found = conform(log, process, {
        onAligned(aligned) {
          const trace = aligned.activities.map((name) => log.activities.indexOf(name));
          const cost = fullSearch(aligned.net, trace);
          if (cost === undefined) return;
          compared += 1;
          const { alignment } = aligned;
          const words = `${treeText(tree)} with ${aligned.activities.join(', ')}`;
          expect([words, alignment.cost]).toEqual([words, cost]);
          // It is an alignment at all: its events are those of the trace, and its cost is that of what stands alone.
          const events = alignment.moves.flatMap((move) => (move.kind === 'log' || move.kind === 'both' ? [move.label] : []));
          expect(events).toEqual(trace);
          expect(alignment.moves.filter(({ kind }) => kind === 'log' || kind === 'model')).toHaveLength(cost);
          playAlignment(process, aligned);
          bounded += checkLeast(aligned, words);
        },
      });
      if (isNotComparable(found)) throw new Error(found.notComparable);
      expect(found.notChecked.unproven).toBe(0);
    }),
    { numRuns: MODELS, seed },
  );
  expect(compared).toBeGreaterThan(MODELS);
  expect(bounded).toBeGreaterThan(MODELS / 4);
}, 120_000);

/** Along an optimal alignment, what the rest is said to cost at least is never more than what it costs. @returns how often it was more than 0 */
function checkLeast({ net, alignment, activities }: AlignedVariant, words: string): number {
  const least = new LeastCost(net);
  const codes = new Map(net.labels.map((label, code) => [label, code]));
  const rest = least.counter(activities.map((name) => codes.get(name) ?? -1));
  let marking = net.initial;
  let left = alignment.cost;
  let told = 0;
  for (const [step, move] of alignment.moves.entries()) {
    const cost = least.of(step, marking, rest);
    if (cost > 0) told++;
    expect([words, step, cost <= left]).toEqual([words, step, true]);
    if (move.kind === 'log' || move.kind === 'model') left--;
    if (move.kind === 'log' || move.kind === 'both') least.takeOff(rest, move.label);
    const transition = move.kind === 'log' ? undefined : net.transitions[move.transition];
    if (transition) marking = fire(transition, marking, net.memories) ?? marking;
  }
  return told;
}

/** Every construct whose tokens the net tells, with tasks of one letter. */
const CONSTRUCTS: readonly string[] = [
  'start -> or:s -> user:a [=x] -> or:j -> user:d -> end\ns -> user:b [=y] -> j\ns -> user:c [default] -> j',
  `start -> sub:H -> user:d -> end
    H {
      start -> and:s -> user:a -> end
      s -> user:b -> end:e2
    }
    H ! message(W) -> user:c -> end:withdrawn`,
  'start -> user:a -> user:b -> end\na ~ timer(R/P1D) -> user:r -> end:reminded',
  `start -> sub:H -> user:d -> end
    H {
      start -> user:a -> user:b -> end
    }
    H ~ timer(R/P1D) -> user:c -> end:reminded`,
  `start -> sub:T -> user:d -> end
    T {
      start -> user:a -> xor:ok -> end [=good]
      ok -> error:Bad(E) [default]
    }
    T ! error(E) -> user:c -> end:bad`,
  `start -> user:a -> user:b -> end
    eventsub:Stop {
      start.message:Stopped(Stop){key: =id} -> user:c -> end
    }`,
  `start -> user:a -> user:b -> end
    eventsub:Also {
      start.message:Asked(Asked){key: =id; interrupting: no} -> user:c -> user:d -> end
    }`,
  'start -> and:s -> user:a -> terminate:t\ns -> user:b -> user:c -> end',
  'start -> user:a -> event:e -> message:m(Ask) -> user:b -> end\ne -> timer:t(P1D) -> user:c -> a',
  'start -> user:a -> user:b -> xor:q -> end [default]\nq -> a [=again]',
  'start -> user:a{each: item in =items} -> user:b -> end',
  'start -> and:s -> user:a{gives: 2} -> user:b{needs: 3} -> end\ns -> user:c -> b',
  `start -> xor:s -> user:a [=x] -> and:k -> user:b -> and:l -> end
    s -> user:c [default] -> end:e2
    k -> or:o -> user:d [=y] -> l
    o -> or:p [default]
    p -> end:e3`,
];

test(`a search that moves only what it needs finds as much on every construct (seed ${seed})`, async () => {
  const { random } = randomNumbers();
  let compared = 0;
  for (const text of CONSTRUCTS) {
    const { process } = await model(text).catch((error: unknown) => {
      throw new Error(`${text}\n${String(error)}`);
    });
    const traces = Array.from({ length: 25 }, () =>
      Array.from({ length: Math.floor(random() * 8) }, () => 'abcdr'.charAt(Math.floor(random() * 5))),
    );
    const log = logOfTraces(traces);
    const found = conform(log, process, {
      onAligned({ activities, alignment, net }) {
        const cost = fullSearch(
          net,
          activities.map((name) => log.activities.indexOf(name)),
        );
        if (cost === undefined) return;
        compared += 1;
        expect([text, activities.join(''), alignment.cost, alignment.proven]).toEqual([text, activities.join(''), cost, true]);
      },
    });
    expect([text, isNotComparable(found)]).toEqual([text, false]);
  }
  expect(compared).toBeGreaterThan(CONSTRUCTS.length * 15);
}, 120_000);
