import type { ReactElement } from 'react';
import { useQuery } from '@tanstack/react-query';
import { I18nProvider } from 'react-aria-components';
import type { Session } from '../../api/contract.ts';
import { ApiFailure, call } from '../api-client.ts';
import { Failure } from '../features/failure/failure.tsx';
import { Waiting } from '../features/page/waiting.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { SignIn } from '../pages/sign-in.tsx';
import { AppShell } from './app-shell.tsx';

/** Nobody passes without a session; the page behind it is drawn only with one. */
export function Gate(): ReactElement {
  const { language } = useLanguage();
  const session = useQuery<Session | null>({
    queryKey: ['whoAmI', {}],
    queryFn: ({ signal }) => whoIsIt(signal),
    staleTime: 60_000,
  });
  return <I18nProvider locale={language === 'lt' ? 'lt-LT' : 'en-GB'}>{within(session)}</I18nProvider>;
}

function within(session: { data: Session | null | undefined; error: Error | null; refetch: () => unknown }): ReactElement {
  if (session.data) return <AppShell session={session.data} />;
  if (session.data === null) return <SignIn />;
  return (
    <main className="shell-main">
      {session.error ? <Failure error={session.error} again={() => void session.refetch()} /> : <Waiting />}
    </main>
  );
}

async function whoIsIt(signal: AbortSignal): Promise<Session | null> {
  try {
    return await call('whoAmI', {}, signal);
  } catch (error) {
    if (error instanceof ApiFailure && error.code === 'notSignedIn') return null;
    throw error;
  }
}
