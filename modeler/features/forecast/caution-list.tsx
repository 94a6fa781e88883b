import type { ReactElement } from 'react';
import i18next from 'i18next';
import type { SimulatedView } from '../../../api/contract/simulations.ts';
import { useLanguage } from '../../i18n/use-language.ts';

interface CautionListProps {
  readonly view: Pick<SimulatedView, 'cautions'>;
  readonly groupName: (roles: readonly string[]) => string;
}

/** What a reader must know before relying on the figures: overload, cases that never end, a warm-up too short. */
export function CautionList({ view: { cautions }, groupName }: CautionListProps): ReactElement | null {
  const { t, format, language } = useLanguage();
  if (cautions.length === 0) return null;
  const wordOf = (param: string, value: string | number): string => {
    if (typeof value === 'number') return format.number(value);
    if (param === 'side') return t(value === 'toBe' ? 'forecast.toBe' : 'forecast.asIs');
    return param === 'role' ? groupName([value]) : value;
  };
  return (
    <ul className="notice warn cautions">
      {cautions.map(({ key: name, params, text }, index) => {
        const key = `forecast.caution.${name}`;
        const values = Object.entries(params).map(([param, value]) => [param, wordOf(param, value)] as const);
        return (
          <li key={`${name} ${String(index)}`}>
            {i18next.exists(key) ? (
              t(key, Object.fromEntries(values))
            ) : (
              <span lang={language === 'lt' ? 'en' : undefined}>{text}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
