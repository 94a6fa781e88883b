import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

/** How far the demo municipality is, while it loads; when it is there, every answer is asked for anew. */
export function DemoProgress(): ReactElement | null {
  const { t, language, format } = useLanguage();
  const client = useQueryClient();
  const loading = useRef(false);
  const status = useAnswer('getDemoStatus', {}, { refetchInterval: 1_000 });
  const state = status.data?.state;
  useEffect(() => {
    if (state === 'loading') loading.current = true;
    else if (state === 'ready' && loading.current) {
      loading.current = false;
      void client.invalidateQueries();
    }
  }, [state, client]);
  if (status.data === undefined || state === 'off' || state === 'ready') return null;
  if (state === 'failed') {
    return (
      <div className="demo-progress" role="alert">
        {t('shell.demoFailed')} {status.data.words[language]}
      </div>
    );
  }
  const { fraction, words } = status.data;
  return (
    <div className="demo-progress" role="status">
      <span>{t('shell.demoLoading')}</span>
      <progress max={1} value={fraction} aria-label={t('shell.demoLoading')} />
      <span className="figure">{format.share(fraction)}</span>
      <span>{words[language]}</span>
    </div>
  );
}
