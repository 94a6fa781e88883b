import type { ReactElement, ReactNode } from 'react';
import type { InBoth, ServiceCard } from '../../../programme/card/service-card.ts';
import { CARD_WORDS, personsSaid } from '../../../programme/card/card-words.ts';
import { inLanguage } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';

/** The card in the order of the Lithuanian description; what is not stated says so. */
export function ServiceRows({ card, version }: { readonly card: ServiceCard; readonly version: number }): ReactElement {
  const { t, language, format } = useLanguage();
  const words = CARD_WORDS[language];
  const units = useAnswer('listUnits', {});
  const owner = units.data?.items.find(({ unit }) => unit === card.owner);
  const say = (text: InBoth | undefined): ReactNode =>
    text === undefined ? undefined : (
      <span className="prose" lang={language === 'en' && text.en === undefined ? 'lt' : undefined}>
        {inLanguage(text, language)}
      </span>
    );
  const list = (items: readonly ReactNode[]): ReactNode =>
    items.length === 0 ? undefined : (
      <ul>
        {items.map((item, index) => (
          <li key={index}>{item}</li>
        ))}
      </ul>
    );
  const documents = (from: 'person' | 'institution'): ReactNode =>
    list(
      card.documents
        .filter((one) => one.from === from)
        .map(({ name, register }) => (
          <>
            {say(name)}
            {register === undefined ? null : <span className="soft"> ({register})</span>}
          </>
        )),
    );
  const { cost } = card;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('card.code'), card.code],
    [t('services.version'), String(version)],
    [t('card.title'), say(card.title)],
    [t('card.description'), say(card.description)],
    [t('card.kind'), words.kind[card.kind]],
    [t('card.field'), words.field[card.field]],
    [t('card.persons'), personsSaid(card.persons, language)],
    [t('card.list.requirements'), list(card.requirements.map(say))],
    [
      t('card.list.legalActs'),
      list(card.legalActs.map(({ title, url }) => (url === undefined ? title : <a href={url}>{title}</a>))),
    ],
    [words.from.person, documents('person')],
    [words.from.institution, documents('institution')],
    [t('card.owner'), owner === undefined ? card.owner : language === 'en' ? (owner.nameEn ?? owner.name) : owner.name],
    [t('card.responsible'), say(card.responsible)],
    [
      t('card.term'),
      list(
        card.terms.map(({ days, unit, legalAct, validFrom }) => (
          <>
            {t(`services.days.${unit}`, { count: days })}
            <span className="soft">
              {' '}
              ({legalAct}; {t('services.since', { day: format.day(validFrom) })})
            </span>
          </>
        )),
      ),
    ],
    [
      t('card.cost.kind'),
      cost === undefined ? undefined : cost.kind === 'free' ? (
        t('card.choice.free')
      ) : (
        <>
          {t('services.euros', { amount: format.number(cost.cents / 100, 2) })} {say(cost.note)}
        </>
      ),
    ],
    [t('card.result'), say(card.result)],
    [
      t('card.list.channels'),
      list(
        card.channels.map(({ kind, where, hours }) => (
          <>
            {words.channel[kind]}
            {where === undefined ? null : <>: {say(where)}</>}
            {hours === undefined ? null : <span className="soft"> ({inLanguage(hours, language)})</span>}
          </>
        )),
      ),
    ],
    [t('card.list.forms'), list(card.forms.map(({ name, url }) => <a href={url}>{inLanguage(name, language)}</a>))],
    [t('card.appeal'), say(card.appeal)],
    [t('card.list.events'), list(card.events.map(({ kind, name }) => `${words.event[kind]}: ${inLanguage(name, language)}`))],
    [t('card.keywords'), [...card.keywords.lt, ...card.keywords.en].join(', ') || undefined],
    [t('card.languages'), card.languages.map((one) => words.language[one]).join(', ')],
  ];
  return (
    <dl className="card-rows">
      {rows.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value ?? <span className="soft">{t('card.choice.unstated')}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
