import fc from 'fast-check';
import { leaf, type ProcessTree, SILENT, tree } from '../../../analytics/discovery/process-tree.ts';

/** Trees of up to a few dozen activities, each of them once, with silence and loops anywhere. */
export function randomTree(): fc.Arbitrary<ProcessTree> {
  const { node } = fc.letrec<{ node: ProcessTree }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom<ProcessTree>(leaf('?'), leaf('?'), leaf('?'), SILENT),
      fc
        .tuple(
          fc.constantFrom('sequence', 'exclusive', 'parallel', 'loop' as const),
          fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
        )
        .map(([kind, children]) => tree(kind, children)),
    ),
  }));
  return node.map((of) => named(of, { count: 0 }));
}

function named(of: ProcessTree, given: { count: number }): ProcessTree {
  if (of.kind === 'silent') return of;
  if (of.kind === 'activity') return leaf(`step ${String((given.count += 1))}`);
  return { kind: of.kind, children: of.children.map((child) => named(child, given)) };
}

/** A run of a tree: which activities, in which order. Loops go round up to three times. */
export function randomRun(of: ProcessTree, chance: () => number): readonly string[] {
  const pick = (count: number): number => Math.floor(chance() * count);
  switch (of.kind) {
    case 'activity':
      return [of.activity];
    case 'silent':
      return [];
    case 'sequence':
      return of.children.flatMap((child) => randomRun(child, chance));
    case 'exclusive':
      return randomRun(of.children[pick(of.children.length)] ?? SILENT, chance);
    case 'parallel': {
      const open = of.children.map((child) => [...randomRun(child, chance)]);
      const run: string[] = [];
      for (let left = open.filter((part) => part.length > 0); left.length > 0; left = left.filter((part) => part.length > 0))
        run.push(left[pick(left.length)]?.shift() ?? '');
      return run;
    }
    case 'loop': {
      const [body = SILENT, ...redo] = of.children;
      const run = [...randomRun(body, chance)];
      for (let round = pick(4); round > 0; round--)
        run.push(...randomRun(redo[pick(redo.length)] ?? SILENT, chance), ...randomRun(body, chance));
      return run;
    }
    default:
      return of satisfies never;
  }
}
