import { inLanguage } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';

/** Services by title; what is not known any more by its code. */
export function useServiceName(enabled = true): (code: string) => string {
  const { language } = useLanguage();
  const services = useAnswer('listServices', { query: { limit: 1000 } }, { enabled });
  return (code) => {
    const title = services.data?.items.find((one) => one.code === code)?.title;
    return title === undefined ? code : inLanguage(title, language);
  };
}
