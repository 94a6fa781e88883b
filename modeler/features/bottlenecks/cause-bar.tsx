import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { PartBar } from '../charts/part-bar.tsx';
import { causeWords } from '../heatmap/cause-words.ts';

export interface CausePart {
  readonly cause: string;
  readonly ms: number;
  /** Of the whole bar. */
  readonly share: number;
}

const SHOWN = 5;

interface CauseBarProps {
  readonly label: string;
  readonly parts: readonly CausePart[];
  readonly timeOf: (ms: number) => string;
}

/** What time was lost to: one bar in parts, and the same in words and figures. */
export function CauseBar({ label, parts, timeOf }: CauseBarProps): ReactElement | null {
  const { t, format } = useLanguage();
  const shown = parts.filter(({ ms }) => ms > 0).slice(0, SHOWN);
  const rest = parts.filter(({ ms }) => ms > 0).slice(SHOWN);
  if (shown.length === 0) return null;
  const restMs = rest.reduce((sum, { ms }) => sum + ms, 0);
  const restShare = rest.reduce((sum, { share }) => sum + share, 0);
  const entries = [
    ...shown.map((part) => ({ ...part, words: causeWords(part.cause, t) })),
    ...(restMs > 0 ? [{ cause: 'rest', ms: restMs, share: restShare, words: t('neck.otherCauses') }] : []),
  ];
  return (
    <PartBar
      label={label}
      parts={entries.map(({ cause, words, ms, share }, index) => ({
        key: cause,
        look: `dot-${String(index + 1)}`,
        share,
        words: t('neck.part', { cause: words, time: timeOf(ms), share: format.share(share) }),
      }))}
    />
  );
}
