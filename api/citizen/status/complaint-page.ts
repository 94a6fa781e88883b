/** The page on which an applicant complains about how her request is handled. */
import { COMPLAINT_TOPICS, type ComplaintTopic } from '../../../organisation/index.ts';
import { html, type Html, type Part } from '../html.ts';
import type { Language } from '../words.ts';
import type { CaseTold } from './case-told.ts';
import { problem } from './status-pages.ts';
import { STATUS_WORDS } from './status-words.ts';

/** What somebody has filled in of a complaint, and what is wrong with it. */
export interface ComplaintAsked {
  readonly topic?: ComplaintTopic | undefined;
  readonly text: string;
  readonly wrong?: { readonly field: 'topic' | 'text'; readonly text: string };
}

export function complaintPage(told: CaseTold, language: Language, { topic, text, wrong }: ComplaintAsked): Html {
  const words = STATUS_WORDS[language];
  const back = html`<a href="/status/case?lang=${language}">${words.complainBack}</a>`;
  const head = html`<h1>${words.complainTitle}</h1>
    <p class="lead">${words.number}: ${told.row.caseNumber}</p>`;
  if (!told.mayComplain)
    return html`${head}
      <p>${words.complainMany}</p>
      <p>${back}</p>`;
  const error = (field: 'topic' | 'text'): Part =>
    wrong?.field === field ? html`<span class="error" id="${field}-error">${words.error}: ${wrong.text}</span>` : '';
  return html`${wrong && problem(wrong.text, wrong.field === 'topic' ? `topic-${COMPLAINT_TOPICS[0]}` : 'text', words)} ${head}
    <p>${words.complainLead} ${words.complainDue}</p>
    <form action="/status/complain?lang=${language}" method="post" novalidate>
      <fieldset
        class="field ${wrong?.field === 'topic' ? 'wrong' : ''}"
        ${wrong?.field === 'topic' ? html`aria-describedby="topic-error"` : ''}
      >
        <legend>${words.complainTopic}</legend>
        ${error('topic')}
        ${COMPLAINT_TOPICS.map(
          (one) =>
            html`<div class="tick">
              <input id="topic-${one}" name="topic" type="radio" value="${one}" ${one === topic ? html`checked` : ''} />
              <label for="topic-${one}">${words.topic[one]}</label>
            </div> `,
        )}
      </fieldset>
      <div class="field ${wrong?.field === 'text' ? 'wrong' : ''}">
        <label for="text">${words.complainText}</label><span class="hint" id="text-hint">${words.complainHint}</span>
        ${error('text')}
        <textarea
          id="text"
          name="text"
          maxlength="2000"
          aria-describedby="text-hint${wrong?.field === 'text' ? ' text-error' : ''}"
        >
${text}</textarea>
      </div>
      <div class="acts-row">
        <button type="submit">${words.complainDo}</button>
        ${back}
      </div>
    </form>`;
}
