import type { CSSProperties, ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

/** What the colours mean. */
export function HeatLegend(): ReactElement {
  const { t } = useLanguage();
  return (
    <ul className="heat-legend">
      {([3, 2, 1] as const).map((level) => (
        <li key={level} style={{ '--swatch': `var(--heat-${String(level)})` } as CSSProperties}>
          {t(`heat.level${level}`)}
        </li>
      ))}
    </ul>
  );
}
