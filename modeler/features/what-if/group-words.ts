import type { Translate } from '../../i18n/translate.ts';
import { hoursWords } from './hours.ts';
import type { GroupJson, ScenarioJson } from './scenario-json.ts';
import { hoursOf } from './teams.ts';

export { hoursOf } from './teams.ts';

/** What a team is called: the steps or units that its groups stand for. */
export type GroupNames = (roles: readonly string[]) => string;

/** When a group works; told as several where its people differ. */
export function hoursWordsOf(scenario: Pick<ScenarioJson, 'calendars'>, group: GroupJson, t: Translate): string {
  const calendar = hoursOf(group);
  return calendar === undefined ? t('whatIf.severalHours') : hoursWords(scenario, calendar, t);
}
