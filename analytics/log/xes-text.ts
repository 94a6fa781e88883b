/** Attributes as elements of XES. */
import { attributeType } from './columns.ts';
import type { AttributeColumn, AttributeType, AttributeValue } from './columns.ts';
import { attributesOf } from './log-source.ts';
import type { LogAttribute } from './log-source.ts';

const ELEMENTS: Readonly<Record<AttributeType, string>> = {
  text: 'string',
  date: 'date',
  integer: 'int',
  decimal: 'float',
  boolean: 'boolean',
  id: 'id',
  list: 'list',
  container: 'container',
};

const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
/** What XML 1.0 cannot hold at all, not even as a reference: control characters, U+FFFE and U+FFFF, halves of pairs. */
const UNWRITABLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Whether XML can hold all of it. */
export function isWritable(text: string): boolean {
  return text.search(UNWRITABLE) < 0;
}

/** Writes attributes, and counts the values in which it had to put U+FFFD for a character that XML cannot hold. */
export class XesText {
  unwritable = 0;

  /** The inside of an attribute's quotes. */
  quoted(text: string): string {
    if (!/[&<>"\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/.test(text)) return text;
    const writable = text.replace(UNWRITABLE, '\uFFFD');
    if (writable !== text) this.unwritable++;
    return writable.replace(/[&<>"\t\n\r]/g, (character) => SPECIAL[character] ?? character);
  }

  attribute({ type, key, value, nested = [] }: LogAttribute): string {
    const element = ELEMENTS[type];
    const head = `<${element} key="${this.quoted(key)}"`;
    const inner = nested.map((one) => this.attribute(one)).join('');
    if (type === 'list') return `${head}><values>${inner}</values></list>`;
    if (type === 'container') return `${head}>${inner}</container>`;
    const own = `${head} value="${this.quoted(valueText(value))}"`;
    return inner === '' ? `${own}/>` : `${own}>${inner}</${element}>`;
  }

  text(key: string, value: string): string {
    return this.attribute({ type: 'text', key, value });
  }
}

/** A column's attributes by index; what is equal is written once and kept. */
export class XesColumn {
  private readonly column: AttributeColumn;
  private readonly key: string;
  private readonly writer: XesText;
  private readonly written: (string | undefined)[] = [];

  constructor(key: string, column: AttributeColumn, writer: XesText) {
    this.key = key;
    this.column = column;
    this.writer = writer;
  }

  /** The element, '' where there is none. */
  at(index: number): string {
    const code = this.column.codes[index]!;
    if (code < 0) return '';
    const { nested } = this.column;
    const inner = nested === undefined ? -1 : nested.codes[index]!;
    if (inner < 0) return (this.written[code] ??= this.element(code));
    return this.element(code, String(nested?.values[inner] ?? '[]'));
  }

  valueAt(index: number): string | undefined {
    const value = this.column.values[this.column.codes[index]!];
    return value === undefined ? undefined : String(value);
  }

  /** The value, where it is a text. */
  textAt(index: number): string | undefined {
    const code = this.column.codes[index]!;
    const value = this.column.values[code];
    return code >= 0 && typeof value === 'string' && attributeType(this.column, code) === 'text' ? value : undefined;
  }

  private element(code: number, nested?: string): string {
    const type = attributeType(this.column, code);
    const value = this.column.values[code]!;
    const entries = type === 'list' || type === 'container' ? String(value) : nested;
    return this.writer.attribute({ type, key: this.key, value, ...(entries !== undefined && { nested: attributesOf(entries) }) });
  }
}

function valueText(value: AttributeValue): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
