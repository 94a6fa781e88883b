import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { Failure } from '../features/failure/failure.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useChange } from '../queries.ts';
import { DemoProgress } from '../shell/demo-progress.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';

/** Who are you? Stands at whatever address was asked for, so that one lands there afterwards. */
export function SignIn(): ReactElement {
  const { t } = useLanguage();
  const client = useQueryClient();
  const signIn = useChange('signIn', []);
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  useEffect(() => {
    document.title = `${t('signIn.title')} · Eiga`;
  }, [t]);
  return (
    <>
      <header className="shell-header">
        <div className="shell-bar">
          <span className="shell-brand">
            <img src="/icon.svg" alt="" width={28} height={28} />
            {t('shell.brand')}
          </span>
          <div className="shell-person">
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <DemoProgress />
      <main id="content" className="sign-in">
        <form
          className="card stack"
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate(
              { body: { user: user.trim(), password } },
              {
                onSuccess: (session) => {
                  client.setQueryData(['whoAmI', {}], session);
                },
              },
            );
          }}
        >
          <div>
            <h1>{t('signIn.title')}</h1>
            <p className="soft">{t('signIn.lead')}</p>
          </div>
          {signIn.isError ? <Failure error={signIn.error} /> : null}
          <div className="field">
            <label htmlFor="user">{t('signIn.user')}</label>
            <input
              id="user"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              value={user}
              onChange={(event) => {
                setUser(event.target.value);
              }}
            />
          </div>
          <div className="field">
            <label htmlFor="password">{t('signIn.password')}</label>
            <input
              id="password"
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => {
                setPassword(event.target.value);
              }}
            />
          </div>
          <button type="submit" className="button main" disabled={signIn.isPending}>
            {signIn.isPending ? t('signIn.checking') : t('signIn.submit')}
          </button>
        </form>
      </main>
    </>
  );
}
