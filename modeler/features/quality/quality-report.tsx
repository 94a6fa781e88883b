import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Answered } from '../page/answered.tsx';
import { QualityTable } from './quality-table.tsx';
import './quality.css';

/** How far the figures of an imported log can be trusted. */
export function QualityReport({ logKey }: { readonly logKey: string }): ReactElement {
  const { t } = useLanguage();
  const quality = useAnswer('getLogQuality', { params: { logKey } });
  return (
    <section className="stack" aria-labelledby="quality">
      <h2 id="quality">{t('quality.title')}</h2>
      <Answered question={quality}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="notice good">{t('quality.none')}</p>
          ) : (
            <>
              <p className="soft">{t('quality.lead')}</p>
              <QualityTable problems={items} />
            </>
          )
        }
      </Answered>
    </section>
  );
}
