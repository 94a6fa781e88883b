/** The engine's own log with the names that people gave the elements, for tools that do not have the model. */
import type { EventLog } from './event-log.ts';

/**
 * Activities are called by their names, with the element's id behind where two have one name; the id itself is the attribute `elementId`
 * of each row.
 */
export function withNamedActivities(log: EventLog, nameOf: (elementId: string) => string): EventLog {
  const names = log.activities.map(nameOf);
  const activities = names.map((name, code) => {
    const id = log.activities[code] ?? '';
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${id})`;
  });
  const ids = { codes: log.activityOf, values: log.activities };
  return { ...log, activities, attributes: new Map([...log.attributes, ['elementId', ids]]) };
}
