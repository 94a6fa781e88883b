import type { ConformAnswer } from '../../../api/contract.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { ElementName } from '../insight/use-element-name.ts';

export type Deviation = ConformAnswer['deviations'][number];
export type DeviationKind = Deviation['kind'];

export const DEVIATION_KINDS = [
  'missing',
  'doubled',
  'outOfOrder',
  'unexpected',
  'unknown',
] as const satisfies readonly DeviationKind[];

/** On the diagram, where there is no room for words; the legend says what they mean. */
export const SIGNS: Readonly<Record<DeviationKind, string>> = {
  missing: '−',
  doubled: '×2',
  outOfOrder: '≠',
  unexpected: '!',
  unknown: '?',
};

/** What a deviation of these cases says in a sentence. */
export function deviationWords(view: ConformAnswer, stepName: ElementName, t: Translate): (one: Deviation) => string {
  const steps = new Map<string, string>();
  for (const { activity, elements } of view.deviations) if (elements[0] !== undefined) steps.set(activity, elements[0]);
  for (const { name, step } of view.mapping.activities) if (step !== null && !steps.has(name)) steps.set(name, step);
  const named = (activity: string): string => {
    const element = steps.get(activity);
    return element === undefined ? activity : stepName({ element, name: activity });
  };
  return ({ kind, activity, before }) =>
    kind === 'outOfOrder' && before !== null
      ? t('conform.before', { activity: named(activity), other: named(before) })
      : t(`conform.deviation.${kind}`, { activity: named(activity) });
}
