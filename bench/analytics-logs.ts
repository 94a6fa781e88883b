/** Logs for bench:analytics, made by chance with a seed: 4 to 16 events a case over 25 activities and 60 resources, mostly in order. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { EventLogBuilder } from '../analytics/log/event-log-builder.ts';
import type { EventLog } from '../analytics/log/event-log.ts';
import { random } from '../analytics/simulation/random.ts';

const HOUR_MS = 3_600_000;

interface MadeEvent {
  readonly caseNumber: number;
  readonly activity: number;
  readonly resource: number;
  readonly startedAt: number;
  readonly completedAt: number;
}

/** Loops and skips, so that variants abound. */
function* made(events: number): Generator<MadeEvent> {
  const chance = random(20_260_101);
  for (let row = 0, caseNumber = 0; row < events; caseNumber++) {
    const length = Math.min(4 + chance.integer(13), events - row);
    let at = 1_700_000_000_000 + chance.integer(365 * 24) * HOUR_MS;
    for (let event = 0, activity = 0; event < length; event++, row++) {
      const startedAt = Math.round(at - Math.log(1 - chance.next()) * 8 * HOUR_MS);
      at = Math.round(startedAt - Math.log(1 - chance.next()) * HOUR_MS);
      yield { caseNumber, activity, resource: chance.integer(60), startedAt, completedAt: at };
      activity = chance.next() < 0.9 ? (activity + 1) % 25 : chance.integer(25);
    }
  }
}

export function logInMemory(events: number): EventLog {
  const builder = new EventLogBuilder('completed');
  for (const { caseNumber, activity, resource, startedAt, completedAt } of made(events))
    builder.addRow(builder.addCase(`case ${String(caseNumber)}`), {
      activity: `activity ${String(activity)}`,
      resource: `clerk ${String(resource)}`,
      startedAt,
      completedAt,
    });
  return builder.finish();
}

/** The same log as a file. */
export async function writeLog(path: string, format: 'csv' | 'xes', events: number): Promise<void> {
  const out = createWriteStream(path);
  const iso = (at: number) => new Date(at).toISOString();
  let lines: string[] = [format === 'csv' ? 'case,activity,resource,start,end' : '<log xes.version="1.0">'];
  let open = -1;
  for (const { caseNumber, activity, resource, startedAt, completedAt } of made(events)) {
    if (format === 'csv')
      lines.push(
        `case ${String(caseNumber)},activity ${String(activity)},clerk ${String(resource)},${iso(startedAt)},${iso(completedAt)}`,
      );
    else {
      if (caseNumber !== open)
        lines.push(`${open < 0 ? '' : '</trace>\n'}<trace><string key="concept:name" value="case ${String(caseNumber)}"/>`);
      open = caseNumber;
      lines.push(
        `<event><string key="concept:name" value="activity ${String(activity)}"/><string key="org:resource" value="clerk ${String(resource)}"/>` +
          `<string key="lifecycle:transition" value="complete"/><date key="time:timestamp" value="${iso(completedAt)}"/></event>`,
      );
    }
    if (lines.length < 10_000) continue;
    if (!out.write(lines.join('\n') + '\n')) await once(out, 'drain');
    lines = [];
  }
  if (format === 'xes') lines.push('</trace></log>');
  out.end(lines.join('\n') + '\n');
  await once(out, 'finish');
}
