import type { ComplianceJson, ListedStandard } from '../../../api/contract.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';

/** What a standard promises, as a sentence. */
export function promiseWords({ promise }: Pick<ListedStandard, 'promise'>, t: Translate, format: Formats): string {
  const share = format.share(promise.share);
  switch (promise.kind) {
    case 'answeredWithin':
      return t('standards.promise.answeredWithin', {
        count: promise.workingDays,
        days: format.number(promise.workingDays),
        share,
      });
    case 'inTime':
      return t('standards.promise.inTime', { share });
    case 'firstTimeRight':
    case 'satisfied':
      return t(`standards.promise.${promise.kind}`, { share });
    default:
      return promise satisfies never;
  }
}

/** How far it was kept, with its interval: of cases, or of those who answered. */
export function complianceWords(
  of: ComplianceJson | null,
  { kind }: ListedStandard['promise'],
  t: Translate,
  format: Formats,
): string {
  const isOfAnswers = kind === 'satisfied';
  if (of === null) return t(isOfAnswers ? 'standards.nobodyAnswered' : 'standards.nothingDecided');
  if (of.share === null && of.n >= 5) return t('standards.heldBack');
  if (of.share === null || of.low === null || of.high === null)
    return t(isOfAnswers ? 'standards.fewAnswered' : 'standards.fewDecided', { count: of.n, n: format.number(of.n) });
  return t(isOfAnswers ? 'standards.liked' : 'standards.kept', {
    share: format.share(of.share),
    low: format.share(of.low),
    high: format.share(of.high),
    count: of.n,
    n: format.number(of.n),
  });
}

/** Months by name: the end is exclusive. */
export function spanWords({ from, to }: Pick<ComplianceJson, 'from' | 'to'>, format: Formats): string {
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return `${format.day(from)} – ${format.day(last)}`;
}
