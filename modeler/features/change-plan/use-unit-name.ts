import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';

/** Units by name; what is not known any more by its id. */
export function useUnitName(): (unit: string) => string {
  const { language } = useLanguage();
  const units = useAnswer('listUnits', {});
  return (unit) => {
    const found = units.data?.items.find((one) => one.unit === unit);
    return found === undefined ? unit : language === 'en' ? (found.nameEn ?? found.name) : found.name;
  };
}
