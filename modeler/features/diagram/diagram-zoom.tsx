import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Canvas } from './diagram-services.ts';
import { fit } from './fit.ts';

const STEP = 1.25;

/** Larger, smaller, whole: by button, since the wheel belongs to the page. */
export function DiagramZoom({ canvas }: { readonly canvas: Canvas }): ReactElement {
  const { t } = useLanguage();
  const zoom = (factor: number): void => {
    const now = canvas.viewbox();
    canvas.zoom((now.outer.width / now.width) * factor, 'auto');
  };
  return (
    <div className="diagram-zoom" role="group" aria-label={t('diagram.zoom')}>
      <button
        type="button"
        className="button small"
        aria-label={t('diagram.larger')}
        onClick={() => {
          zoom(STEP);
        }}
      >
        +
      </button>
      <button
        type="button"
        className="button small"
        aria-label={t('diagram.smaller')}
        onClick={() => {
          zoom(1 / STEP);
        }}
      >
        −
      </button>
      <button
        type="button"
        className="button small"
        onClick={() => {
          fit(canvas);
        }}
      >
        {t('diagram.whole')}
      </button>
    </div>
  );
}
