import type { ReactElement, ReactNode } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { ChoiceField } from '../insight/choice-field.tsx';
import { chosen, type Choice, CHOICES, type ScoreSearch, withChoice } from './score-search.ts';

interface ScoreFiltersProps {
  readonly search: ScoreSearch;
  readonly choose: (search: ScoreSearch) => void;
  /** Further choices. */
  readonly children?: ReactNode;
}

const CHANNELS = ['desk', 'eldership', 'phone', 'email', 'portal', 'post'] as const;
const KINDS = ['natural', 'legal'] as const;

/** Of which cases: institution, unit, how a request came in, whose it is. */
export function ScoreFilters({ search, choose, children }: ScoreFiltersProps): ReactElement {
  const { t, language } = useLanguage();
  const organisation = useAnswer('getOrganisation', {});
  const institutions = organisation.data?.institutions ?? [];
  const nameOf = ({ name, nameEn }: { readonly name: string; readonly nameEn?: string | undefined }): string =>
    language === 'en' ? (nameEn ?? name) : name;
  const options: Readonly<Record<Choice, readonly { readonly value: string; readonly text: string }[]>> = {
    institution: institutions.map((one) => ({ value: one.institution, text: nameOf(one) })),
    unit: institutions.flatMap(({ units }) => units.map((one) => ({ value: one.unit, text: nameOf(one) }))),
    channel: CHANNELS.map((value) => ({ value, text: t(`channel.${value}`) })),
    applicantKind: KINDS.map((value) => ({ value, text: t(`applicant.${value}`) })),
  };
  return (
    <div className="filters plan-screen" role="group" aria-label={t('score.filters')}>
      {CHOICES.map((choice) => (
        <ChoiceField
          key={choice}
          id={`score-${choice}`}
          label={t(`filter.${choice}`)}
          value={chosen(search, choice)}
          options={[{ value: '', text: t('filter.any') }, ...options[choice]]}
          choose={(value) => choose(withChoice(search, choice, value))}
        />
      ))}
      {children}
    </div>
  );
}
