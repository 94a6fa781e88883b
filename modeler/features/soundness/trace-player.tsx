import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { Finding, TraceStep } from '../../../engine/errors.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ruleWords } from '../findings/rule-words.ts';
import { drawStep } from './draw-trace.ts';
import { fixWords } from './fix-words.ts';
import './soundness.css';

interface TracePlayerProps {
  readonly modeler: Modeler;
  readonly isOpen: () => boolean;
  readonly finding: Finding;
  readonly trace: readonly TraceStep[];
  readonly nameOf: (element: string) => string;
  readonly mend?: () => void;
  readonly close: () => void;
}

/** Shows how tokens come to a fault, move by move, on the drawing and in words; the last move ends with the fault. */
export function TracePlayer({ modeler, isOpen, finding, trace, nameOf, mend, close }: TracePlayerProps): ReactElement | null {
  const { t } = useLanguage();
  const [at, setAt] = useState(0);
  const forward = useRef<HTMLButtonElement>(null);
  const step = trace[at];
  const last = trace.length - 1;
  const isLast = at === last;
  const { element } = finding;

  useEffect(() => {
    if (!step || !isOpen()) return undefined;
    const takeOff = drawStep(modeler, step, isLast ? element : undefined);
    return () => {
      if (isOpen()) takeOff();
    };
  }, [modeler, isOpen, step, isLast, element]);
  useEffect(() => {
    const cameFrom = document.activeElement;
    forward.current?.focus();
    return () => {
      if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
    };
  }, []);

  if (!step) return null;
  const go = (to: number): void => {
    setAt(Math.min(Math.max(to, 0), last));
  };
  const byKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight') go(at + 1);
    else if (event.key === 'ArrowLeft') go(at - 1);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  const tokens = Object.entries(step.marking)
    .map(([place, count]) => t('trace.tokens', { place: nameOf(place), count }))
    .join('; ');
  return (
    <section className="trace-player" aria-label={t('trace.title')} onKeyDown={byKey}>
      <div className="row trace-buttons">
        <button
          type="button"
          className="button small"
          aria-disabled={at === 0}
          onClick={() => {
            go(at - 1);
          }}
        >
          {t('trace.back')}
        </button>
        <button
          ref={forward}
          type="button"
          className="button small main"
          aria-disabled={isLast}
          onClick={() => {
            go(at + 1);
          }}
        >
          {t('trace.forward')}
        </button>
        {finding.fix && mend ? (
          <button type="button" className="button small" onClick={mend}>
            {t('mend.do')}
          </button>
        ) : null}
        <button type="button" className="button small" onClick={close}>
          {t('trace.close')}
        </button>
      </div>
      <div role="status" className="trace-words">
        <p>
          <strong>{t('trace.step', { number: at + 1, count: trace.length })}</strong>{' '}
          {step.flow === undefined
            ? t('trace.moves', { element: nameOf(step.element) })
            : t('trace.takes', { element: nameOf(step.element), flow: nameOf(step.flow) })}{' '}
          <span className="soft">{tokens === '' ? t('trace.noTokens') : t('trace.now', { tokens })}</span>
        </p>
        {isLast ? (
          <p>
            <span className={finding.severity === 'error' ? 'tag bad' : 'tag warn'}>{t('trace.fault')}</span> {nameOf(element)}:{' '}
            {ruleWords(finding.rule, t) ?? finding.message}
            {finding.fix ? ` ${fixWords(finding.fix, nameOf, t)}` : null}
          </p>
        ) : null}
      </div>
    </section>
  );
}
