/** A log of one service in four units, as XES: made so that it is known who is slow, what is done again, and which groups are too small. */
import type { TestServer } from '../../support/server.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A Monday, 9:00 in Vilnius. */
const BEGIN_AT = Date.parse('2026-01-05T07:00:00Z');

/** A spreadsheet would run the name of the first step. */
export const STEPS = ['=Priimti', 'Tikrinti', 'Pasirašyti'] as const;

/** 102 cases: 51 in the slow unit (a week of waiting before the check), 42 in the fast one (a day), 3 and 6 in units that are too small. */
export function serviceLog(): string {
  const traces = Array.from({ length: 102 }, (_, number) => trace(number)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><log xes.version="1.0"><extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>${traces}</log>`;
}

function unitOf(number: number): string {
  if (number < 3) return 'Mažasis';
  if (number < 9) return 'Antrasis';
  return number % 20 < 11 ? 'Lėtasis' : 'Greitasis';
}

function trace(number: number): string {
  const unit = unitOf(number);
  const startAt = BEGIN_AT + Math.floor(number / 6) * 7 * DAY_MS + (number % 5) * DAY_MS + (number % 6) * HOUR_MS;
  const waitMs = (unit === 'Lėtasis' ? 7 : 1) * DAY_MS + (number % 4) * HOUR_MS;
  // Every fourth case is checked twice, every sixth is not signed; two cases take an order of their own.
  const middle = number % 4 === 0 ? [STEPS[1], STEPS[1]] : [STEPS[1]];
  const steps =
    number === 11 || number === 13
      ? [STEPS[0], STEPS[2], STEPS[1]]
      : [STEPS[0], ...middle, ...(number % 6 === 5 ? [] : [STEPS[2]])];
  let at = startAt;
  const events = steps.map((step, place) => {
    if (place > 0) at += place === 1 ? waitMs : 2 * HOUR_MS;
    const [from, to] = [at, (at += HOUR_MS)];
    // The slow unit has its cases signed by the fast one.
    const by = unit === 'Lėtasis' && step === STEPS[2] ? 'Greitasis' : unit;
    return event(step, 'start', from, by, number) + event(step, 'complete', to, by, number);
  });
  return `<trace><string key="concept:name" value="P-${String(number)}"/><string key="kanalas" value="${number % 3 === 0 ? 'paštas' : 'internetas'}"/>${events.join('')}</trace>`;
}

function event(step: string, transition: string, at: number, unit: string, number: number): string {
  const clerk = `${unit}-${String(number % 6)}`;
  return `<event><string key="concept:name" value="${step}"/><string key="lifecycle:transition" value="${transition}"/><date key="time:timestamp" value="${new Date(at).toISOString()}"/><string key="org:resource" value="${clerk}"/><string key="org:group" value="${unit}"/></event>`;
}

/** Imports it as the analyst. @returns its key, as in an address: `log:…` */
export function importServiceLog(server: TestServer): Promise<string> {
  return importXes(server, serviceLog(), { fileName: 'paslauga.xes', name: 'Paslauga' });
}

/** The same of any XES. */
export async function importXes(
  server: TestServer,
  xes: string,
  query: { readonly fileName: string; readonly name: string },
): Promise<string> {
  const analyst = await server.as('analyst');
  const { importId } = await analyst.ask('importLog', { query, bytes: Buffer.from(xes) });
  for (;;) {
    const { state, log, ...rest } = await analyst.ask('getImport', { params: { importId } });
    if (log) return `log:${log.logKey}`;
    if (state !== 'running') throw new Error(JSON.stringify(rest));
  }
}
