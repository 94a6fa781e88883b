/** The public list: search without JavaScript, services by field. */
import { CARD_WORDS } from '../../programme/card/card-words.ts';
import { inLanguage, PERSON_KINDS, SERVICE_FIELDS, type ServiceCard } from '../../programme/index.ts';
import { html, type Html, type Part } from './html.ts';
import { type Language, WORDS } from './words.ts';

export interface PublicSearch {
  readonly text: string;
  readonly persons: string;
  readonly field: string;
}

export function serviceListPage(cards: readonly ServiceCard[], search: PublicSearch, language: Language): Html {
  const words = WORDS[language];
  const of = CARD_WORDS[language];
  const option = (value: string, label: string, chosen: string): Html =>
    html`<option value="${value}" ${value === chosen ? html` selected` : ''}>${label}</option>`;
  const fields = SERVICE_FIELDS.filter((field) => cards.some((card) => card.field === field));
  const isSearch = search.text !== '';
  return html`<h1>${words.services}</h1>
    <p class="lead">${words.lead}</p>
    <form class="search" action="/services" method="get" role="search">
      <input type="hidden" name="lang" value="${language}" />
      <div>
        <label for="q">${words.search}</label><span class="hint" id="q-hint">${words.hint}</span>
        <input id="q" name="q" type="search" maxlength="200" value="${search.text}" aria-describedby="q-hint" />
      </div>
      <div>
        <label for="persons">${words.forWhom}</label>
        <select id="persons" name="persons">
          ${option('', words.anyone, search.persons)}${PERSON_KINDS.map((kind) => option(kind, of.persons[kind], search.persons))}
        </select>
      </div>
      <div>
        <label for="field">${words.field}</label>
        <select id="field" name="field">
          ${option('', words.anyField, search.field)}${SERVICE_FIELDS.map((field) => option(field, of.field[field], search.field))}
        </select>
      </div>
      <div><button type="submit">${words.find}</button></div>
    </form>
    <p role="status">${words.found(cards.length)}</p>
    ${cards.length === 0 ? html`<p>${words.nothing}</p>` : ''}
    ${
      isSearch
        ? list(cards, language)
        : fields.map(
            (field) =>
              html`<h2 id="${field}">${of.field[field]}</h2>
                ${list(
                  cards.filter((card) => card.field === field),
                  language,
                )}`,
          )
    }`;
}

function list(cards: readonly ServiceCard[], language: Language): Part {
  return html`<ul class="services">
    ${cards.map((card) => html`<li><a href="/services/${encodeURIComponent(card.code)}?lang=${language}" ${foreign(card, language)}>${inLanguage(card.title, language)}</a></li> `)}
  </ul>`;
}

/** A title that is there in Lithuanian only says so to a screen reader. */
function foreign({ title }: ServiceCard, language: Language): Part {
  return language === 'en' && title.en === undefined ? html` lang="lt"` : '';
}
