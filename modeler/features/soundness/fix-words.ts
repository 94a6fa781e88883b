import type { Fix } from '../../../engine/errors.ts';
import type { Translate } from '../../i18n/translate.ts';

/** What a fix would do, in the page's language. */
export function fixWords(fix: Fix, nameOf: (element: string) => string, t: Translate): string {
  switch (fix.kind) {
    case 'changeGateway':
      return t('mend.changeGateway', { name: nameOf(fix.element), gateway: t(`mend.gateway.${fix.to}`) });
    case 'insertGateway':
      return t('mend.insertGateway', { name: nameOf(fix.element), gateway: t(`mend.gateway.${fix.gateway}`) });
    case 'removeFlow':
      return t('mend.removeFlow', { flow: nameOf(fix.flow) });
    default:
      fix satisfies never;
      return '';
  }
}
