/** The sentence of a bottleneck in the page's language: each clause a sentence of its own. */
import type { BottleneckFound } from '../../../api/contract/analytics-answers.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import { causeWords } from '../heatmap/cause-words.ts';

type Clause = BottleneckFound['sentence']['clauses'][number];
type Condition = NonNullable<NonNullable<BottleneckFound['segments']>['worst']>['groups'][number];

/** Keys with words of their own; another one, of a newer server, is told as the server has it. */
export const CLAUSES: ReadonlySet<string> = new Set([
  'saves',
  'savesAtMost',
  'savesWithin',
  'savesAtMostWithin',
  'savesNothing',
  'noneCompleted',
  'cause',
  'rising',
  'falling',
  'worstWhere',
  'waitingNow',
]);

/** @param name the step in the reader's language @returns undefined for a clause that is not known here */
export function clauseWords(
  clause: Clause,
  found: BottleneckFound,
  name: string,
  t: Translate,
  format: Formats,
): string | undefined {
  if (!CLAUSES.has(clause.key)) return undefined;
  const said: Record<string, unknown> = { activity: name };
  for (const [param, value] of Object.entries(clause.params)) {
    if (param === 'activity') continue;
    if (param === 'cause') said['cause'] = causeWords(String(value), t);
    else if (typeof value !== 'number') said[param] = value;
    else if (param.endsWith('Ms')) said[param.replace(/Ms$/, '')] = format.duration(value);
    else if (param.endsWith('Share')) said[param.replace(/Share$/, 'Part')] = format.share(value);
    else {
      said[param] = format.number(value);
      said['count'] = value;
    }
  }
  if (clause.key === 'worstWhere') said['where'] = whereWords(found.segments?.worst?.groups ?? [], t, format);
  return t(`neck.clause.${clause.key}`, said);
}

/** `padalinys – Statybos skyrius ir plotas nuo 50 iki 100`. */
export function whereWords(groups: readonly Condition[], t: Translate, format: Formats): string {
  return groups.map((group) => conditionWords(group, t, format)).join(t('neck.where.and'));
}

function conditionWords({ of, attribute, value, name, from, to }: Condition, t: Translate, format: Formats): string {
  const what = of === 'attribute' ? (attribute ?? '') : t(`neck.where.${of}`);
  if (value !== null)
    return t('neck.where.is', { what, value: name ?? (typeof value === 'number' ? format.number(value, 3) : String(value)) });
  if (from === null) return t('neck.where.below', { what, to: format.number(to ?? 0, 3) });
  if (to === null) return t('neck.where.from', { what, from: format.number(from, 3) });
  return t('neck.where.between', { what, from: format.number(from, 3), to: format.number(to, 3) });
}
