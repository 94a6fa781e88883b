import type { CSSProperties, ReactElement } from 'react';
import type { DimensionGapJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import './gap-chart.css';

const [LEAST, MOST] = [1, 7];
const TICKS = Array.from({ length: MOST - LEAST + 1 }, (_, index) => LEAST + index);
const ROLES = ['expectation', 'perception'] as const;

/** What was expected and what was met as two marks with their intervals, joined by the gap. A picture of the table beside it. */
export function GapChart({ gaps }: { readonly gaps: readonly DimensionGapJson[] }): ReactElement {
  const { t, format } = useLanguage();
  return (
    <div className="gap-chart" aria-hidden="true">
      <p className="gap-legend small">
        {ROLES.map((role) => (
          <span key={role}>
            <i className={`mark ${role}`} /> {t(`survey.measure.${role}`)}
          </span>
        ))}
        <span>
          <i className="reach" /> {t('survey.interval')}
        </span>
      </p>
      {gaps.map((one) => {
        const [expected, met] = [one.expectation.value ?? LEAST, one.perception.value ?? LEAST];
        return (
          <div key={one.dimension} className="gap-row">
            <span>{t(`survey.dimension.${one.dimension}`)}</span>
            <div className="gap-track">
              <i
                className={met < expected ? 'join short' : 'join'}
                style={between(Math.min(expected, met), Math.max(expected, met))}
              />
              {ROLES.map((role) => {
                const { value, low, high } = one[role];
                return (
                  <span key={role}>
                    <i className={`reach ${role}`} style={between(low ?? LEAST, high ?? LEAST)} />
                    <i className={`mark ${role}`} style={between(value ?? LEAST, value ?? LEAST)} />
                  </span>
                );
              })}
            </div>
            <b>{format.number(one.gap.value ?? 0, 2)}</b>
          </div>
        );
      })}
      <div className="gap-row">
        <span />
        <div className="gap-track axis small soft">
          {TICKS.map((tick) => (
            <span key={tick} style={between(tick, tick)}>
              {tick}
            </span>
          ))}
        </div>
        <b />
      </div>
    </div>
  );
}

/** Places on the scale, in hundredths of its width. */
function between(from: number, to: number): CSSProperties {
  const place = (value: number) => `${String(((value - LEAST) / (MOST - LEAST)) * 100)}%`;
  return { '--from': place(from), '--to': place(to) } as CSSProperties;
}
