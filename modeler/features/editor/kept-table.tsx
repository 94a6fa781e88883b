import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { Confirm } from '../page/confirm.tsx';
import type { KeptDrawing } from './kept-drawings.ts';

interface KeptTableProps {
  readonly kept: readonly KeptDrawing[];
  readonly discard: (drawing: string) => void;
}

/** Drawings of this browser that wait to be deployed. */
export function KeptTable({ kept, discard }: KeptTableProps): ReactElement {
  const { t, format } = useLanguage();
  const [asked, setAsked] = useState<KeptDrawing | null>(null);
  return (
    <section className="card stack" aria-labelledby="kept">
      <h2 id="kept">{t('models.kept')}</h2>
      <ul className="kept-drawings">
        {kept.map((drawing) => (
          <li key={drawing.drawing} className="row">
            <Link to="/models/$drawing" params={{ drawing: drawing.drawing }}>
              {drawing.name === '' ? t('models.newName') : drawing.name}
            </Link>
            <span className="soft small">{t('models.keptAt', { at: format.instant(drawing.keptAt) })}</span>
            <button
              type="button"
              className="button small danger"
              onClick={() => {
                setAsked(drawing);
              }}
            >
              {t('models.discard')}
              <span className="visually-hidden"> {drawing.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {asked === null ? null : (
        <Confirm
          title={t('models.discardTitle')}
          yes={t('models.discard')}
          danger
          close={() => {
            setAsked(null);
          }}
          agree={() => {
            discard(asked.drawing);
            setAsked(null);
          }}
        >
          <p>{t('models.discardLead', { name: asked.name })}</p>
        </Confirm>
      )}
    </section>
  );
}
