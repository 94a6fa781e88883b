import { useCallback } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import type { GroupNames } from './group-words.ts';
import type { ModelFacts } from './model-facts.ts';

/** What groups of people are called: by the unit of that code, else by the step whose id the role is, else the role itself. */
export function useGroupNames(facts: ModelFacts | undefined): GroupNames {
  const { language } = useLanguage();
  const units = useAnswer('listUnits', {}).data?.items;
  return useCallback(
    (roles) => {
      const nameOf = (role: string): string => {
        const unit = units?.find(({ unit: code }) => code === role);
        if (unit !== undefined) return language === 'en' ? (unit.nameEn ?? unit.name) : unit.name;
        return facts?.nameOf(role) ?? role;
      };
      return [...new Set(roles.map(nameOf))].join(', ');
    },
    [facts, units, language],
  );
}
