import type { ReactElement } from 'react';
import './figures.css';

interface IntervalMarkProps {
  readonly low: number;
  readonly estimate: number;
  readonly high: number;
  /** What the whole width stands for. */
  readonly from: number;
  readonly to: number;
  /** An upright line, where it is within. */
  readonly line?: number | undefined;
  readonly look?: 'good' | 'bad' | 'plain';
}

/** An interval with its estimate on a common scale; the same stands in figures beside it. */
export function IntervalMark({ low, estimate, high, from, to, line, look = 'plain' }: IntervalMarkProps): ReactElement {
  const x = (value: number): number => 2 + 96 * Math.min(1, Math.max(0, (value - from) / Math.max(1, to - from)));
  return (
    <svg className={`interval-mark ${look}`} viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {line === undefined || line < from || line > to ? null : (
        <line x1={x(line)} x2={x(line)} y1={0} y2={16} className="interval-line" />
      )}
      <rect x={x(low)} width={Math.max(0.6, x(high) - x(low))} y={6} height={4} className="interval-range" />
      <rect x={x(estimate) - 1} width={2} y={2} height={12} className="interval-estimate" />
    </svg>
  );
}
