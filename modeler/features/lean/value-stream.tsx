import type { CSSProperties, ReactElement } from 'react';
import type { LeanView } from '../../../api/contract/lean.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { ElementName } from '../insight/use-element-name.ts';

type Step = LeanView['steps'][number];

interface ValueStreamProps {
  readonly steps: readonly Step[];
  readonly nameOf: ElementName;
  readonly timeOf: (ms: number) => string;
  /** Which sum of a step is meant: by the wall or in working time. */
  readonly msOf: (time: NonNullable<Step['figures']>['waiting']) => number;
}

/** Steps in the order in which cases come to them; before each the wait for it. Means of an execution. */
export function ValueStream({ steps, nameOf, timeOf, msOf }: ValueStreamProps): ReactElement {
  const { t, format } = useLanguage();
  const mean = (time: NonNullable<Step['figures']>['waiting'] | undefined): number | null =>
    time === undefined || time.n === 0 ? null : msOf(time) / time.n;
  const longest = Math.max(1, ...steps.flatMap(({ figures }) => [mean(figures?.waiting) ?? 0, mean(figures?.processing) ?? 0]));
  const height = (ms: number | null): CSSProperties => ({ '--part': `${String(((ms ?? 0) / longest) * 100)}%` }) as CSSProperties;
  return (
    <div className="stream-scroll" role="group" aria-label={t('lean.stream')} tabIndex={0}>
      <ol className="value-stream">
        {steps.map((step) => {
          const [waitMs, workMs] = [mean(step.figures?.waiting), mean(step.figures?.processing)];
          const isWait = step.kind === 'timer' || step.kind === 'message';
          const look = isWait ? 'waiting' : (step.valueClass ?? 'unclassed');
          return (
            <li key={step.element} className={`lean-${look}`}>
              <span className="stream-columns" aria-hidden="true">
                <span className="stream-wait" style={height(waitMs)} />
                <span className="stream-work" style={height(workMs)} />
              </span>
              <strong>{nameOf(step)}</strong>
              <span className="small">{t(`lean.class.${look}`)}</span>
              <span className="small soft">
                {step.figures === null ? (
                  t('figures.few')
                ) : (
                  <>
                    {waitMs === null ? null : <span>{t('lean.waits', { time: timeOf(waitMs) })}</span>}
                    {isWait || workMs === null ? null : <span>{t('lean.works', { time: timeOf(workMs) })}</span>}
                    <span>{t('lean.executions', { count: step.n, n: format.number(step.n) })}</span>
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
