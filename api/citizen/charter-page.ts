/** The citizens' charter: what is promised, how far it was kept in the last quarter that is over, and what to do when it was not. */
import { inLanguage, type KeptStandard, type ListedService } from '../../programme/index.ts';
import type { ProcessName } from '../answers/process-names.ts';
import type { ComplianceJson } from '../contract/standards.ts';
import { html, type Html, type Part } from './html.ts';
import type { Language } from './words.ts';

export interface Promised {
  readonly standard: KeptStandard;
  readonly process: ProcessName;
  /** null: no case has been decided in a quarter that is over. */
  readonly quarter: ComplianceJson | null;
  /** Services that it is promised for, with their cards. */
  readonly services: readonly ListedService[];
}

const WORDS = {
  lt: {
    title: 'Piliečių chartija',
    lead: 'Ką jums pažadame ir kaip pažadų laikomės. Skaičiai – iš tikrų prašymų, skaičiuojami automatiškai.',
    none: 'Šiuo metu chartijoje pažadų nėra.',
    answeredWithin: (days: number, share: string) => `Atsakome per ${workingDaysLt(days)} ne mažiau kaip ${share} atvejų.`,
    inTime: (share: string) => `Teisės aktų nustatyto termino laikomės ne mažiau kaip ${share} atvejų.`,
    firstTimeRight: (share: string) => `Ne mažiau kaip ${share} atvejų nieko nereikia daryti antrą kartą.`,
    kept: (span: string, share: string, n: number) => `Praėjusį ketvirtį (${span}) įvykdyta ${share}; išspręsta prašymų: ${n}.`,
    satisfied: (share: string) => `Ne mažiau kaip ${share} atsakiusiųjų mus vertina 4 arba 5 balais iš 5.`,
    liked: (span: string, share: string, n: number) =>
      `Praėjusį ketvirtį (${span}) taip įvertino ${share}; atsakė gyventojų: ${n}.`,
    few: (span: string) => `Praėjusį ketvirtį (${span}) prašymų buvo per mažai, kad skelbtume skaičių.`,
    unknown: 'Praėjusį ketvirtį tokių prašymų nebuvo.',
    broken: 'Jei pažado neįvykdėme',
    complainOfCase: 'Jei jau pateikėte prašymą, skundą galite parašyti jo puslapyje:',
    ofCase: '„Kur mano prašymas“',
    complain: 'Kaip pateikti skundą, rašoma paslaugos kortelėje:',
    complainAnywhere:
      'Kreipkitės į instituciją, kuriai pateikėte prašymą, arba apskųskite jos delsimą administracinių ginčų komisijai.',
  },
  en: {
    title: 'Citizens’ charter',
    lead: 'What we promise you, and how far we keep it. The figures come from real requests and are worked out automatically.',
    none: 'There are no promises in the charter at present.',
    answeredWithin: (days: number, share: string) => `We answer within ${days} working days in at least ${share} of cases.`,
    inTime: (share: string) => `We keep the statutory term in at least ${share} of cases.`,
    firstTimeRight: (share: string) => `In at least ${share} of cases nothing has to be done a second time.`,
    kept: (span: string, share: string, n: number) =>
      `In the last quarter (${span}) it was kept in ${share}; requests decided: ${n}.`,
    satisfied: (share: string) => `At least ${share} of those who answer rate us 4 or 5 of 5.`,
    liked: (span: string, share: string, n: number) => `In the last quarter (${span}) ${share} did; people who answered: ${n}.`,
    few: (span: string) => `In the last quarter (${span}) there were too few requests to publish a figure.`,
    unknown: 'There were no such requests in the last quarter.',
    broken: 'If we have not kept a promise',
    complainOfCase: 'If you have made a request, you can complain on its page:',
    ofCase: '“Where my request is”',
    complain: 'How to complain is on the card of the service:',
    complainAnywhere:
      'Turn to the institution that has your request, or complain of its delay to the commission on administrative disputes.',
  },
} as const;

export function charterTitle(language: Language): string {
  return WORDS[language].title;
}

export function charterPage(promised: readonly Promised[], language: Language): Html {
  const words = WORDS[language];
  const services = [...new Map(promised.flatMap((one) => one.services).map((one) => [one.card.code, one] as const)).values()];
  return html`<h1>${words.title}</h1>
    <p class="lead">${words.lead}</p>
    ${promised.length === 0 ? html`<p>${words.none}</p>` : promised.map((one) => promisePart(one, language))}
    <h2>${words.broken}</h2>
    ${
      services.length === 0
        ? html`<p>${words.complainAnywhere}</p>`
        : html`<p>${words.complain}</p>
            <ul>
              ${services.map(
                ({ card }) =>
                  html`<li>
                    <a href="/services/${encodeURIComponent(card.code)}?lang=${language}">${inLanguage(card.title, language)}</a>
                  </li>`,
              )}
            </ul>`
    }
    <p>${words.complainOfCase} <a href="/status?lang=${language}">${words.ofCase}</a>.</p>`;
}

function promisePart({ standard: { body }, process, quarter }: Promised, language: Language): Part {
  const words = WORDS[language];
  const percent = (share: number): string =>
    new Intl.NumberFormat(language === 'lt' ? 'lt-LT' : 'en-GB', { style: 'percent', maximumFractionDigits: 1 }).format(share);
  const { promise } = body;
  const share = percent(promise.share);
  const said = promise.kind === 'answeredWithin' ? words.answeredWithin(promise.workingDays, share) : words[promise.kind](share);
  const kept = promise.kind === 'satisfied' ? words.liked : words.kept;
  return html`<section>
    <h2>${inLanguage(body.title, language)}</h2>
    <p><strong>${named(process, language)}.</strong> ${said}</p>
    <p>
      ${
        quarter === null
          ? words.unknown
          : quarter.share === null
            ? words.few(spanOf(quarter))
            : kept(spanOf(quarter), percent(quarter.share), quarter.n)
      }
    </p>
  </section>`;
}

/** Models are Lithuanian: what has no English name is said to be Lithuanian. */
function named({ own, en }: ProcessName, language: Language): Part {
  return language === 'lt' ? own : (en ?? html`<span lang="lt">${own}</span>`);
}

/** In the accusative: per 1 darbo dieną, 2 darbo dienas, 10 darbo dienų. */
function workingDaysLt(days: number): string {
  const form = new Intl.PluralRules('lt-LT').select(days);
  return `${String(days)} darbo ${form === 'one' ? 'dieną' : form === 'few' ? 'dienas' : 'dienų'}`;
}

/** Days, both in it. */
function spanOf({ from, to }: ComplianceJson): string {
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return `${from} – ${last}`;
}
