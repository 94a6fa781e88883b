/** Numbers and text as they are written. */
import { Refused } from './fault.ts';

const SIGN_AT_START = /^\s*-/;

/** @throws Refused when it is beyond a double. */
export function readNumber(text: string, at: number): number {
  const value = Number(text.replace(SIGN_AT_START, '-').replace(/\s+/g, ''));
  if (!Number.isFinite(value)) throw new Refused(`${text.slice(0, 40)} is not a number that can be held.`, at);
  return value;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** The text between the quotes, escapes resolved; an escape that FEEL does not know stays as it is written. */
export function readString(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/gs, (whole, short?: string, long?: string, letter?: string) => {
      const code = short ?? long;
      if (code !== undefined)
        return Number.parseInt(code, 16) > 0x10ffff ? whole : String.fromCodePoint(Number.parseInt(code, 16));
      return letter === '"' || letter === '\\' || letter === "'" ? letter : (ESCAPES.get(letter ?? '') ?? whole);
    });
}
