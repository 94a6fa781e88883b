import type { ReactElement } from 'react';
import type { LeanView } from '../../../api/contract/lean.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { PartBar } from '../charts/part-bar.tsx';

const PARTS = ['VA', 'NNVA', 'NVA', 'unclassed', 'waiting'] as const;
type LeadTime = NonNullable<LeanView['wall']>;

interface LeadBarProps {
  readonly label: string;
  readonly lead: LeadTime;
  readonly n: number;
  readonly timeOf: (ms: number) => string;
}

/** What the mean lead time is made of: one bar, and the same in words and figures. */
export function LeadBar({ label, lead: { leadMs, partsMs }, n, timeOf }: LeadBarProps): ReactElement {
  const { t, format } = useLanguage();
  const shown = PARTS.filter((part) => partsMs[part] > 0);
  const shareOf = (part: (typeof PARTS)[number]): number => (leadMs === 0 ? 0 : partsMs[part] / leadMs);
  return (
    <PartBar
      label={t('lean.leadOf', { clock: label, time: timeOf(leadMs / n) })}
      parts={shown.map((part) => ({
        key: part,
        look: `lean-${part}`,
        share: shareOf(part),
        words: t('lean.part', {
          part: t(`lean.class.${part}`),
          time: timeOf(partsMs[part] / n),
          share: format.share(shareOf(part)),
        }),
      }))}
    />
  );
}
