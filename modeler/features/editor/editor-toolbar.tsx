import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Canvas, CommandStack } from '../diagram/diagram-services.ts';
import { fit } from '../diagram/fit.ts';
import { download, fileName } from './files.ts';
import type { Editing } from './use-modeler.ts';

interface EditorToolbarProps {
  readonly editing: Editing;
  readonly processId: string;
  readonly mayDeploy: boolean;
  readonly deploy: () => void;
}

/** What can be done with the drawing as a whole. */
export function EditorToolbar({ editing, processId, mayDeploy, deploy }: EditorToolbarProps): ReactElement {
  const { t } = useLanguage();
  const [, redraw] = useState(0);
  const { modeler } = editing;
  const stack = modeler.get<CommandStack>('commandStack');
  const canvas = modeler.get<Canvas>('canvas');
  const zoom = (factor: number): void => {
    const box = canvas.viewbox();
    canvas.zoom((box.outer.width / box.width) * factor, 'auto');
    redraw((count) => count + 1);
  };
  const box = canvas.viewbox();
  return (
    <div className="editor-toolbar" role="toolbar" aria-label={t('editor.toolbar')}>
      <Link to="/models" className="button small">
        {t('editor.back')}
      </Link>
      <span className="row">
        <button
          type="button"
          className="button small"
          disabled={!editing.canUndo}
          onClick={() => {
            stack.undo();
          }}
        >
          {t('editor.undo')}
        </button>
        <button
          type="button"
          className="button small"
          disabled={!editing.canRedo}
          onClick={() => {
            stack.redo();
          }}
        >
          {t('editor.redo')}
        </button>
      </span>
      <span className="row">
        <button
          type="button"
          className="button small"
          aria-label={t('diagram.smaller')}
          onClick={() => {
            zoom(0.8);
          }}
        >
          −
        </button>
        <span className="figure small" aria-live="polite">
          {t('editor.zoom', { percent: Math.round((box.outer.width / box.width) * 100) })}
        </span>
        <button
          type="button"
          className="button small"
          aria-label={t('diagram.larger')}
          onClick={() => {
            zoom(1.25);
          }}
        >
          +
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => {
            fit(canvas, { left: 130, top: 30, right: 30, bottom: 50 });
            redraw((count) => count + 1);
          }}
        >
          {t('diagram.whole')}
        </button>
      </span>
      <span className="row">
        <button
          type="button"
          className="button small"
          onClick={() =>
            void modeler.saveXML({ format: true }).then(({ xml }) => {
              download(fileName(processId, '.bpmn'), xml ?? '', 'application/xml');
            })
          }
        >
          {t('editor.exportBpmn')}
        </button>
        <button
          type="button"
          className="button small"
          onClick={() =>
            void modeler.saveSVG().then(({ svg }) => {
              download(fileName(processId, '.svg'), svg, 'image/svg+xml');
            })
          }
        >
          {t('editor.exportSvg')}
        </button>
      </span>
      {mayDeploy ? (
        <button type="button" className="button small main editor-deploy" onClick={deploy}>
          {t('editor.deploy')}
        </button>
      ) : null}
    </div>
  );
}
