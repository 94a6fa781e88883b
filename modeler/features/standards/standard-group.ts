import type { StandardDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';

type Divided = StandardDetail['divided'];

const CHANNELS = ['desk', 'eldership', 'phone', 'email', 'portal', 'post'];
const KINDS = ['natural', 'legal'];

/** The name of a group in the reader's language; values that are not ours as the cases have them. */
export function useStandardGroup(): (by: keyof Divided, row: Divided['unit'][number]) => string {
  const { t } = useLanguage();
  return (by, { group, name }) => {
    if (group === null) return t('standards.notTold');
    if (by === 'channel' && CHANNELS.includes(group)) return t(`channel.${group}`);
    if (by === 'applicantKind' && KINDS.includes(group)) return t(`applicant.${group}`);
    return name ?? group;
  };
}
