/** Several values in one cell of a table, so that nothing is lost: parts by `|`, items by line; what would be mistaken for either is escaped. */

const escaped = (text: string, separator: string): string =>
  text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replaceAll(separator, `\\${separator}`);

/** Absent parts are empty; those at the end are left out. */
export function pack(parts: readonly (string | undefined)[], separator: '|' | ','): string {
  const filled = parts.map((part) => escaped(part ?? '', separator));
  while (filled.length > 1 && filled.at(-1) === '') filled.pop();
  return filled.join(separator === '|' ? ' | ' : ', ');
}

/** What `pack` was given, without blanks around the parts. */
export function unpack(text: string, separator: '|' | ','): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '\\' && at + 1 < text.length) {
      at++;
      part += text.charAt(at) === 'n' ? '\n' : text.charAt(at);
    } else if (letter === separator) {
      parts.push(part.trim());
      part = '';
    } else part += letter;
  }
  parts.push(part.trim());
  return parts;
}

/** One item a line. */
export function packItems(items: readonly (readonly (string | undefined)[])[]): string {
  return items.map((parts) => pack(parts, '|')).join('\n');
}

export function unpackItems(cell: string): readonly (readonly string[])[] {
  return cell
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => unpack(line, '|'));
}
