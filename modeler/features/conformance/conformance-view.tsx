import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { JobAnswer } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { DiagramView } from '../diagram/diagram-view.tsx';
import type { Shown } from '../diagram/diagram-view.tsx';
import type { ElementName } from '../insight/use-element-name.ts';
import { Answered } from '../page/answered.tsx';
import { Empty } from '../page/empty.tsx';
import { DeviationTable } from './deviation-table.tsx';
import { SIGNS, deviationWords } from './deviation-words.ts';
import { drawDeviations } from './draw-deviations.ts';
import './conformance.css';

interface ConformanceViewProps {
  readonly answer: JobAnswer<'conform'>;
  readonly stepName: ElementName;
  /** Cases of a process have a page each. */
  readonly isLinked: boolean;
}

/** How the cases keep to the model: the sentence, the picture, the deviations. */
export function ConformanceView({ answer, stepName, isLinked }: ConformanceViewProps): ReactElement {
  const { t, format } = useLanguage();
  const { view } = answer;
  const { fitness, cases, fitting, deviations, reference } = view;
  // Often many, and a matter of names more than of work.
  const unknown = deviations.filter(({ kind }) => kind === 'unknown');
  if (fitness === null) return <Empty title={t('conform.emptyTitle')}>{t('conform.empty')}</Empty>;
  return (
    <>
      <p className="notice">
        <strong>{t('conform.fitting', { share: format.share(fitting / cases) })}</strong>{' '}
        {t('conform.counted', { count: cases, fitting: format.number(fitting), cases: format.number(cases) })}{' '}
        {t('conform.fitness', { share: format.share(fitness) })}
      </p>
      <NotChecked view={view} hidden={answer.left} stepName={stepName} />
      {deviations.length === 0 ? (
        <p className="notice good">{t('conform.none')}</p>
      ) : (
        <>
          <Foremost view={view} stepName={stepName} />
          <section className="stack" aria-labelledby="conform-diagram">
            <h2 id="conform-diagram">{t('conform.diagram')}</h2>
            <Legend />
            <Diagram definitionKey={reference.definitionKey} deviations={deviations} />
          </section>
          <section className="stack" aria-labelledby="conform-table">
            <h2 id="conform-table">{t('conform.table')}</h2>
            <DeviationTable
              caption={t('conform.table')}
              deviations={deviations.filter(({ kind }) => kind !== 'unknown')}
              {...{ view, stepName, isLinked }}
            />
            {unknown.length === 0 ? null : (
              <details className="names">
                <summary>{t('conform.unknown', { count: unknown.length })}</summary>
                <DeviationTable
                  caption={t('conform.unknown', { count: unknown.length })}
                  deviations={unknown}
                  {...{ view, stepName, isLinked }}
                />
              </details>
            )}
          </section>
        </>
      )}
    </>
  );
}

/** So many deviations are told in words before the picture. */
const FOREMOST = 3;

/** The commonest deviations, each as a sentence that one can read out. */
function Foremost({ view, stepName }: Pick<NotCheckedProps, 'view' | 'stepName'>): ReactElement | null {
  const { t, format } = useLanguage();
  const words = deviationWords(view, stepName, t);
  const first = view.deviations.filter(({ kind }) => kind !== 'unknown').slice(0, FOREMOST);
  if (first.length === 0) return null;
  return (
    <ol className="foremost">
      {first.map((one) => (
        <li key={`${one.kind} ${one.activity} ${one.before ?? ''}`}>
          {t('conform.sentence', {
            what: words(one),
            count: view.cases,
            cases: format.number(one.cases),
            of: format.number(view.cases),
            share: format.share(one.share),
          })}
        </li>
      ))}
    </ol>
  );
}

function Legend(): ReactElement {
  const { t } = useLanguage();
  return (
    <ul className="deviation-legend">
      {(['missing', 'doubled', 'outOfOrder', 'unexpected'] as const).map((kind) => (
        <li key={kind}>
          <span className={`diagram-badge ${kind}`}>{SIGNS[kind]}</span> {t(`conform.kind.${kind}`)}
        </li>
      ))}
    </ul>
  );
}

interface DiagramProps {
  readonly definitionKey: string;
  readonly deviations: JobAnswer<'conform'>['view']['deviations'];
}

function Diagram({ definitionKey, deviations }: DiagramProps): ReactElement {
  const { t, format } = useLanguage();
  const definition = useAnswer('getDefinition', { params: { definitionKey } });
  const draw = useCallback((shown: Shown) => drawDeviations(shown, deviations, format.share), [deviations, format]);
  return (
    <Answered question={definition}>
      {({ xml }) => <DiagramView xml={xml} label={t('conform.diagramLabel')} draw={draw} tall />}
    </Answered>
  );
}

interface NotCheckedProps {
  readonly view: JobAnswer<'conform'>['view'];
  readonly hidden: number;
  readonly stepName: ElementName;
}

/** What the figures do not know. */
function NotChecked({ view, hidden, stepName }: NotCheckedProps): ReactElement | null {
  const { t, format } = useLanguage();
  const { open, withdrawn, empty, events, unproven, elements } = view.notChecked;
  const counts = { hidden, open, withdrawn, empty, events, unproven };
  const lines = Object.entries(counts).flatMap(([what, n]) =>
    n === 0 ? [] : [t(`conform.not.${what}`, { count: n, n: format.number(n) })],
  );
  if (elements.length > 0) lines.push(t('conform.loose', { names: elements.map(stepName).join(', ') }));
  return lines.length === 0 ? null : <p className="small soft">{lines.join(' ')}</p>;
}
