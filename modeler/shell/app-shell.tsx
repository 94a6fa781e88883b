import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useMatches } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Session } from '../../api/contract.ts';
import { Announcements } from '../features/announcements/announcements.tsx';
import { PlaceMenu } from '../features/page/place-menu.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useChange } from '../queries.ts';
import { SessionProvider, placesOf } from '../session.tsx';
import { DemoProgress } from './demo-progress.tsx';
import { LanguageSwitch } from './language-switch.tsx';

/** Header, places, and the page below them. */
export function AppShell({ session }: { readonly session: Session }): ReactElement {
  const { t, language } = useLanguage();
  const client = useQueryClient();
  const signOut = useChange('signOut', []);
  const setLanguage = useChange('setLanguage', []);
  const full = useMatches().some((match) => match.staticData.full === true);
  const unit = session.units[0];
  const unitName = unit === undefined ? '' : language === 'en' ? (unit.nameEn ?? unit.name) : unit.name;
  return (
    <SessionProvider value={session}>
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <header className="shell-header">
        <div className="shell-bar">
          <Link to="/" className="shell-brand">
            <img src="/icon.svg" alt="" width={28} height={28} />
            {t('shell.brand')}
          </Link>
          <PlaceMenu label={t('shell.navigation')} className="shell-navigation">
            <ul>
              {placesOf(session).map((place) => (
                <li key={place.path}>
                  <Link to={place.path}>{t(`place.${place.name}`)}</Link>
                </li>
              ))}
            </ul>
          </PlaceMenu>
          <div className="shell-person">
            <span>
              {session.name}
              {unitName === '' ? null : ` · ${unitName}`}
            </span>
            <LanguageSwitch
              chosen={(next) => {
                setLanguage.mutate({ body: { language: next } });
              }}
            />
            <button
              type="button"
              className="quiet-on-accent"
              onClick={() => {
                signOut.mutate(
                  {},
                  {
                    onSettled: () => {
                      client.clear();
                      client.setQueryData(['whoAmI', {}], null);
                    },
                  },
                );
              }}
            >
              {t('shell.signOut')}
            </button>
          </div>
        </div>
      </header>
      <DemoProgress />
      <main id="content" tabIndex={-1} className={full ? 'shell-main full' : 'shell-main'}>
        <Outlet />
      </main>
      <Announcements />
    </SessionProvider>
  );
}
