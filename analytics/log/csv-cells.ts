/** Cells of CSV on their way out (RFC 4180), and how a spreadsheet is kept from running them as formulas. */
import type { Delimiter } from './csv-records.ts';

/** Spreadsheets take a cell that begins so for a formula (OWASP, CSV injection); the wide forms where the locale knows them. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** One apostrophe more before what would be a formula: the spreadsheet shows a text. `fused` takes it away again, from any text. */
export function defused(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What `defused` was given. */
export function fused(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** A line of cells, quoted where needed, with its end (CRLF). */
export function csvLine(cells: readonly string[], delimiter: Delimiter): string {
  return `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`;
}

function quoted(cell: string, delimiter: Delimiter): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
