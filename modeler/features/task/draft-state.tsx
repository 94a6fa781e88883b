import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import type { DraftState as State } from './use-draft.ts';

/** Whether what is typed is safe. */
export function DraftState({ state }: { readonly state: State }): ReactElement | null {
  const { t, format } = useLanguage();
  switch (state.kind) {
    case 'none':
      return null;
    case 'typing':
      return <p className="small soft">{t('draft.typing')}</p>;
    case 'saved':
      return <p className="small soft">{t('draft.saved', { at: format.instant(state.at) })}</p>;
    case 'failed':
      return (
        <p className="notice warn" role="alert">
          {t('draft.failed')}
        </p>
      );
    default:
      state satisfies never;
      return null;
  }
}
