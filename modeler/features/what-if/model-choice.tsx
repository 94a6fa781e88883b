import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { processOf } from '../editor/go-to.ts';
import { keptDrawings } from '../editor/kept-drawings.ts';
import { ChoiceField } from '../insight/choice-field.tsx';
import type { ModelChosen } from './kept-what-if.ts';

interface ModelChoiceProps {
  readonly source: SourceJson;
  readonly model: ModelChosen;
  readonly choose: (model: ModelChosen) => void;
}

const OWN = 'own';

/** The model of the to-be: a version, a drawing of this browser that is not deployed yet, a file, or what is chosen already. */
export function ModelChoice({ source, model, choose }: ModelChoiceProps): ReactElement {
  const { t } = useLanguage();
  const picker = useRef<HTMLInputElement>(null);
  const [unreadable, setUnreadable] = useState(false);
  const drawings = keptDrawings();
  const drawn = drawings.find(({ xml }) => model.kind === 'text' && xml === model.bpmnXml);
  const value =
    model.kind === 'version' ? `version ${String(model.version)}` : drawn === undefined ? OWN : `drawing ${drawn.drawing}`;
  const bring = async (file: File): Promise<void> => {
    const bpmnXml = await file.text();
    const { id, name } = processOf(bpmnXml);
    setUnreadable(id === '');
    if (id !== '') choose({ kind: 'text', name: `${name} (${file.name})`, bpmnXml });
  };
  return (
    <div className="filters">
      <ChoiceField
        id="what-if-model"
        label={t('whatIf.model')}
        value={value}
        choose={(chosen) => {
          const [kind, ...rest] = chosen.split(' ');
          const name = rest.join(' ');
          const drawing = drawings.find((one) => kind === 'drawing' && one.drawing === name);
          if (kind === 'version') choose({ kind: 'version', processId: source.id, version: Number(name) });
          else if (drawing !== undefined)
            choose({ kind: 'text', name: drawing.name === '' ? t('models.newName') : drawing.name, bpmnXml: drawing.xml });
        }}
        options={[
          ...source.versions.map(({ version }) => ({
            value: `version ${String(version)}`,
            text: t('whatIf.modelVersion', { version }),
          })),
          ...drawings.map(({ drawing, name }) => ({
            value: `drawing ${drawing}`,
            text: t('whatIf.modelDrawing', { name: name === '' ? t('models.newName') : name }),
          })),
          ...(value === OWN && model.kind === 'text' ? [{ value: OWN, text: model.name }] : []),
        ]}
      />
      <input
        ref={picker}
        type="file"
        accept=".bpmn,.xml"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('whatIf.modelFile')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void bring(file);
        }}
      />
      <button type="button" className="button" onClick={() => picker.current?.click()}>
        {t('whatIf.modelFile')}
      </button>
      {unreadable ? (
        <p className="field-wrong" role="alert">
          {t('models.unreadable')}
        </p>
      ) : null}
    </div>
  );
}
