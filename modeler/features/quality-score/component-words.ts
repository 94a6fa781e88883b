/** Components of a score in words: their values, goalposts, why one has no points. */
import type { QualityComponent, QualityComponentJson, QualityMethod, ServiceScoreJson } from '../../../api/contract.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Language } from '../../i18n/languages.ts';
import type { Translate } from '../../i18n/translate.ts';

export const percent = (value: number, format: Formats): string => `${format.number(value * 100)} %`;

export function titleOf({ title }: Pick<ServiceScoreJson, 'title'>, language: Language): string {
  return language === 'en' ? (title.en ?? title.lt) : title.lt;
}

export function componentOf({ components }: Pick<ServiceScoreJson, 'components'>, wanted: QualityComponent) {
  const found = components.find(({ component }) => component === wanted);
  if (found === undefined) throw new Error(`A score without ${wanted}.`);
  return found;
}

/** With its interval of 95 %; a dash where nothing may be told. */
export function valueWords({ value, low, high }: QualityComponentJson, t: Translate, format: Formats): string {
  if (value === null || low === null || high === null) return '–';
  return t('score.interval', { value: percent(value, format), low: percent(low, format), high: percent(high, format) });
}

/** Why a component makes no points; undefined when it does. */
export function missingWords(
  one: QualityComponentJson,
  method: QualityMethod,
  t: Translate,
  format: Formats,
): string | undefined {
  if (method.components[one.component].weight === 0) return t('score.missing.weightless');
  if (one.missing === null) return undefined;
  const isOfAnswers = one.component === 'satisfaction';
  const least = format.number(isOfAnswers ? method.leastAnswers : method.leastCases);
  if (one.missing !== 'few') return t(`score.missing.${one.missing}`, { least });
  const n = one.n < 5 ? t('score.underFive') : format.number(one.n);
  return t(isOfAnswers ? 'score.missing.fewAnswers' : 'score.missing.few', { n, least });
}

/** Components that have a weight and no points. */
export function missingOnes({ components }: Pick<ServiceScoreJson, 'components'>, method: QualityMethod) {
  return components.filter(({ component, missing }) => missing !== null && method.components[component].weight > 0);
}

/** The last day is in the period. */
export function periodWords(from: string, to: string, format: Formats): string {
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return `${format.day(from)} – ${format.day(last)}`;
}
