/** A table as CSV for a spreadsheet: what it would take for a formula gets an apostrophe before it, as in exported logs. */
import type { Language } from '../../i18n/languages.ts';

export type CsvValue = string | number | null;

/**
 * Lithuanian spreadsheets part cells with semicolons and decimals with a comma, English ones with a comma and a point. Begins with the
 * mark by which Excel knows UTF-8.
 */
export function csvOf(head: readonly string[], rows: readonly (readonly CsvValue[])[], language: Language): string {
  const separator = language === 'lt' ? ';' : ',';
  const cell = (value: CsvValue): string => {
    if (value === null) return '';
    if (typeof value === 'number') return numberCell(value, language);
    return quoted(defused(value), separator);
  };
  const lines = [head, ...rows].map((row) => row.map(cell).join(separator));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function numberCell(value: number, language: Language): string {
  if (!Number.isFinite(value)) return '';
  const text = String(Number(value.toPrecision(12)));
  return language === 'lt' ? text.replace('.', ',') : text;
}

/** A text that a spreadsheet would run. */
function defused(text: string): string {
  return /^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

function quoted(text: string, separator: string): string {
  return text.includes('"') || text.includes(separator) || /[\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
