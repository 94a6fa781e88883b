import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import { hoursWords } from './hours.ts';
import type { ActivityJson, ScenarioJson } from './scenario-json.ts';

const MINUTE_MS = 60_000;

/** When a step is begun: as it comes, or what it waits for; ways of letting go divided by "or". */
export function gatheringWords(
  scenario: Pick<ScenarioJson, 'calendars'>,
  { calendar, batch }: Pick<ActivityJson, 'calendar' | 'batch'>,
  t: Translate,
  format: Formats,
): string {
  const rules = (batch?.releases ?? []).map(({ size, waitedMinutes, quietMinutes, during }) =>
    [
      ...(size === undefined ? [] : [t('whatIf.gather.size', { count: size })]),
      ...(waitedMinutes === undefined ? [] : [t('whatIf.gather.waited', { time: format.duration(waitedMinutes * MINUTE_MS) })]),
      ...(quietMinutes === undefined ? [] : [t('whatIf.gather.quiet', { time: format.duration(quietMinutes * MINUTE_MS) })]),
      ...(during === undefined ? [] : [hoursWords(scenario, during, t)]),
    ].join(t('whatIf.and')),
  );
  const begun = calendar === undefined ? [] : [t('whatIf.gather.inside', { hours: hoursWords(scenario, calendar, t) })];
  const words = [...begun, ...(rules.length === 0 ? [] : [rules.join(t('whatIf.or'))])];
  return words.length === 0 ? t('whatIf.gather.none') : words.join('; ');
}
