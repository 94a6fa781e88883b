/** Logs of a few letters: `abc` is a case that does a, b and c, an hour each; `3 abc` is three of them. */
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import type { EventLog } from '../../analytics/log/event-log.ts';

export function logOf(...written: readonly string[]): EventLog {
  return logOfTraces(
    written.flatMap((text) => {
      const [, times = '1', letters = ''] = /^(?:(\d+) )?(\S*)$/.exec(text) ?? [];
      return Array.from({ length: Number(times) }, () => letters.split(''));
    }),
  );
}

/** Cases are named 1, 2, 3…; one without activities has a row that was never done. */
export function logOfTraces(cases: readonly (readonly string[])[]): EventLog {
  const builder = new EventLogBuilder('completed');
  cases.forEach((activities, index) => {
    const at = builder.addCase(String(index + 1));
    if (activities.length === 0) builder.addRow(at, { activity: 'nothing', completedAt: 0, ending: 'cancelled' });
    activities.forEach((activity, hour) => builder.addRow(at, { activity, completedAt: (hour + 1) * 3_600_000 }));
  });
  return builder.build();
}
