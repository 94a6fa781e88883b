/** What the address of the quality pages says of the cases, and how it is asked. */
import { attributesIn, attributesText, valuesIn, valuesText } from '../../../api/contract/case-filter.ts';

export const SCORE_SEARCH = ['institution', 'unit', 'where', 'sort'] as const;
export type ScoreSearch = { readonly [K in (typeof SCORE_SEARCH)[number]]?: string | undefined };
/** One choice each. */
export const CHOICES = ['institution', 'unit', 'channel', 'applicantKind'] as const;
export type Choice = (typeof CHOICES)[number];

export function chosen(search: ScoreSearch, choice: Choice): string {
  if (choice === 'institution' || choice === 'unit') return valuesIn(search[choice] ?? '')[0] ?? '';
  return (attributesIn(search.where ?? '') ?? []).find(({ name }) => name === choice)?.values[0] ?? '';
}

export function withChoice(search: ScoreSearch, choice: Choice, value: string): ScoreSearch {
  const values = value === '' ? [] : [value];
  if (choice === 'institution' || choice === 'unit') return { ...search, [choice]: valuesText(values) || undefined };
  const others = (attributesIn(search.where ?? '') ?? []).filter(({ name }) => name !== choice);
  return { ...search, where: attributesText([...others, { name: choice, values }]) || undefined };
}

export function scoreQuery({ institution, unit, where }: ScoreSearch) {
  return {
    ...(institution !== undefined && { institution }),
    ...(unit !== undefined && { unit }),
    ...(where !== undefined && attributesIn(where) !== undefined && { where }),
  };
}
