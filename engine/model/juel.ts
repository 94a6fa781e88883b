/** Camunda 7's `${…}` where the meaning is plain: paths, literals, comparisons, and, or, not. Everything else has no translation. */
const TOKEN = /\s*(?:('[^'\\]*'|"[^"\\]*")|(\d+(?:\.\d+)?)|([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(==|!=|<=|>=|&&|\|\||[<>!()]))/y;
const WORDS = new Map([
  ['eq', '='],
  ['ne', '!='],
  ['lt', '<'],
  ['le', '<='],
  ['gt', '>'],
  ['ge', '>='],
]);
const SIGNS = new Map([
  ['==', '='],
  ['&&', 'and'],
  ['||', 'or'],
]);
const UNKNOWN_WORDS = new Set(['empty', 'div', 'mod', 'instanceof', 'execution', 'task']);

export function isJuel(text: string): boolean {
  return /^\s*[$#]\{/.test(text);
}

/** The FEEL expression (without `=`) that a JUEL text means; undefined when it is not that simple. */
export function juelToFeel(text: string): string | undefined {
  const inner = /^\s*[$#]\{([^{}]*)\}\s*$/.exec(text)?.[1]?.trim();
  if (!inner) return undefined;
  const words: string[] = [];
  let open = 0;
  /** Parentheses that belong to a `not(` without one of its own. */
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < inner.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(inner);
    if (!match) return undefined;
    const [, string, number, path, sign] = match;
    if (string !== undefined) words.push(`"${string.slice(1, -1).replaceAll('"', '\\"')}"`);
    else if (number !== undefined) words.push(number);
    else if (path !== undefined) {
      if (UNKNOWN_WORDS.has(path) || inner.slice(TOKEN.lastIndex).trimStart().startsWith('(')) return undefined;
      if (path === 'not') return negation(inner, at, words, 3);
      words.push(WORDS.get(path) ?? path);
    } else if (sign === '!') return negation(inner, at, words, 1);
    else {
      open += sign === '(' ? 1 : sign === ')' ? -1 : 0;
      words.push(SIGNS.get(sign ?? '') ?? sign ?? '');
    }
  }
  return open === 0 ? words.join(' ') : undefined;
}

/** Only `!x` and `not x` as the whole text: FEEL's `not` is a function, and guessing where its argument ends would be no translation. */
function negation(inner: string, at: number, before: readonly string[], length: number): string | undefined {
  const rest = inner.slice(at).trim().slice(length).trim();
  return before.length === 0 && /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(rest) ? `not(${rest})` : undefined;
}
