/** What an address says of the cases or answers that are meant, and how it is asked. */
import { attributesIn, attributesText, valuesIn, valuesText } from '../../../api/contract/case-filter.ts';

export type AmongSearch = { readonly [K in 'institution' | 'unit' | 'where']?: string | undefined };
/** One choice each. */
export const CHOICES = ['institution', 'unit', 'channel', 'applicantKind'] as const;
export type Choice = (typeof CHOICES)[number];

export function chosen(search: AmongSearch, choice: Choice): string {
  if (choice === 'institution' || choice === 'unit') return valuesIn(search[choice] ?? '')[0] ?? '';
  return (attributesIn(search.where ?? '') ?? []).find(({ name }) => name === choice)?.values[0] ?? '';
}

/** The rest of the address stays. */
export function withChoice<Search extends AmongSearch>(search: Search, choice: Choice, value: string): Search {
  const values = value === '' ? [] : [value];
  if (choice === 'institution' || choice === 'unit') return { ...search, [choice]: valuesText(values) || undefined };
  const others = (attributesIn(search.where ?? '') ?? []).filter(({ name }) => name !== choice);
  return { ...search, where: attributesText([...others, { name: choice, values }]) || undefined };
}

export function amongQuery({ institution, unit, where }: AmongSearch) {
  return {
    ...(institution !== undefined && { institution }),
    ...(unit !== undefined && { unit }),
    ...(where !== undefined && attributesIn(where) !== undefined && { where }),
  };
}
