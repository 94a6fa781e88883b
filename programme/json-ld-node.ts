/** One object of JSON-LD while it is read: what was asked for is ticked off, so that what is left over is told as unknown. */
import type { CardFault } from './card/card-fault.ts';
import type { Vocabulary } from './card-terms.ts';

export class NodeFaults {
  readonly faults: CardFault[] = [];

  say(rule: CardFault['rule'], path: string, message: string): void {
    this.faults.push({ rule, path, message: `“${path}”: ${message}.` });
  }
}

export class Node {
  private readonly members: ReadonlyMap<string, unknown>;
  private readonly left: Set<string>;
  private readonly path: string;
  private readonly faults: NodeFaults;

  constructor(value: unknown, path: string, faults: NodeFaults) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject) faults.say('shape', path || 'service', 'is to be an object: see the export of one service');
    this.members = new Map(isObject ? Object.entries(value) : []);
    this.left = new Set(this.members.keys());
    this.path = path;
    this.faults = faults;
  }

  /** A value as it is; undefined where there is none. */
  plain(name: string): unknown {
    this.left.delete(name);
    return this.members.get(name);
  }

  skip(name: string): void {
    this.left.delete(name);
  }

  fault(name: string, message: string): void {
    this.faults.say('shape', this.at(name), message);
  }

  type(wanted: string): void {
    const type = this.plain('@type');
    const short = wanted.slice(wanted.indexOf(':') + 1);
    if (type !== undefined && type !== wanted && type !== short) this.fault('@type', `is to be ${wanted}`);
  }

  typeOf(words: Readonly<Record<string, string>>): unknown {
    const type = this.plain('@type');
    return typeof type === 'string' ? (words[type] ?? type) : type;
  }

  /** A text, or one with its language. */
  text(name: string): unknown {
    const value = this.plain(name);
    return isTagged(value) ? value['@value'] : value;
  }

  iri(name: string): unknown {
    return idOf(this.plain(name));
  }

  list(name: string): readonly unknown[] {
    return listOf(this.plain(name));
  }

  /** Texts by language; one without a language is Lithuanian. */
  spoken(name: string): unknown {
    const texts = this.list(name);
    if (texts.length === 0) return undefined;
    const found: Record<string, unknown> = {};
    for (const text of texts) {
      const language = isTagged(text) && typeof text['@language'] === 'string' ? text['@language'] : 'lt';
      if (language in found) this.fault(name, `says ${language} twice: keep one`);
      found[language] = isTagged(text) ? text['@value'] : text;
    }
    return found;
  }

  /** All texts of a language, of a property that has several of each. */
  words(name: string): (language: string) => readonly unknown[] {
    const texts = this.list(name);
    for (const text of texts)
      if (isTagged(text) && !['lt', 'en', undefined].includes(text['@language'] as string | undefined))
        this.fault(name, 'is kept in Lithuanian and English only');
    return (language) =>
      texts
        .filter((text) => (isTagged(text) ? (text['@language'] ?? 'lt') : 'lt') === language)
        .map((text) => (isTagged(text) ? text['@value'] : text));
  }

  word(name: string, vocabulary: Vocabulary): unknown {
    return wordOf(this.iri(name), vocabulary);
  }

  allWords(name: string, vocabulary: Vocabulary, otherwise: readonly string[] = []): readonly unknown[] {
    const values = this.list(name);
    return values.length === 0 ? otherwise : values.map((value) => wordOf(idOf(value), vocabulary));
  }

  one<Value>(name: string, read: (node: Node) => Value): Value | undefined {
    const value = this.plain(name);
    const [first, ...others] = listOf(value);
    if (first === undefined) return undefined;
    if (others.length > 0) this.fault(name, 'stands several times: a card has one');
    return this.inside(first, name, read);
  }

  all(name: string, type: string | undefined, read: (node: Node) => unknown): readonly unknown[] {
    return this.list(name).map((value, index) =>
      this.inside(value, `${name}.${String(index)}`, (node) => {
        if (type !== undefined) node.type(type);
        return read(node);
      }),
    );
  }

  /** Tells what nobody asked for. */
  done(): void {
    for (const name of this.left)
      this.faults.say('unknownField', this.at(name), 'is not known here: take it out, or see docs/services.md for what is read');
  }

  private inside<Value>(value: unknown, name: string, read: (node: Node) => Value): Value {
    const node = new Node(value, this.at(name), this.faults);
    // An object of this kind may have a name of its own; nothing refers to it.
    if (typeof value === 'object' && value !== null) {
      const found = read(node);
      node.left.delete('@id');
      node.done();
      return found;
    }
    return read(node);
  }

  private at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

function isTagged(value: unknown): value is { readonly '@value': unknown; readonly '@language'?: unknown } {
  return typeof value === 'object' && value !== null && '@value' in value;
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function idOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && '@id' in value ? value['@id'] : value;
}

function wordOf(iri: unknown, vocabulary: Vocabulary): unknown {
  return typeof iri === 'string' ? vocabulary.toWord(iri) : iri;
}
