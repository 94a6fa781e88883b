import { useState } from 'react';
import type { ReactElement } from 'react';
import { inLanguage } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Answered } from '../page/answered.tsx';

const MOST = 12;

/** Finds the service that the applicant has come for, by words of its card or its code. */
export function ServiceChoice({ choose }: { readonly choose: (code: string) => void }): ReactElement {
  const { t, language } = useLanguage();
  const [text, setText] = useState('');
  const services = useAnswer('listServices', { query: { text, status: 'active', limit: MOST } }, { keep: true });
  return (
    <section className="card stack" aria-labelledby="desk-service">
      <h2 id="desk-service">{t('desk.service')}</h2>
      <div className="field">
        <label htmlFor="desk-search">{t('desk.search')}</label>
        <input id="desk-search" type="search" maxLength={200} value={text} onChange={({ target }) => setText(target.value)} />
      </div>
      <Answered question={services}>
        {({ items, total }) => (
          <>
            <p className="soft" role="status">
              {t('desk.found', { shown: items.length, total })}
            </p>
            <ul className="desk-services">
              {items.map(({ code, title }) => (
                <li key={code}>
                  <button type="button" className="button" onClick={() => choose(code)}>
                    <span lang={language === 'en' && title.en === undefined ? 'lt' : undefined}>
                      {inLanguage(title, language)}
                    </span>
                    <span className="soft">{code}</span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </section>
  );
}
