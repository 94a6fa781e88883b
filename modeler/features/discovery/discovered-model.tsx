import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { JobAnswer } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMay } from '../../session.tsx';
import { DiagramView } from '../diagram/diagram-view.tsx';
import { download, fileName } from '../editor/files.ts';
import { processOf } from '../editor/go-to.ts';
import { keepDrawing, newDrawing } from '../editor/kept-drawings.ts';
import { Empty } from '../page/empty.tsx';
import './discovery.css';

const FIRST_RARE = 12;

/** A model that was found in a log: how well it fits, what it leaves out, the drawing, and the way into the editor. */
export function DiscoveredModel({ answer }: { readonly answer: JobAnswer<'discover'> }): ReactElement {
  const { t, format } = useLanguage();
  const { view } = answer;
  // A long model is read from its beginning.
  const begin = useMemo(() => startsOf(view.xml), [view.xml]);
  if (view.cases === 0) return <Empty title={t('discovery.emptyTitle')}>{t('discovery.empty')}</Empty>;
  return (
    <>
      <p>
        {t('discovery.found', {
          count: view.cases,
          cases: format.number(view.cases),
          variants: format.number(view.variants),
          steps: format.number(view.activities.length - view.rare.length),
        })}{' '}
        <Fit fit={view.fit} />
      </p>
      <LeftOut view={view} hidden={answer.left} />
      <section className="stack" aria-labelledby="discovered">
        <div className="row">
          <h2 id="discovered">{t('discovery.model')}</h2>
          <Buttons xml={view.xml} />
        </div>
        <DiagramView
          xml={view.xml}
          label={t('discovery.diagramLabel', { steps: view.activities.slice(0, 20).join(', ') })}
          focus={begin}
          tall
        />
        <p className="small soft">{t('discovery.conditions')}</p>
      </section>
    </>
  );
}

function startsOf(xml: string): readonly string[] {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  return [...document.getElementsByTagNameNS('*', 'startEvent')].map(({ id }) => id);
}

function Fit({ fit }: { readonly fit: JobAnswer<'discover'>['view']['fit'] }): ReactElement | null {
  const { t, format } = useLanguage();
  if (fit === null || fit.fitness === null) return null;
  return (
    <>
      <strong>{t('discovery.fits', { share: format.share(fit.fitness) })}</strong>{' '}
      {t('discovery.wholly', { count: fit.fitting, fitting: format.number(fit.fitting), cases: format.number(fit.cases) })}
      {fit.unproven === 0 ? null : ` ${t('discovery.atLeast')}`}
    </>
  );
}

interface LeftOutProps {
  readonly view: JobAnswer<'discover'>['view'];
  readonly hidden: number;
}

/** What the model does not show: never silently. */
function LeftOut({ view, hidden }: LeftOutProps): ReactElement | null {
  const { t, format } = useLanguage();
  const { rare } = view;
  const lines = [
    ...(hidden === 0 ? [] : [t('discovery.hiddenCases', { count: hidden, cases: format.number(hidden) })]),
    ...(view.hidden.activities === 0
      ? []
      : [
          t('discovery.hiddenSteps', {
            count: view.hidden.activities,
            steps: format.number(view.hidden.activities),
            events: format.number(view.hidden.events),
            cases: format.number(view.hidden.cases),
          }),
        ]),
    ...(rare.length === 0
      ? []
      : [
          t('discovery.rare', {
            count: rare.length,
            names: `${rare.slice(0, FIRST_RARE).join(', ')}${rare.length > FIRST_RARE ? '…' : ''}`,
          }),
        ]),
  ];
  if (lines.length === 0) return null;
  return (
    <div className="notice">
      <strong>{t('discovery.leftOut')}</strong>
      <ul className="discovery-hidden">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function Buttons({ xml }: { readonly xml: string }): ReactElement {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const mayDraw = useMay('models.deploy');
  const [noRoom, setNoRoom] = useState(false);
  const { id, name } = processOf(xml);
  const open = (): void => {
    const drawing = newDrawing();
    if (keepDrawing({ drawing, xml, name, keptAt: new Date().toISOString() }))
      void navigate({ to: '/models/$drawing', params: { drawing } });
    else setNoRoom(true);
  };
  return (
    <>
      {mayDraw ? (
        <button type="button" className="button main small" onClick={open}>
          {t('discovery.open')}
        </button>
      ) : null}
      <button
        type="button"
        className="button small"
        onClick={() => {
          download(fileName(id, '.bpmn'), xml, 'application/xml');
        }}
      >
        {t('editor.exportBpmn')}
      </button>
      {noRoom ? (
        <p className="notice bad" role="alert">
          {t('editor.noRoom')}
        </p>
      ) : null}
    </>
  );
}
