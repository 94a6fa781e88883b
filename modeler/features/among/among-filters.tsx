import type { ReactElement, ReactNode } from 'react';
import { CHANNEL_KINDS, PERSON_KINDS } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { ChoiceField } from '../insight/choice-field.tsx';
import { chosen, type Choice, CHOICES, type AmongSearch, withChoice } from './among-search.ts';

interface AmongFiltersProps<Search extends AmongSearch> {
  readonly search: Search;
  readonly choose: (search: Search) => void;
  /** Further choices. */
  readonly children?: ReactNode;
}

/** Of which cases or answers: institution, unit, how a request came in, whose it is. */
export function AmongFilters<Search extends AmongSearch>({ search, choose, children }: AmongFiltersProps<Search>): ReactElement {
  const { t, language } = useLanguage();
  const organisation = useAnswer('getOrganisation', {});
  const institutions = organisation.data?.institutions ?? [];
  const nameOf = ({ name, nameEn }: { readonly name: string; readonly nameEn?: string | undefined }): string =>
    language === 'en' ? (nameEn ?? name) : name;
  const options: Readonly<Record<Choice, readonly { readonly value: string; readonly text: string }[]>> = {
    institution: institutions.map((one) => ({ value: one.institution, text: nameOf(one) })),
    unit: institutions.flatMap(({ units }) => units.map((one) => ({ value: one.unit, text: nameOf(one) }))),
    channel: CHANNEL_KINDS.map((value) => ({ value, text: t(`channel.${value}`) })),
    applicantKind: PERSON_KINDS.map((value) => ({ value, text: t(`applicant.${value}`) })),
  };
  return (
    <div className="filters plan-screen" role="group" aria-label={t('filter.among')}>
      {CHOICES.map((choice) => (
        <ChoiceField
          key={choice}
          id={`among-${choice}`}
          label={t(`filter.${choice}`)}
          value={chosen(search, choice)}
          options={[{ value: '', text: t('filter.all') }, ...options[choice]]}
          choose={(value) => choose(withChoice(search, choice, value))}
        />
      ))}
      {children}
    </div>
  );
}
