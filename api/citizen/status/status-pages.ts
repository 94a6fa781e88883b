/** The pages of a case: the form that asks for number and code, the case itself, and the question before it is withdrawn. */
import { html, type Html, type Part } from '../html.ts';
import type { Language } from '../words.ts';
import type { CaseTold, MessageTold } from './case-told.ts';
import { STATUS_WORDS, type StatusWords } from './status-words.ts';

export interface Asked {
  readonly number: string;
  readonly wrong?: { readonly field: 'number' | 'code'; readonly text: string };
  /** What has just been done. */
  readonly done?: string;
}

/** The page that asks. What was typed is shown again, but never the code. */
export function entryPage({ number, wrong, done }: Asked, language: Language): Html {
  const words = STATUS_WORDS[language];
  return html`${wrong && problem(wrong.text, wrong.field, words)}${done && html`<p class="done" role="status">${done}</p>`}
    <h1>${words.title}</h1>
    <p class="lead">${words.lead}</p>
    <form action="/status?lang=${language}" method="post" novalidate>
      ${field({ id: 'number', label: words.number, hint: words.numberHint, wrong, value: number, words })}
      ${field({ id: 'code', label: words.code, hint: words.codeHint, wrong, value: '', words })}
      <button type="submit">${words.show}</button>
    </form>
    <p>${words.lost}</p>`;
}

export interface CasePage {
  readonly told: CaseTold;
  readonly service: Part;
  readonly actsNext: string;
  readonly expected: string | undefined;
  readonly outcome: string | undefined;
  readonly stepName: (elementId: string, name: string) => string;
  readonly unitName: (unit: string) => string;
  readonly day: (at: number) => string;
  readonly language: Language;
  readonly wrong?: string;
  readonly done?: string;
  /** Told on this page alone. */
  readonly nextCode?: string;
}

export function casePage(page: CasePage): Html {
  const { told, language, wrong, done, day } = page;
  const { row } = told;
  const words = STATUS_WORDS[language];
  const rows: readonly (readonly [string, Part])[] = [
    [words.service, page.service],
    [
      words.state,
      html`<span class="tag">${words.standing[told.standing]}</span>${page.outcome === undefined ? '' : html` ${page.outcome}`}`,
    ],
    [words.next, page.actsNext],
    [words.receivedOn, row.receivedAt === undefined ? undefined : day(row.receivedAt)],
    [words.registeredOn, row.registeredAt === undefined ? undefined : day(row.registeredAt)],
    [words.expected, page.expected],
    [words.legal, row.endedAt === undefined ? legal(told, words) : undefined],
  ];
  return html`${wrong && problem(wrong, 'text', words)}${done && html`<p class="done" role="status">${done}</p>`}
    <h1>${words.number}: ${row.caseNumber}</h1>
    ${
      page.nextCode === undefined
        ? ''
        : html`<div class="done" role="status">
            <p>${words.nextCode}: <strong class="code">${page.nextCode}</strong></p>
            <p>${words.nextCodeLead}</p>
          </div>`
    }
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
    <h2>${words.messages}</h2>
    ${
      told.messages.length === 0
        ? html`<p>${words.noMessages}</p>`
        : html`<ul class="plain letters">
            ${told.messages.map((one) => message(one, page))}
          </ul>`
    }
    <h2>${words.steps}</h2>
    <ol class="plain">
      ${told.steps.map(({ elementId, name, unit, endedAt }) => {
        const about = [
          unit === undefined ? '' : page.unitName(unit),
          endedAt === undefined ? '' : `${words.done} ${day(endedAt)}`,
        ].filter((text) => text !== '');
        const mark = endedAt === undefined && row.endedAt === undefined ? html` <span class="tag">${words.now}</span>` : '';
        return html`<li>${page.stepName(elementId, name)}${mark} <span class="soft">${about.join(', ')}</span></li> `;
      })}
    </ol>
    ${row.endedAt === undefined ? writing(page, words) : ''}
    <div class="acts-row screen">
      ${
        told.withdrawal === undefined && !told.mayAskToWithdraw
          ? ''
          : html`<a href="/status/withdraw?lang=${language}">${words.withdraw}</a>`
      }
      <a href="/status/complain?lang=${language}">${words.complain}</a>
      <form action="/status/code?lang=${language}" method="post">
        <button type="submit" class="second">${words.newCode}</button>
      </form>
      <form action="/status/leave?lang=${language}" method="post">
        <button type="submit" class="second">${words.leave}</button>
      </form>
    </div>`;
}

/** Asks before anything is lost; the box must be ticked. */
export function withdrawPage(told: CaseTold, language: Language, wrong: boolean): Html {
  const words = STATUS_WORDS[language];
  return html`${wrong ? problem(words.withdrawTick, 'sure', words) : ''}
    <h1>${words.withdrawTitle}</h1>
    <p class="lead">${words.number}: ${told.row.caseNumber}</p>
    <p>${words.withdrawLead}</p>
    <form action="/status/withdraw?lang=${language}" method="post" novalidate>
      <div class="field ${wrong ? 'wrong' : ''}">
        ${wrong ? html`<span class="error" id="sure-error">${words.error}: ${words.withdrawTick}</span>` : ''}
        <div class="tick">
          <input id="sure" name="sure" type="checkbox" value="yes" ${wrong ? html`aria-describedby="sure-error"` : ''} />
          <label for="sure">${words.withdrawSure}</label>
        </div>
      </div>
      <div class="acts-row">
        <button type="submit" class="warning">${words.withdrawDo}</button>
        <a href="/status/case?lang=${language}">${words.withdrawBack}</a>
      </div>
    </form>`;
}

function legal({ dueOn, termStatus }: CaseTold, words: StatusWords): string | undefined {
  if (termStatus === 'forwarded') return words.legalForwarded;
  if (dueOn === undefined) return undefined;
  return termStatus === 'suspended' ? words.legalSuspended(dueOn) : dueOn;
}

function message({ at, kind, text, documents, dueOn, topic, finding }: MessageTold, { day, language }: CasePage): Html {
  const words = STATUS_WORDS[language];
  const about = topic === undefined ? finding && words.finding[finding] : words.topic[topic];
  return html`<li>
    <h3>${words.message[kind]}${about === undefined ? '' : `: ${about}`}</h3>
    <p class="small soft">${day(at)}</p>
    ${text === undefined ? '' : html`<p class="prose">${text}</p>`}${
      documents === undefined
        ? ''
        : html`<ul>
            ${documents.map((name) => html`<li>${name}</li>`)}
          </ul>`
    }${
      dueOn === undefined ? '' : html`<p>${kind === 'complaint' ? words.answeredBy : words.newDay}: <strong>${dueOn}</strong></p>`
    }
  </li> `;
}

function writing({ language, wrong }: CasePage, words: StatusWords): Html {
  return html`<form class="screen" action="/status/case?lang=${language}" method="post" novalidate>
    <div class="field ${wrong === undefined ? '' : 'wrong'}">
      <label for="text">${words.write}</label><span class="hint" id="text-hint">${words.writeHint}</span>
      ${wrong === undefined ? '' : html`<span class="error" id="text-error">${words.error}: ${wrong}</span>`}
      <textarea
        id="text"
        name="text"
        maxlength="2000"
        aria-describedby="text-hint${wrong === undefined ? '' : ' text-error'}"
      ></textarea>
    </div>
    <p><button type="submit">${words.send}</button></p>
  </form>`;
}

/** GOV.UK's error summary: first on the page, leading to the field. */
export function problem(text: string, field: string, words: StatusWords): Html {
  return html`<div class="problem" role="alert" aria-labelledby="problem">
    <h2 id="problem">${words.problem}</h2>
    <p><a href="#${field}">${text}</a></p>
  </div>`;
}

interface Field {
  readonly id: 'number' | 'code';
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly wrong: Asked['wrong'];
  readonly words: StatusWords;
}

function field({ id, label, hint, value, wrong, words }: Field): Html {
  const mine = wrong?.field === id ? wrong : undefined;
  return html`<div class="field ${mine === undefined ? '' : 'wrong'}">
    <label for="${id}">${label}</label><span class="hint" id="${id}-hint">${hint}</span>
    ${mine === undefined ? '' : html`<span class="error" id="${id}-error">${words.error}: ${mine.text}</span>`}
    <input
      id="${id}"
      name="${id}"
      type="text"
      maxlength="100"
      value="${value}"
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      aria-describedby="${id}-hint${mine === undefined ? '' : ` ${id}-error`}"
    />
  </div>`;
}
