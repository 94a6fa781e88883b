/** Measures indicators of the change plan over the engine's own log, with the terms and calendars of the house and the ratings of surveys. */
import { isRefusal } from '../../engine/errors.ts';
import { startOfDay } from '../../engine/time/zone.ts';
import { unitsWithin } from '../../organisation/index.ts';
import { indicatorOf, type Meter, type Surveys } from '../../programme/index.ts';
import type { AskedLogs } from '../analytics-work/asked-log.ts';
import { dutyOf } from '../analytics-work/setting.ts';

const NOBODY: ReadonlySet<string> = new Set();

export function indicatorMeter(asked: AskedLogs, surveys: Surveys): Meter {
  return async (tenantId, processId) => {
    const found = await asked.open({ tenantId, units: 'all' }, { processId });
    if (isRefusal(found)) return found;
    const { log, setting } = found;
    const source = {
      log,
      duty: dutyOf(log, setting),
      dueAt: setting.dueAt,
      ratings: await surveys.ratings(tenantId, [processId]),
      complained: setting.complained ?? NOBODY,
    };
    return ({ kind, institution, unit, channel, applicantKind, costPerHour }, { from, to, sinceVersion }) =>
      indicatorOf(kind, source, {
        ...{ unit, channel, applicantKind, costPerHour },
        ...(institution !== undefined && {
          institution: { name: institution, units: unitsWithin([institution], setting.places) },
        }),
        sinceVersion,
        ...(from !== undefined && { fromAt: startOfDay(from, setting.zone) }),
        ...(to !== undefined && { toBeforeAt: startOfDay(to, setting.zone) }),
      });
  };
}
