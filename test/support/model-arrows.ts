/** Arrow lines as a graph; the notation is described in model.ts. */
export interface ArrowNode {
  readonly id: string;
  readonly kind: string;
  /** As written, for labels. */
  readonly name: string;
  readonly argument?: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly boundary?: { readonly host: string; readonly interrupting: boolean };
}
export interface ArrowFlow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly condition?: string;
}
/** A message flow between two pools: `Ask ~> Answer [Question]`. */
export interface ArrowMessage {
  readonly source: string;
  readonly target: string;
  readonly message?: string;
}
export interface ArrowScope {
  readonly id: string;
  readonly nodes: readonly ArrowNode[];
  readonly flows: readonly ArrowFlow[];
  readonly inner: ReadonlyMap<string, ArrowScope>;
  readonly messages: readonly ArrowMessage[];
}

const KINDS = new Set(
  (
    'task manual user service script send receive rule call xor and or complex event sub transaction adhoc eventsub ' +
    'start end error terminate throw message signal timer condition link multiple escalation compensation cancel ' +
    'start.message start.signal start.timer start.condition start.error start.escalation start.compensation start.multiple ' +
    'throw.message throw.signal throw.escalation throw.compensation throw.link throw.multiple ' +
    'end.message end.signal end.error end.escalation end.compensation end.cancel end.terminate end.multiple ' +
    'pool global.task global.manual global.user global.script global.rule'
  ).split(' '),
);
const NODE = /^([^\s:({[]+)(?::([^({[]+))?/;

interface Draft {
  readonly id: string;
  readonly nodes: Map<string, ArrowNode>;
  readonly chains: Chain[];
  readonly inner: Map<string, Draft>;
  readonly messages: ArrowMessage[];
}
interface Chain {
  readonly links: readonly { readonly written: string; readonly condition?: string }[];
}

/** @throws Error naming the line that cannot be read. */
export function readArrows(text: string): ArrowScope {
  const root = draft('');
  const open: Draft[] = [root];
  for (const raw of text.split('\n')) {
    const line = raw.replace(/(^|\s)\/\/.*$/, '').trim();
    const scope = open.at(-1);
    if (line === '' || !scope) continue;
    if (line === '}') open.pop();
    else if (/\s\{$/.test(line)) open.push(openBlock(line.slice(0, -1).trim(), scope));
    else readLine(line, scope);
  }
  if (open.length !== 1) throw new Error('The model has a block { that is not closed, or a } too many.');
  return finish(root);
}

function draft(id: string): Draft {
  return { id, nodes: new Map(), chains: [], inner: new Map(), messages: [] };
}

function openBlock(written: string, scope: Draft): Draft {
  const id = declare(written, scope);
  const inner = draft(id);
  scope.inner.set(id, inner);
  return inner;
}

function readLine(line: string, scope: Draft): void {
  const [from = '', to] = split(line, ' ~> ');
  if (to !== undefined) {
    const { written, condition: message } = takeCondition(to.trim());
    scope.messages.push({ source: idFrom(from), target: idFrom(written), ...(message !== undefined && { message }) });
    return;
  }
  const [first = '', ...rest] = split(line, '->');
  const boundary = /^(\S+)\s+([!~])\s+(.*)$/s.exec(first);
  const begins = boundary ? declareBoundary(boundary, scope) : first;
  const links = [begins, ...rest].map((part) => {
    const { written, condition } = takeCondition(part.trim());
    return {
      written: boundary && part === begins ? begins : declare(written, scope),
      ...(condition !== undefined && { condition }),
    };
  });
  scope.chains.push({ links });
}

function declareBoundary([, host = '', sign, event = '']: RegExpExecArray, scope: Draft): string {
  const node = readNode(event.trim(), scope);
  if (!node) throw new Error(`"${event}" is no boundary event.`);
  const hostId = idFrom(host);
  const id = node.id === scopedId(node.kind, scope) ? `${hostId}-${node.kind}` : node.id;
  scope.nodes.set(id, { ...node, id, name: node.name, boundary: { host: hostId, interrupting: sign === '!' } });
  return id;
}

/** `@returns` the id of the node that is declared or named. */
function declare(written: string, scope: Draft): string {
  const node = readNode(written, scope);
  if (!node) return idFrom(written);
  const known = scope.nodes.get(node.id);
  if (!known || known.attributes.size < node.attributes.size || (known.argument === undefined && node.argument !== undefined))
    scope.nodes.set(node.id, node);
  return node.id;
}

function readNode(written: string, scope: Draft): ArrowNode | undefined {
  const match = NODE.exec(written);
  const kind = match?.[1] ?? '';
  if (!match || !KINDS.has(kind)) return undefined;
  const name = match[2]?.trim();
  let rest = written.slice(match[0].length).trim();
  const argument = rest.startsWith('(') ? inside(rest, '(', ')') : undefined;
  if (argument !== undefined) rest = rest.slice(argument.length + 2).trim();
  const body = rest.startsWith('{') ? inside(rest, '{', '}') : undefined;
  if (body !== undefined) rest = rest.slice(body.length + 2).trim();
  if (rest !== '') throw new Error(`"${written}" has "${rest}" after the node.`);
  const id = name === undefined ? scopedId(kind, scope) : idFrom(name);
  return {
    id,
    kind,
    name: name ?? '',
    ...(argument !== undefined && { argument: argument.trim() }),
    attributes: readAttributes(body ?? ''),
  };
}

function readAttributes(body: string): ReadonlyMap<string, string> {
  const pairs = split(body, ';').filter((part) => part.trim() !== '');
  return new Map(
    pairs.map((pair) => {
      const colon = pair.indexOf(':');
      if (colon < 0) throw new Error(`"${pair}" is no key: value.`);
      return [pair.slice(0, colon).trim(), pair.slice(colon + 1).trim()];
    }),
  );
}

/** `Register [= approved]`: the last brackets outside of braces and parentheses. */
function takeCondition(part: string): { readonly written: string; readonly condition?: string } {
  const [written = '', bracketed] = split(part, ' [');
  return bracketed?.endsWith(']') ? { written: written.trim(), condition: bracketed.slice(0, -1).trim() } : { written: part };
}

function finish(scope: Draft): ArrowScope {
  const flows: ArrowFlow[] = [];
  const seen = new Map<string, number>();
  for (const { links } of scope.chains) {
    links.forEach(({ written: target, condition }, index) => {
      if (!scope.nodes.has(target)) throw new Error(`"${target}" is not declared in its scope; give it a kind.`);
      const source = links[index - 1]?.written;
      if (source === undefined) return;
      const count = (seen.get(`${source}--${target}`) ?? 0) + 1;
      seen.set(`${source}--${target}`, count);
      const id = `${source}--${target}${count > 1 ? `-${String(count)}` : ''}`;
      flows.push({ id, source, target, ...(condition !== undefined && { condition }) });
    });
  }
  const inner = new Map([...scope.inner].map(([id, draftOfInner]) => [id, finish(draftOfInner)]));
  return { id: scope.id, nodes: [...scope.nodes.values()], flows, inner, messages: scope.messages };
}

function scopedId(kind: string, scope: Draft): string {
  return scope.id === '' ? kind : `${scope.id}.${kind}`;
}

function idFrom(name: string): string {
  const id = name.trim().replace(/[^\p{L}\p{N}._-]/gu, '');
  return /^[\p{L}_]/u.test(id) ? id : `_${id}`;
}

/** Splits at a separator outside quotes, braces, brackets and parentheses. */
function split(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') quoted = !quoted;
    else if (!quoted && '({['.includes(character)) depth++;
    else if (!quoted && ')}]'.includes(character)) depth--;
    else if (!quoted && depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(from, at));
      from = at + separator.length;
    }
  }
  return [...parts, text.slice(from)];
}

function inside(text: string, open: string, close: string): string {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === open) depth++;
    else if (!quoted && character === close && --depth === 0) return text.slice(1, at);
  }
  throw new Error(`"${text}" has a ${open} that is not closed.`);
}
