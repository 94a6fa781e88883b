import { useCallback } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { DiagramView } from '../diagram/diagram-view.tsx';
import type { Shown } from '../diagram/diagram-view.tsx';
import { drawDifferences } from './draw-differences.ts';
import type { DifferenceAt } from './draw-differences.ts';
import { apartWords, wayOf } from './estimate-words.ts';
import type { SidedRow } from './sided-table.tsx';

/** Less than this share of the greatest difference is not drawn. */
const LEAST = 0.02;

/** The to-be model with what changes of waiting at each step; the same figures stand in the table. */
export function WaitingDiagram({ xml, rows }: { readonly xml: string; readonly rows: readonly SidedRow[] }): ReactElement {
  const { t, format } = useLanguage();
  const draw = useCallback(
    (shown: Shown) =>
      drawDifferences(
        shown,
        differencesOf(rows, (ms) => apartWords(ms, 'ms', t, format)),
      ),
    [rows, t, format],
  );
  return (
    <>
      <DiagramView xml={xml} label={t('forecast.diagramLabel')} draw={draw} tall />
      <ul className="waiting-legend small">
        {(['less', 'more', 'unproven'] as const).map((way) => (
          <li key={way} className={`legend-${way}`}>
            {t(`forecast.waiting.${way}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

function differencesOf(rows: readonly SidedRow[], words: (ms: number) => string): readonly DifferenceAt[] {
  const most = Math.max(1, ...rows.map(({ difference }) => Math.abs(difference?.mean ?? 0)));
  return rows.flatMap(({ key, difference }) => {
    if (difference?.mean == null || Math.abs(difference.mean) < LEAST * most) return [];
    const strength = Math.abs(difference.mean) / most;
    return [{ element: key, way: wayOf(difference), strength, badge: words(difference.mean) }];
  });
}
