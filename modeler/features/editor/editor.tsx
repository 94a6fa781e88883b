import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { Finding } from '../../../engine/errors.ts';
import { isSoundness } from '../../../engine/soundness/finding.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMay } from '../../session.tsx';
import { announce } from '../announcements/announcements.tsx';
import type { DiagramElement, ElementRegistry, Selection } from '../diagram/diagram-services.ts';
import { Failure } from '../failure/failure.tsx';
import { fixWords } from '../soundness/fix-words.ts';
import { mend } from '../soundness/mend.ts';
import { linkProcess } from '../services/link-process.ts';
import { TracePlayer } from '../soundness/trace-player.tsx';
import { useLiveCheck } from '../soundness/use-live-check.ts';
import { DeploySheet } from './deploy-sheet.tsx';
import { EditorPanels } from './editor-panels.tsx';
import { EditorToolbar } from './editor-toolbar.tsx';
import { markFindings } from './finding-marks.ts';
import { goTo, processOf } from './go-to.ts';
import { forgetDrawing, keepDrawing, keptDrawing } from './kept-drawings.ts';
import { LeaveGuard } from './leave-guard.tsx';
import { useModeler } from './use-modeler.ts';

interface EditorProps {
  readonly drawing: string;
  /** The drawing as it is opened: a deployed version, or what was kept of it. */
  readonly xml: string;
  readonly resourceName?: string;
  readonly restored: boolean;
}

/** Draws a model, checks it while it is drawn, and deploys it. */
export function Editor({ drawing, xml, resourceName, restored }: EditorProps): ReactElement {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const mayDeploy = useMay('models.deploy');
  const mayLink = useMay('services.change');
  const client = useQueryClient();
  const [service] = useState(() => keptDrawing(drawing)?.service);
  const canvas = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(xml);
  const [dirty, setDirty] = useState(restored);
  const [full, setFull] = useState(false);
  const [deploying, setDeploying] = useState(false);
  const [refusal, setRefusal] = useState<{ readonly of: string; readonly findings: readonly Finding[] } | null>(null);

  const changed = useCallback(
    (next: string) => {
      setCurrent(next);
      setDirty(true);
      const { name } = processOf(next);
      setFull(
        !keepDrawing({ drawing, xml: next, name, keptAt: new Date().toISOString(), ...(service !== undefined && { service }) }),
      );
    },
    [drawing, service],
  );
  const { editing, fault } = useModeler({ canvas, panel, xml, changed });
  const live = useLiveCheck(current);
  // What the server found holds for the drawing that it saw; after a change the live checks speak again.
  const findings = refusal?.of === current ? refusal.findings : live.findings;
  const [played, setPlayed] = useState<{ readonly of: string; readonly finding: Finding } | null>(null);
  const playing = played?.of === current ? played.finding : undefined;
  const { id: processId } = useMemo(() => processOf(current), [current]);
  const modeler = editing?.modeler;
  const isOpen = editing?.isOpen;

  useEffect(() => {
    if (!modeler || !findings || !isOpen?.()) return undefined;
    const takeOff = markFindings(modeler, findings, (count) => t('findings.count', { count }));
    return () => {
      if (isOpen()) takeOff();
    };
  }, [modeler, isOpen, findings, t]);

  const show = useCallback(
    (element: string) => {
      if (modeler) goTo(modeler, element);
    },
    [modeler],
  );
  const nameOf = useCallback(
    (element: string) => {
      const shape: DiagramElement | undefined = modeler?.get<ElementRegistry>('elementRegistry').get(element);
      const name = shape?.businessObject.name;
      if (name !== undefined && name !== '') return name;
      if (!shape?.source || !shape.target) return element;
      return [shape.source, shape.target].map(({ id, businessObject }) => businessObject.name ?? id).join(' – ');
    },
    [modeler],
  );
  const repair = ({ fix }: Finding): void => {
    if (!modeler || !fix) return;
    const words = fixWords(fix, nameOf, t);
    announce(mend(modeler, fix) ? t('mend.done', { words }) : t('mend.gone'));
  };
  useEffect(() => {
    if (modeler && !restored) modeler.get<Selection>('selection').select(null);
  }, [modeler, restored]);

  return (
    <div className="editor">
      {fault === null ? null : <Failure error={fault} />}
      {editing ? (
        <EditorToolbar
          editing={editing}
          processId={processId}
          mayDeploy={mayDeploy}
          deploy={() => {
            setDeploying(true);
          }}
        />
      ) : (
        <div className="editor-toolbar" role="status">
          {t('state.loading')}
        </div>
      )}
      {full ? (
        <p className="notice bad" role="alert">
          {t('editor.noRoom')}
        </p>
      ) : null}
      <div className="editor-middle">
        <div ref={canvas} className="editor-canvas" role="region" aria-label={t('editor.canvas')} />
        <div ref={panel} className="editor-properties" role="region" aria-label={t('editor.properties')} tabIndex={0} />
      </div>
      {editing && playing?.trace ? (
        <TracePlayer
          key={`${playing.rule} ${playing.element}`}
          modeler={editing.modeler}
          isOpen={editing.isOpen}
          finding={playing}
          trace={playing.trace}
          nameOf={nameOf}
          mend={() => {
            repair(playing);
          }}
          close={() => {
            setPlayed(null);
          }}
        />
      ) : null}
      <EditorPanels
        editing={editing}
        findings={findings}
        live={live}
        nameOf={nameOf}
        show={show}
        play={(finding) => {
          setPlayed({ of: current, finding });
        }}
        mend={repair}
      />
      {deploying && editing ? (
        <DeploySheet
          resourceName={resourceName ?? `${processId}.bpmn`}
          xml={current}
          findings={findings ?? []}
          close={() => {
            setDeploying(false);
          }}
          refused={(found) => {
            // What may be deployed with a reason is asked for where it would be deployed.
            if (found.some((finding) => finding.severity === 'error' && !isSoundness(finding))) setDeploying(false);
            setRefusal({ of: current, findings: found });
          }}
          deployed={({ definitions }) => {
            setDeploying(false);
            setDirty(false);
            forgetDrawing(drawing);
            const own = definitions.find((definition) => definition.processId === processId) ?? definitions[0];
            if (!own) return;
            announce(t(own.isNew ? 'deploy.done' : 'deploy.same', { name: own.name, version: own.version }));
            if (service !== undefined && mayLink)
              linkProcess(service, own.processId, t('fromReference.note')).then(
                () => {
                  announce(t('fromReference.linked', { code: service }));
                  void client.invalidateQueries({ queryKey: ['getService'] });
                },
                () => {
                  announce(t('fromReference.notLinked', { code: service }));
                },
              );
            void navigate({ to: '/models/$drawing', params: { drawing: own.definitionKey }, replace: true, ignoreBlocker: true });
          }}
        />
      ) : null}
      <LeaveGuard dirty={dirty} />
    </div>
  );
}
