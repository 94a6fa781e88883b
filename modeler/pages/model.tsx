import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { blankModel } from '../features/editor/blank-model.ts';
import { Editor } from '../features/editor/editor.tsx';
import { processOf } from '../features/editor/go-to.ts';
import { forgetDrawing, keptDrawing } from '../features/editor/kept-drawings.ts';
import { Answered } from '../features/page/answered.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const route = getRouteApi('/models/$drawing');

/** A version of a model, or a new one, in the editor. */
export function ModelPage(): ReactElement {
  const { drawing } = route.useParams();
  return drawing.startsWith('new-') ? (
    <NewModel key={drawing} drawing={drawing} />
  ) : (
    <DeployedModel key={drawing} drawing={drawing} />
  );
}

function NewModel({ drawing }: { readonly drawing: string }): ReactElement {
  const { t } = useLanguage();
  // Made once: another language must not make another model.
  const [xml] = useState(() => keptDrawing(drawing)?.xml ?? blankModel(`process-${drawing.slice(4)}`, t('models.newName')));
  return <Opened drawing={drawing} xml={xml} restored={keptDrawing(drawing) !== undefined} />;
}

function DeployedModel({ drawing }: { readonly drawing: string }): ReactElement {
  const { t } = useLanguage();
  const definition = useAnswer('getDefinition', { params: { definitionKey: drawing } });
  const [kept, setKept] = useState(() => keptDrawing(drawing));
  return (
    <Answered question={definition} title={t('place.models')}>
      {(version) => (
        <Opened
          key={kept === undefined ? 'deployed' : 'kept'}
          drawing={drawing}
          xml={kept?.xml ?? version.xml}
          resourceName={version.resourceName}
          version={version.version}
          restored={kept !== undefined}
          discard={() => {
            forgetDrawing(drawing);
            setKept(undefined);
          }}
        />
      )}
    </Answered>
  );
}

interface OpenedProps {
  readonly drawing: string;
  readonly xml: string;
  readonly resourceName?: string;
  readonly version?: number;
  readonly restored: boolean;
  readonly discard?: () => void;
}

function Opened({ drawing, xml, resourceName, version, restored, discard }: OpenedProps): ReactElement {
  const { t } = useLanguage();
  const { name, id } = useMemo(() => processOf(xml), [xml]);
  const title = name === '' ? id : name;
  return (
    <>
      <div className="editor-head">
        <PageHead title={version === undefined ? title : t('process.version', { name: title, version })} />
        {restored && discard ? (
          <p className="notice warn row">
            {t('editor.restored')}
            <button type="button" className="button small" onClick={discard}>
              {t('editor.discard')}
            </button>
          </p>
        ) : null}
      </div>
      <Editor drawing={drawing} xml={xml} restored={restored} {...(resourceName === undefined ? {} : { resourceName })} />
    </>
  );
}
