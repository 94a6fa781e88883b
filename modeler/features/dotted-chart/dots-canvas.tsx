import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { DotsView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { ElementName } from '../insight/use-element-name.ts';
import { workingDuration } from '../insight/working-duration.ts';
import type { ActivityDots } from './dots-by-activity.ts';
import { COLOURS, drawDots } from './draw-dots.ts';
import '../charts/charts.css';
import './dotted-chart.css';

const DAY_MS = 86_400_000;

interface DotsCanvasProps {
  readonly view: DotsView;
  readonly rows: readonly ActivityDots[];
  readonly nameOf: ElementName;
  /** What a working day has, where the dots lie in working time. */
  readonly dayMs: number | null;
}

/** The dots on a canvas, since there are thousands; what the colours mean stands below. */
export function DotsCanvas({ view, rows, nameOf, dayMs }: DotsCanvasProps): ReactElement {
  const { t, format } = useLanguage();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const place = canvas.current;
    if (!place) return undefined;
    const draw = (): void => {
      const say = (ms: number): string => (dayMs === null ? format.duration(ms) : workingDuration(ms, dayMs, t, format));
      drawDots(place, view, rows, { dayMs: dayMs ?? DAY_MS, say, day: format.day });
    };
    const resize = new ResizeObserver(draw);
    resize.observe(place);
    return () => {
      resize.disconnect();
    };
  }, [view, rows, dayMs, t, format]);
  return (
    <figure className="card dots">
      <canvas ref={canvas} className="dots-canvas" role="img" aria-label={t('dots.label')} />
      <ul className="dots-key">
        {rows.slice(0, COLOURS).map((row, index) => (
          <li key={row.element} className={`dot-${String(index + 1)}`}>
            {nameOf(row)}
          </li>
        ))}
        {rows.length > COLOURS ? <li className="dot-other">{t('dots.others', { count: rows.length - COLOURS })}</li> : null}
      </ul>
    </figure>
  );
}
