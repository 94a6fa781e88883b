/**
 * Process trees: models made of blocks only, so that every one of them is sound (Leemans, Fahland, van der Aalst: Discovering
 * Block-Structured Process Models from Event Logs, 2013).
 */

export type ProcessTree =
  | { readonly kind: 'activity'; readonly activity: string }
  /** Nothing is done. */
  | { readonly kind: 'silent' }
  | { readonly kind: Operator; readonly children: readonly ProcessTree[] };

/** `loop`: the first child, then any number of times one of the others and the first again. */
export type Operator = 'sequence' | 'exclusive' | 'parallel' | 'loop';

export const SILENT: ProcessTree = { kind: 'silent' };

export function leaf(activity: string): ProcessTree {
  return { kind: 'activity', activity };
}

/**
 * A tree of the same language with fewer nodes: blocks of one kind in each other are one, silence is left out where it says nothing, and
 * what may be left out and repeated is first left out, then repeated.
 */
export function tree(kind: Operator, parts: readonly ProcessTree[]): ProcessTree {
  if (kind === 'loop') return loop(parts);
  let children = parts.flatMap((part) => (part.kind === kind ? part.children : [part]));
  if (kind !== 'exclusive') children = children.filter((child) => child.kind !== 'silent');
  else if (children.some(isSilent)) {
    const others = children.filter((child) => !isSilent(child));
    children = others.some(canBeEmpty) ? others : [...others, SILENT];
  }
  const [only] = children;
  return only === undefined ? SILENT : children.length === 1 ? only : { kind, children };
}

function loop([body = SILENT, ...redo]: readonly ProcessTree[]): ProcessTree {
  const [again] = redo;
  if (again === undefined) return body;
  const onlyAgain = redo.length === 1 && isSilent(again);
  if (isSilent(body) && onlyAgain) return SILENT;
  if (onlyAgain && body.kind === 'exclusive' && body.children.some(isSilent)) {
    const done = tree(
      'exclusive',
      body.children.filter((child) => !isSilent(child)),
    );
    return tree('exclusive', [tree('loop', [done, SILENT]), SILENT]);
  }
  // A loop that only repeats itself, in one that only repeats it.
  if (onlyAgain && body.kind === 'loop' && body.children[1]?.kind === 'silent') return body;
  return { kind: 'loop', children: [body, ...redo.flatMap((part) => (part.kind === 'exclusive' ? part.children : [part]))] };
}

function isSilent({ kind }: ProcessTree): boolean {
  return kind === 'silent';
}

/** Whether a run of it may do nothing. */
export function canBeEmpty(of: ProcessTree): boolean {
  switch (of.kind) {
    case 'activity':
      return false;
    case 'silent':
      return true;
    case 'exclusive':
      return of.children.some(canBeEmpty);
    case 'sequence':
    case 'parallel':
      return of.children.every(canBeEmpty);
    case 'loop':
      return of.children[0] === undefined || canBeEmpty(of.children[0]);
    default:
      return of satisfies never;
  }
}

const SIGNS: Readonly<Record<Operator, string>> = { sequence: '→', exclusive: '×', parallel: '∧', loop: '↻' };

/** As the papers write it: `→(a, ×(b, τ))`. */
export function treeText(of: ProcessTree): string {
  if (of.kind === 'activity') return of.activity;
  return of.kind === 'silent' ? 'τ' : `${SIGNS[of.kind]}(${of.children.map(treeText).join(', ')})`;
}
