import type { MeasureText } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';

/** Which cases an indicator is measured among, in words; none where it is all. What is not known any more is told by its id. */
export function useAmongWords(): (indicator: MeasureText['indicator']) => readonly string[] {
  const { t, language } = useLanguage();
  const institutions = useAnswer('getOrganisation', {}).data?.institutions ?? [];
  type Named = { readonly name: string; readonly nameEn?: string | undefined } | undefined;
  const nameOf = (found: Named, id: string): string => (language === 'en' ? found?.nameEn : undefined) ?? found?.name ?? id;
  return ({ institution, unit, channel, applicantKind }) => [
    ...(institution === undefined
      ? []
      : [
          nameOf(
            institutions.find((one) => one.institution === institution),
            institution,
          ),
        ]),
    ...(unit === undefined
      ? []
      : [
          nameOf(
            institutions.flatMap(({ units }) => units).find((one) => one.unit === unit),
            unit,
          ),
        ]),
    ...(channel === undefined ? [] : [t(`channel.${channel}`)]),
    ...(applicantKind === undefined ? [] : [t(`applicant.${applicantKind}`)]),
  ];
}
