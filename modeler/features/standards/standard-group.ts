import type { StandardDetail } from '../../../api/contract.ts';
import { CHANNEL_KINDS, PERSON_KINDS } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';

type Divided = StandardDetail['divided'];

const CHANNELS: ReadonlySet<string> = new Set(CHANNEL_KINDS);
const PERSONS: ReadonlySet<string> = new Set(PERSON_KINDS);

/** The name of a group in the reader's language; values that are not ours as the cases have them. */
export function useStandardGroup(): (by: keyof Divided, row: Divided['unit'][number]) => string {
  const { t } = useLanguage();
  return (by, { group, name }) => {
    if (group === null) return t('standards.notTold');
    if (by === 'channel' && CHANNELS.has(group)) return t(`channel.${group}`);
    if (by === 'applicantKind' && PERSONS.has(group)) return t(`applicant.${group}`);
    return name ?? group;
  };
}
