/** The public card of a service: who, which documents, how long, what it costs, where, what comes of it, how to appeal, how it is handled. */
import { CARD_WORDS, personsSaid } from '../../programme/card/card-words.ts';
import { type CardTerm, type InBoth, inLanguage, type ServiceCard, termOn } from '../../programme/index.ts';
import { Html, html, type Part } from './html.ts';
import type { Step } from './scheme/steps.ts';
import { type Language, WORDS } from './words.ts';

export interface PublicCard {
  readonly card: ServiceCard;
  readonly version: number;
  /** Day of the version. */
  readonly changedOn: string;
  readonly today: string;
  readonly owner: string;
  /** Absent without a model. */
  readonly scheme?: { readonly svg: string | undefined; readonly bands: string | undefined; readonly steps: readonly Step[] };
  readonly language: Language;
}

export function serviceCardPage({ card, version, changedOn, today, owner, scheme, language }: PublicCard): Html {
  const words = WORDS[language];
  const of = CARD_WORDS[language];
  const say = (text: InBoth): Html => {
    const words = inLanguage(text, language);
    const spoken = language === 'en' && text.en === undefined ? html` lang="lt"` : '';
    return words.includes('\n') || spoken !== '' ? html`<span class="prose" ${spoken}>${words}</span>` : html`${words}`;
  };
  const list = (items: readonly Part[]): Part =>
    items.length === 0
      ? undefined
      : html`<ul>
          ${items.map((item) => html`<li>${item}</li>`)}
        </ul>`;
  const documents = (from: 'person' | 'institution'): Part =>
    list(
      card.documents
        .filter((one) => one.from === from)
        .map(
          ({ name, register }) =>
            html`${say(name)}${register === undefined ? '' : html` <span class="soft">(${words.register}: ${register})</span>`}`,
        ),
    );
  const term = termOn(card.terms, today);
  const rows: readonly (readonly [string, Part])[] = [
    [words.who, html`${personsSaid(card.persons, language)}${list(card.requirements.map(say))}`],
    [words.documents, documents('person') ?? words.unstated],
    [words.registers, documents('institution')],
    [words.forms, list(card.forms.map(({ name, url }) => html`<a href="${url}">${say(name)}</a>`))],
    [words.term, term === undefined ? words.unstated : termSaid(term, language)],
    [words.fee, costSaid(card, language, say) ?? words.unstated],
    [
      words.channels,
      list(
        card.channels.map(
          ({ kind, where, hours }) =>
            html`<strong>${of.channel[kind]}</strong
              >${where === undefined ? '' : html`: ${linked(inLanguage(where, language))}`}${hours === undefined ? '' : html` (${say(hours)})`}`,
        ),
      ) ?? words.unstated,
    ],
    [words.result, card.result === undefined ? words.unstated : say(card.result)],
    [words.appeal, card.appeal === undefined ? words.unstated : say(card.appeal)],
    [words.responsible, html`${owner}${card.responsible === undefined ? '' : html`, ${say(card.responsible)}`}`],
    [words.languages, card.languages.map((one) => of.language[one]).join(', ')],
    [
      words.acts,
      card.legalActs.length === 0
        ? words.unstated
        : html`<ul class="acts" lang="lt">
            ${card.legalActs.map(({ title, url }) => html`<li>${url === undefined ? title : html`<a href="${url}">${title}</a>`}</li>`)}
          </ul>`,
    ],
  ];
  const partly =
    language === 'en' &&
    [card.title, card.description, card.result, card.appeal].some((text) => text !== undefined && text.en === undefined);
  return html`<p class="screen small"><a href="/services?lang=${language}">${words.back}</a></p>
    <h1>${say(card.title)}</h1>
    ${partly ? html`<p class="notice">${words.onlyLithuanian}</p>` : ''}
    ${card.description === undefined ? '' : html`<p class="lead">${say(card.description)}</p>`}
    <dl class="summary">
      ${rows.map(([name, value]) =>
        value === undefined
          ? ''
          : html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div> `,
      )}
    </dl>
    ${scheme === undefined ? '' : schemeSaid(scheme, card, language)}
    <p class="small soft">
      ${words.code}: ${card.code}. ${words.version}: ${version} (${changedOn}).<span class="screen"> ${words.print}</span>
    </p>`;
}

function termSaid(term: CardTerm, language: Language): Html {
  const words = WORDS[language];
  const length = term.unit === 'working' ? words.working(term.days) : words.calendar(term.days);
  return html`<strong>${length}</strong>
    ${words.from[term.startsFrom]}.${term.extension === undefined ? '' : ` ${words.extended(term.extension.days)}`}${term.restartsOnClarification ? ` ${words.restarted}` : ''}
    <span class="small soft">${words.basis}: <span lang="lt">${term.legalAct}</span></span>`;
}

function costSaid({ cost }: ServiceCard, language: Language, say: (text: InBoth) => Html): Part {
  const words = WORDS[language];
  if (cost === undefined) return undefined;
  return cost.kind === 'free'
    ? words.free
    : html`<strong>${words.euros(cost.cents)}</strong>${cost.note === undefined ? '' : html` ${say(cost.note)}`}`;
}

/** An address of the web or of e-mail leads there. */
function linked(text: string): Part {
  if (/^https?:\/\/[^\s<>"']+$/.test(text)) return html`<a href="${text}">${text}</a>`;
  if (/^[^\s@<>"']+@[^\s@<>"']+\.[a-z]{2,}$/i.test(text)) return html`<a href="mailto:${text}">${text}</a>`;
  return text;
}

function schemeSaid({ svg, bands, steps }: NonNullable<PublicCard['scheme']>, { code }: ServiceCard, language: Language): Part {
  const words = WORDS[language];
  return html`<h2>${words.scheme}</h2>
    ${
      svg === undefined
        ? ''
        : html`<p>${words.schemeLead}</p>
            <div class="scheme${bands === undefined ? '' : ' wide'}" tabindex="0" role="group" aria-label="${words.scheme}">
              ${new Html(svg)}
            </div>
            ${bands === undefined ? '' : html`<div class="bands" aria-hidden="true">${new Html(bands)}</div>`}
            <p class="screen small">
              <a href="/services/${encodeURIComponent(code)}/scheme.svg?lang=${language}">${words.schemeFile}</a>
            </p>`
    }
    <section class="steps" aria-labelledby="steps">
      <h2 id="steps">${words.steps}</h2>
      ${stepList(steps, language)}
    </section>`;
}

function stepList(steps: readonly Step[], language: Language): Part {
  const words = WORDS[language];
  return html`<ol>
    ${steps.map(({ number, name, kind, who, next, inside }) => {
      const about = [who, words.stepKind[kind]].filter((text) => text !== undefined && text !== '').join('; ');
      const onward = next
        .filter(({ to }) => to !== '')
        .map(({ to, when }) => (when === undefined ? to : `${to} (${when})`))
        .join(', ');
      return html`<li>
        <span class="number">${number}.</span>
        ${name === '' ? words.unnamed : name}${about === '' ? '' : html` <span class="soft">(${about})</span>`}${onward === '' ? '' : html` <span class="soft">– ${words.then}: ${onward}</span>`}${inside.length === 0 ? '' : stepList(inside, language)}
      </li> `;
    })}
  </ol>`;
}
