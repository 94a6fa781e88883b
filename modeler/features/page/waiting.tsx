import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

/** Something is on its way. */
export function Waiting({ what }: { readonly what?: string }): ReactElement {
  const { t } = useLanguage();
  return (
    <p role="status" className="soft waiting">
      {what ?? t('state.loading')}
    </p>
  );
}
