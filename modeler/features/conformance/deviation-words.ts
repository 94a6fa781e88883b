import type { ConformAnswer } from '../../../api/contract.ts';
import type { Translate } from '../../i18n/translate.ts';

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

/** What a deviation says in a sentence. */
export function deviationWords({ kind, before }: Deviation, activity: string, other: string, t: Translate): string {
  return kind === 'outOfOrder' && before !== null
    ? t('conform.before', { activity, other })
    : t(`conform.deviation.${kind}`, { activity });
}
