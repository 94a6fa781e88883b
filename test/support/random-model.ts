/**
 * Random block-structured models as arrow lines: whatever is opened is closed, so each is sound whatever path is taken, as long as the
 * player answers every wait. Depth ≤ 6, about 60 nodes.
 *
 * What a player may do: answer every task, job, timer, message, signal and called case in any order; set `choice` to "a", "b" or "fail"
 * (anything else takes the default flows); throw the error E from any job or called case; begin elements of ad-hoc sub-processes.
 * Correlation keys are `id`, which the player sets at the start. Loops count in variables of their own and end after three rounds. A
 * business rule task asks for the decision `grade`.
 */
import fc from 'fast-check';

export interface RandomModel {
  /** For `model` of model.ts. */
  readonly text: string;
  readonly nodes: number;
}

const MOST_NODES = 60;
/** What blocks that are open already may still add after the last one begins. */
const RESERVE = 34;
const DEEPEST = 6;

type Leaf = (typeof LEAVES)[number];
const LEAVES = [
  'task{}',
  'manual{}',
  'user{groups: unit}',
  'user{assignee: =clerk; priority: 60}',
  'service{}',
  'service{retries: 1; in x: =choice; out y: =x}',
  'script{feel: =1 + 2; result: sum}',
  'script{job: calculate}',
  'send(Told){key: =id}',
  'send{job: mail}',
  'receive(Answered){}',
  'message(Arrived){}',
  'signal(heard){}',
  'timer(PT4H){}',
  'timer(P3D){calendar: working}',
  'throw.message(Told){key: =id}',
  'throw.signal(shouted){}',
  'throw{}',
  'throw.escalation(X){}',
  'condition(= choice != "other"){}',
  'multiple(message Arrived; timer PT1H; signal heard){}',
  'user{on creating: l; on assigning: l; on completing: l; on canceling: l, m}',
  'user{assignee: ona; on start: l; on assigning: l; on end: m; on canceling: l}',
  'service{on start: l; on end: m}',
  'message(Arrived){on start: l; on end: m}',
  'throw.escalation(X){on start: l; on end: m}',
  'throw{on end: m}',
  'multiple(message Arrived; signal heard; condition =choice != "a"){parallel: yes}',
  'throw.multiple(signal shouted; escalation X){}',
  'rule(grade){result: grade}',
  'call(other){}',
  'call(other){in x: =choice; propagateIn: no; propagateOut: no}',
] as const;
const BOUNDARIES = [
  'timer(PT2H)',
  'timer(P1D){calendar: working}',
  'message(Withdrawn){}',
  'signal(stopped)',
  'condition(= choice = "fail")',
  'escalation(X)',
  'multiple(timer PT9H; signal stopped)',
] as const;
const HANDLERS = [
  'start.message(Withdrawn)',
  'start.timer(PT3H)',
  'start.signal(stopped)',
  'start.condition(= choice = "b")',
  'start.escalation(X)',
  'start.error(E)',
  'start.multiple(message Withdrawn; signal stopped)',
] as const;
const LOOPS = [
  'each: item in =[1, 2, 3]',
  'each: item in =[1, 2]; sequential: yes',
  'times: 2',
  'times: 3; until: =numberOfCompletedInstances = 2',
  'times: 2; behavior: none escalation X',
  'times: 3; behavior: complex signal shouted when =numberOfCompletedInstances = 2',
  'repeat: =loopCounter < 2',
  'repeat: =choice = "a"; before: yes; max: 3',
] as const;

type Block =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'sequence' | 'and' | 'xor' | 'or' | 'complex' | 'adhoc'; readonly blocks: readonly Block[] }
  | { readonly kind: 'loop' | 'linked' | 'batch'; readonly block: Block }
  | {
      readonly kind: 'handled';
      readonly block: Block;
      readonly start: string;
      readonly interrupting: boolean;
      readonly after: Block;
    }
  | { readonly kind: 'undone'; readonly done: readonly Leaf[]; readonly wait: boolean; readonly within: boolean }
  | { readonly kind: 'transaction'; readonly block: Block; readonly done: Leaf; readonly after: Block }
  | { readonly kind: 'event'; readonly blocks: readonly Block[] }
  | { readonly kind: 'sub'; readonly block: Block; readonly ending: 'plain' | 'terminate' | 'error'; readonly loop?: string }
  | { readonly kind: 'looped'; readonly leaf: Leaf; readonly loop: string }
  | { readonly kind: 'interrupted' | 'reminded'; readonly block: Block; readonly boundary: string; readonly after: Block }
  | { readonly kind: 'failing'; readonly code?: string; readonly after: Block };

/** An arbitrary of random models; shrinks to smaller ones. */
export function randomModel(): fc.Arbitrary<RandomModel> {
  return fc
    .array(arbitraryBlock(), { minLength: 1, maxLength: 6, size: 'max' })
    .map((blocks) => render({ kind: 'sequence', blocks }));
}

function arbitraryBlock(): fc.Arbitrary<Block> {
  const leaf = fc.record({ kind: fc.constant('leaf' as const), leaf: fc.constantFrom(...LEAVES) });
  const { block } = fc.letrec<{ block: Block }>((tie) => {
    const several = (fewest: number, most: number) => fc.array(tie('block'), { minLength: fewest, maxLength: most });
    const one = tie('block');
    const activities = LEAVES.filter((written) => /^(task|manual|user|service|script|send|receive|rule|call)/.test(written));
    return {
      block: fc.oneof(
        { maxDepth: DEEPEST, withCrossShrink: true },
        { weight: 2, arbitrary: leaf },
        { weight: 3, arbitrary: fc.record({ kind: fc.constant('sequence' as const), blocks: several(2, 4) }) },
        {
          weight: 3,
          arbitrary: fc.record({
            kind: fc.constantFrom('and' as const, 'xor' as const, 'or' as const, 'complex' as const, 'adhoc' as const),
            blocks: several(2, 3),
          }),
        },
        {
          weight: 2,
          arbitrary: fc.record({ kind: fc.constantFrom('loop' as const, 'linked' as const, 'batch' as const), block: one }),
        },
        {
          weight: 2,
          arbitrary: fc.record({
            kind: fc.constant('handled' as const),
            block: one,
            start: fc.constantFrom(...HANDLERS),
            interrupting: fc.boolean(),
            after: leaf,
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            kind: fc.constant('undone' as const),
            done: fc.array(fc.constantFrom(...activities), { minLength: 1, maxLength: 2 }),
            wait: fc.boolean(),
            within: fc.boolean(),
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            kind: fc.constant('transaction' as const),
            block: one,
            done: fc.constantFrom(...activities),
            after: leaf,
          }),
        },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('event' as const), blocks: several(2, 3) }) },
        {
          weight: 2,
          arbitrary: fc.record(
            {
              kind: fc.constant('sub' as const),
              block: one,
              ending: fc.constantFrom('plain' as const, 'plain' as const, 'terminate' as const, 'error' as const),
              loop: fc.constantFrom(...LOOPS),
            },
            { requiredKeys: ['kind', 'block', 'ending'] },
          ),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            kind: fc.constant('looped' as const),
            leaf: fc.constantFrom(...activities),
            loop: fc.constantFrom(...LOOPS),
          }),
        },
        {
          weight: 2,
          arbitrary: fc.record({
            kind: fc.constantFrom('interrupted' as const, 'reminded' as const),
            block: one,
            boundary: fc.constantFrom(...BOUNDARIES),
            after: leaf,
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record(
            { kind: fc.constant('failing' as const), code: fc.constant('E'), after: leaf },
            { requiredKeys: ['kind', 'after'] },
          ),
        },
      ),
    };
  });
  return block;
}

/** Where a block begins and where it ends, as ids; its lines are added on the way. */
interface Ends {
  readonly from: string;
  readonly to: string;
}

function render(root: Block): RandomModel {
  const writer = new Writer();
  writer.scope('', root, 'plain');
  return { text: writer.lines.join('\n'), nodes: writer.count };
}

const ENDINGS = {
  error: ['error(E)', 'end.multiple(terminate; signal shouted; error E)'],
  terminate: ['terminate', 'end.multiple(compensation; terminate; escalation X)'],
} as const;
const CANCELS = ['end.cancel', 'end.multiple(cancel; compensation; message Told)'];

class Writer {
  readonly lines: string[] = [];
  count = 0;

  /** The lines of a scope; its inner scopes follow as blocks. */
  scope(indent: string, block: Block, ending: 'plain' | 'terminate' | 'error'): void {
    const { from, to } = this.block(indent, block);
    this.line(indent, `start -> ${from}`);
    this.count += 2;
    if (ending === 'plain') this.line(indent, `${to} -> end`);
    else {
      const choice = this.id('x');
      this.line(indent, `${to} -> xor:${choice} -> ${ENDINGS[ending][this.count % 2] ?? ''} [= choice = "fail"]`);
      this.line(indent, `${choice} -> end [default]`);
    }
  }

  block(indent: string, block: Block): Ends {
    if (this.count > MOST_NODES - RESERVE) return this.leaf(indent, 'task{}');
    switch (block.kind) {
      case 'leaf':
        return this.leaf(indent, block.leaf);
      case 'looped':
        return this.leaf(
          indent,
          block.leaf.endsWith('{}') ? block.leaf.replace('{}', `{${block.loop}}`) : block.leaf.replace('}', `; ${block.loop}}`),
        );
      case 'sequence':
        return this.sequence(indent, block.blocks);
      case 'and':
      case 'xor':
      case 'or':
      case 'event':
        return this.split(indent, block.kind, block.blocks);
      case 'complex':
        return this.complex(indent, block.blocks);
      case 'adhoc':
        return this.adHoc(indent, block.blocks);
      case 'loop':
        return this.loop(indent, block.block);
      case 'linked':
        return this.linked(indent, block.block);
      case 'batch':
        return this.batch(indent, block.block);
      case 'handled':
        return this.handled(indent, block);
      case 'undone':
        return this.undone(indent, block);
      case 'transaction':
        return this.transaction(indent, block);
      case 'sub':
        return this.sub(indent, block.block, block.ending, block.loop);
      case 'interrupted':
      case 'reminded': {
        const host = this.sub(indent, block.block, 'plain');
        return this.boundary(indent, host.from, block.boundary, block.kind === 'interrupted', block.after);
      }
      case 'failing': {
        const host = this.leaf(indent, 'service{}');
        return this.boundary(indent, host.from, block.code === undefined ? 'error' : `error(${block.code})`, true, block.after);
      }
      default:
        return block satisfies never;
    }
  }

  leaf(indent: string, written: string): Ends {
    const [, kind = '', rest = ''] = /^([a-z.]+)(.*)$/.exec(written) ?? [];
    const id = this.id(kind.replace('.', '_'));
    this.line(indent, `${kind}:${id}${rest}`);
    return { from: id, to: id };
  }

  sequence(indent: string, blocks: readonly Block[]): Ends {
    const parts: Ends[] = [];
    for (const block of blocks)
      if (parts.length === 0 || this.count < MOST_NODES - RESERVE) parts.push(this.block(indent, block));
    parts.forEach((part, index) => {
      const before = parts[index - 1];
      if (before) this.line(indent, `${before.to} -> ${part.from}`);
    });
    return { from: parts[0]?.from ?? '', to: parts.at(-1)?.to ?? '' };
  }

  split(indent: string, kind: 'and' | 'xor' | 'or' | 'event', blocks: readonly Block[]): Ends {
    const opens = this.id(kind);
    const joins = kind === 'event' ? 'xor' : kind;
    const closes = this.id(joins);
    this.line(indent, `${kind}:${opens}`);
    this.line(indent, `${joins}:${closes}`);
    blocks.forEach((block, index) => {
      const branch = this.block(indent, block);
      const condition = this.condition(kind, index);
      const waits =
        kind === 'event'
          ? ` -> ${['timer', 'message', 'signal'][index] ?? ''}:${this.id('wait')}(${index === 0 ? 'PT1H' : 'come'})`
          : '';
      this.line(indent, `${opens}${waits} -> ${branch.from}${condition}`);
      this.line(indent, `${branch.to} -> ${closes}`);
    });
    return { from: opens, to: closes };
  }

  condition(kind: 'and' | 'xor' | 'or' | 'event', index: number): string {
    if (kind === 'and' || kind === 'event') return '';
    if (index === 0) return ' [default]';
    if (kind === 'xor') return ` [= choice = "${index === 1 ? 'a' : 'b'}"]`;
    return index === 1 ? ' [= choice = "a" or choice = "fail"]' : ' [= choice != "other"]';
  }

  /** The first branch to come goes on; the others are swallowed by the reset. */
  complex(indent: string, blocks: readonly Block[]): Ends {
    const opens = this.id('and');
    const closes = this.id('complex');
    const after = this.id('task');
    this.line(indent, `and:${opens}`);
    this.line(indent, `complex:${closes}(activationCount >= 1) -> task:${after} [= waitingForStart]`);
    this.line(indent, `${closes} -> end:${this.id('late')} [= not(waitingForStart)]`);
    for (const block of blocks) {
      const branch = this.block(indent, block);
      this.line(indent, `${opens} -> ${branch.from}`);
      this.line(indent, `${branch.to} -> ${closes}`);
    }
    return { from: opens, to: after };
  }

  adHoc(indent: string, blocks: readonly Block[]): Ends {
    const id = this.id('adhoc');
    const head = this.lines.push('') - 1;
    this.line(indent, `${id} {`);
    const elements = blocks.map((block) => this.sub(`${indent}  `, block, 'plain').from);
    this.line(indent, '}');
    const active = `active: =[${elements.map((element) => `"${element}"`).join(', ')}]`;
    const variants = ['', '; sequential: yes', '; until: =choice = "b"', '; until: =choice = "a"; cancelRemaining: no'];
    this.lines[head] = `${indent}adhoc:${id}{${active}${variants[this.count % variants.length] ?? ''}}`;
    return { from: id, to: id };
  }

  linked(indent: string, block: Block): Ends {
    const from = this.id('throw');
    const to = this.id('link');
    this.line(indent, `throw.link:${from}(${to})`);
    const inner = this.block(indent, block);
    this.line(indent, `link:${to}(${to}) -> ${inner.from}`);
    return { from, to: inner.to };
  }

  /** Two tokens through a block of their own scope, and one again. */
  batch(indent: string, block: Block): Ends {
    const gives = this.id('user');
    const needs = this.id('task');
    const inner = this.sub(indent, block, 'plain');
    this.line(indent, `user:${gives}{gives: 2} -> ${inner.from}`);
    this.line(indent, `${inner.to} -> task:${needs}{needs: 2}`);
    return { from: gives, to: needs };
  }

  /** A sub-process with an event sub-process. */
  handled(indent: string, { block, start, interrupting, after }: Block & { readonly kind: 'handled' }): Ends {
    const id = this.id('sub');
    const handler = this.id('handler');
    const never = interrupting || start.startsWith('start.error');
    this.line(indent, `sub:${id}`);
    this.line(indent, `${id} {`);
    this.scope(`${indent}  `, block, 'plain');
    this.line(indent, `  eventsub:${handler} {`);
    // One that interrupts nothing may begin again by what it does itself, so it does nothing that changes variables.
    const path = this.leaf(`${indent}    `, never || after.kind !== 'leaf' ? 'user{}' : 'task{}');
    this.line(`${indent}    `, `${start}${never ? '' : '{interrupting: no}'} -> ${path.from} -> end`);
    this.line(indent, '  }');
    this.line(indent, '}');
    return { from: id, to: id };
  }

  /** Activities that are done and undone again, in a scope of their own or in the one around them. */
  undone(indent: string, { done, wait, within }: Block & { readonly kind: 'undone' }): Ends {
    const written = done.map((leaf) => this.compensable(within ? `${indent}  ` : indent, leaf));
    const undo = this.id('undo');
    const first = written[0] === undefined ? '' : `; compensation ${written[0]}`;
    const thrown = [
      'compensation:id',
      'multiple:id(compensation; signal shouted)',
      `multiple:id(escalation X${first}; compensation)`,
    ];
    const deed = (thrown[this.count % thrown.length] ?? '').replace(':id', `:${undo}`);
    const chain = [...written, `throw.${deed}${wait ? '' : '{wait: no}'}`].join(' -> ');
    if (!within) {
      this.line(indent, chain);
      return { from: written[0] ?? undo, to: undo };
    }
    const id = this.id('sub');
    const lines = this.lines.splice(this.lines.length - 2 * written.length);
    this.line(indent, `sub:${id}`);
    this.line(indent, `${id} {`);
    this.lines.push(...lines);
    this.line(indent, `  start -> ${chain} -> ${this.count % 4 === 0 ? 'end.multiple(compensation; terminate)' : 'end'}`);
    this.line(indent, '}');
    return { from: id, to: id };
  }

  /** Two lines. */
  compensable(indent: string, leaf: Leaf): string {
    const { from } = this.leaf(indent, leaf);
    this.line(indent, `${from} ! compensation -> ${this.count % 2 === 0 ? 'task' : 'user'}:${this.id('back')}{compensates: yes}`);
    return from;
  }

  transaction(indent: string, { block, done, after }: Block & { readonly kind: 'transaction' }): Ends {
    const id = this.id('deal');
    const meet = this.id('xor');
    const choice = this.id('x');
    this.line(indent, `transaction:${id} -> xor:${meet}`);
    this.line(indent, `${id} {`);
    const first = this.compensable(`${indent}  `, done);
    const inner = this.block(`${indent}  `, block);
    this.line(indent, `  start -> ${first} -> ${inner.from}`);
    this.line(indent, `  ${inner.to} -> xor:${choice} -> ${CANCELS[this.count % CANCELS.length] ?? ''} [= choice = "fail"]`);
    this.line(indent, `  ${choice} -> end [default]`);
    this.line(indent, '}');
    const path = this.block(indent, after);
    this.line(indent, `${id} ! cancel -> ${path.from}`);
    this.line(indent, `${path.to} -> ${meet}`);
    return { from: id, to: meet };
  }

  loop(indent: string, block: Block): Ends {
    const entry = this.id('xor');
    const counter = this.id('count');
    const exit = this.id('xor');
    const body = this.block(indent, block);
    this.line(indent, `xor:${entry} -> ${body.from}`);
    this.line(
      indent,
      `${body.to} -> script:${counter}{feel: =(if ${counter} = null then 0 else ${counter}) + 1; result: ${counter}} -> xor:${exit}`,
    );
    this.line(indent, `${exit} -> ${entry} [= ${counter} < 3]`);
    const after = this.id('task');
    this.line(indent, `${exit} -> task:${after} [default]`);
    return { from: entry, to: after };
  }

  /** A sub-process; one that may end with the error E catches it, and both ways meet again. */
  sub(indent: string, block: Block, ending: 'plain' | 'terminate' | 'error', loop?: string): Ends {
    const id = this.id('sub');
    this.line(indent, `sub:${id}${loop === undefined ? '' : `{${loop}}`}`);
    this.line(indent, `${id} {`);
    this.scope(`${indent}  `, block, ending);
    this.line(indent, '}');
    if (ending !== 'error') return { from: id, to: id };
    return this.boundary(indent, id, 'error(E)', true, { kind: 'leaf', leaf: 'task{}' });
  }

  /** Interrupting: its way and the normal one meet at a gateway. Not interrupting: its way ends by itself. */
  boundary(indent: string, host: string, event: string, interrupting: boolean, after: Block): Ends {
    const path = this.block(indent, after);
    this.count += 1;
    this.line(indent, `${host} ${interrupting ? '!' : '~'} ${event} -> ${path.from}`);
    if (!interrupting) {
      this.line(indent, `${path.to} -> end`);
      return { from: host, to: host };
    }
    const meet = this.id('xor');
    this.line(indent, `${host} -> xor:${meet}`);
    this.line(indent, `${path.to} -> ${meet}`);
    return { from: host, to: meet };
  }

  id(word: string): string {
    this.count += 1;
    return `${word}${String(this.count)}`;
  }

  line(indent: string, text: string): void {
    this.lines.push(`${indent}${text}`);
  }
}
