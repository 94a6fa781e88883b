import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { processOf } from '../features/editor/go-to.ts';
import { forgetDrawing, keepDrawing, keptDrawings, newDrawing } from '../features/editor/kept-drawings.ts';
import { KeptTable } from '../features/editor/kept-table.tsx';
import { ProcessTable } from '../features/editor/process-table.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

/** All processes with their versions, and the drawings that are not deployed yet. */
export function Models(): ReactElement {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const processes = useAnswer('listProcesses', {});
  const picker = useRef<HTMLInputElement>(null);
  const [kept, setKept] = useState(keptDrawings);
  const [unreadable, setUnreadable] = useState(false);
  const bring = async (file: File): Promise<void> => {
    const xml = await file.text();
    const { id, name } = processOf(xml);
    if (id === '') {
      setUnreadable(true);
      return;
    }
    const drawing = newDrawing();
    keepDrawing({ drawing, xml, name, keptAt: new Date().toISOString() });
    await navigate({ to: '/models/$drawing', params: { drawing } });
  };
  return (
    <>
      <PageHead title={t('models.title')} lead={t('models.lead')}>
        <input
          ref={picker}
          type="file"
          accept=".bpmn,.xml"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('models.import')}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) void bring(file);
          }}
        />
        <button type="button" className="button" onClick={() => picker.current?.click()}>
          {t('models.import')}
        </button>
        <Link to="/models/$drawing" params={{ drawing: newDrawing() }} className="button main" preload={false}>
          {t('models.new')}
        </Link>
      </PageHead>
      {unreadable ? (
        <p className="notice bad" role="alert">
          {t('models.unreadable')}
        </p>
      ) : null}
      {kept.length === 0 ? null : (
        <KeptTable
          kept={kept}
          discard={(drawing) => {
            forgetDrawing(drawing);
            setKept(keptDrawings());
          }}
        />
      )}
      <Answered question={processes}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('models.emptyTitle')}>{t('models.empty')}</Empty>
          ) : (
            <ProcessTable processes={items} />
          )
        }
      </Answered>
    </>
  );
}
