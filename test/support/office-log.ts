/** A log of an office made by rule, so that every figure can be worked out by hand; and the way it comes into a server. */
import type { TestServer } from './server.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday. */
const FIRST_AT = Date.UTC(2026, 0, 5);

export const CASES = 40;

/**
 * Case i begins on working day i (Monday to Friday) at 08:00 UTC: Receive (front, 08:00 to 08:30), Check (check, 10:00 to 11:00), every fourth
 * Mend (front, 13:00 to 14:00) and Check again (15:00 to 16:00), Decide (head, 09:00 to 09:15 of the day after). Of the last two cases
 * Decide is missing. The front has five people, the check six, the head one. The last two are of a district of their own; each is due
 * 25 hours and 30 minutes after its start, which all meet but those of Friday with Decide, which waits for Monday.
 */
export function officeRows(): readonly (readonly string[])[] {
  const rows: string[][] = [];
  for (let index = 0; index < CASES; index++) {
    const dayAt = FIRST_AT + (Math.floor(index / 5) * 7 + (index % 5)) * DAY;
    const district = index >= CASES - 2 ? 'Far' : index < 25 ? 'Old Town' : 'New Town';
    const due = iso(dayAt + 33.5 * HOUR);
    const row = (activity: string, unit: string, person: number, from: number, to: number): void => {
      rows.push([
        `c${String(index)}`,
        activity,
        unit,
        `${unit}-${String(person)}`,
        iso(dayAt + from * HOUR),
        iso(dayAt + to * HOUR),
        district,
        due,
      ]);
    };
    row('Receive', 'front', index % 5, 8, 8.5);
    row('Check', 'check', index % 6, 10, 11);
    if (index % 4 === 0) {
      row('Mend', 'front', index % 5, 13, 14);
      row('Check', 'check', index % 6, 15, 16);
    }
    const nextDay = index % 5 === 4 ? 72 : 24;
    if (index < CASES - 2) row('Decide', 'head', 0, nextDay + 9, nextDay + 9.25);
  }
  return rows;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

const COLUMNS = [
  ['case', 'case'],
  ['activity', 'activity'],
  ['unit', 'unit'],
  ['who', 'resource'],
  ['from', 'start'],
  ['to', 'end'],
  ['district', 'caseAttribute'],
  ['due', 'caseAttribute'],
] as const;

/** Imports it as the analyst. @returns the key of the log */
export async function importOffice(server: TestServer, rows = officeRows(), fileName = 'office.csv'): Promise<string> {
  const analyst = await server.as('analyst');
  const columns = COLUMNS.map(([name, role]) => ({
    name,
    role,
    ...((role === 'start' || role === 'end') && { dateFormat: 'iso' }),
  }));
  const { mapping } = await analyst.ask('confirmMapping', { body: { delimiter: ',', encoding: 'utf-8', columns } });
  const text = [COLUMNS.map(([name]) => name), ...rows].map((cells) => cells.join(',')).join('\n');
  const { importId } = await analyst.ask('importLog', { query: { fileName, mapping }, bytes: new TextEncoder().encode(text) });
  for (;;) {
    const { state, log, fault } = await analyst.ask('getImport', { params: { importId } });
    if (log) return log.logKey;
    if (state !== 'running') throw new Error(fault?.message ?? state);
    await new Promise(setImmediate);
  }
}
