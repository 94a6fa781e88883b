import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useNames } from '../labels/model-labels.ts';

type Place = CaseDetail['activeElements'][number];

/** What a place of a case is called: its element, and which of its rounds, so that no two that stand side by side are called the same. */
export function usePlaceName(definitionKey: string): (place: Place) => { readonly name: string; readonly round: string } {
  const { t } = useLanguage();
  const nameOf = useNames([definitionKey]);
  return ({ elementId, elementName, loopCounter, holdsRounds }) => ({
    name: nameOf(definitionKey, elementId, elementName === '' ? elementId : elementName),
    round: holdsRounds ? t('case.allRounds') : loopCounter === undefined ? '' : t('history.round', { number: loopCounter }),
  });
}
