/** The form of a survey: a fieldset a question, radios from 1 up, own words, the step that hurt (GOV.UK's radios and error summary). */
import { type AnswerFault, type Answers, HIGHEST, type Instrument, type Question } from '../../programme/index.ts';
import { FEEDBACK_WORDS } from './feedback-words.ts';
import { type Html, html, type Part } from './html.ts';
import type { Language } from './words.ts';

export interface FeedbackForm {
  readonly instrument: Instrument;
  /** What was sent with faults; empty at first. */
  readonly given: Answers;
  readonly faults: readonly AnswerFault[];
  readonly steps: readonly { readonly id: string; readonly name: string }[];
  readonly step: string;
  readonly language: Language;
}

/** The name of the field with the step; ids of questions hold no capitals. */
export const STEP_FIELD = 'STEP';

export function feedbackForm({ instrument, given, faults, steps, step, language }: FeedbackForm): Html {
  const words = FEEDBACK_WORDS[language];
  const faultOf = (id: string) => faults.find((fault) => fault.question === id);
  return html`${
      faults.length === 0
        ? ''
        : html`<div class="errors" role="alert" tabindex="-1" aria-labelledby="errors">
            <h2 id="errors">${words.faultTitle}</h2>
            <ul>
              ${faults.map((fault) => {
                const asked = instrument.questions.find(({ id }) => id === fault.question);
                return html`<li>
                  <a href="#${asked?.kind === 'text' ? fault.question : `${fault.question}-1`}"
                    >${words.fault[fault.fault]}: ${asked?.text[language]}</a
                  >
                </li>`;
              })}
            </ul>
          </div>`
    }
    <h1>${instrument.title[language]}</h1>
    <p class="lead">${instrument.lead[language]}</p>
    <p class="notice">${words.anonymous}</p>
    <form method="post" class="survey" novalidate>
      ${instrument.questions.map((question) => asked(question, given[question.id], faultOf(question.id), language))}
      ${
        steps.length === 0
          ? ''
          : html`<div class="question">
              <label for="${STEP_FIELD}">${words.step} <span class="soft">(${words.optional})</span></label>
              <select id="${STEP_FIELD}" name="${STEP_FIELD}">
                <option value="">${words.noStep}</option>
                ${steps.map(({ id, name }) => html`<option value="${id}" ${id === step ? html`selected` : ''}>${name}</option>`)}
              </select>
            </div>`
      }
      <p><button type="submit">${words.send}</button></p>
    </form>`;
}

function asked(
  { id, kind, text, required }: Question,
  value: Answers[string] | undefined,
  fault: AnswerFault | undefined,
  language: Language,
): Part {
  const words = FEEDBACK_WORDS[language];
  const need = html`<span class="soft">(${required ? words.required : words.optional})</span>`;
  const error = fault === undefined ? '' : html`<span class="error" id="${id}-error">${words.fault[fault.fault]}</span>`;
  if (kind === 'text')
    return html`<div class="question">
      <label for="${id}">${text[language]} ${need}</label>
      <span class="hint soft" id="${id}-hint">${words.textHint}</span>
      ${error}
      <textarea id="${id}" name="${id}" rows="4" maxlength="2000" aria-describedby="${id}-hint">
${typeof value === 'string' ? value : ''}</textarea>
    </div>`;
  const highest = HIGHEST[kind];
  const [least, most] = words.scales[kind];
  return html`<fieldset class="question" ${fault === undefined ? '' : html`aria-describedby="${id}-error"`}>
    <legend>${text[language]} ${need}</legend>
    ${error}
    <div class="scale">
      ${Array.from({ length: highest }, (_, index) => {
        const number = index + 1;
        const label =
          number === 1 ? `1 – ${least ?? ''}` : number === highest ? `${String(number)} – ${most ?? ''}` : String(number);
        return html`<label for="${id}-${number}"
          ><input type="radio" id="${id}-${number}" name="${id}" value="${number}" ${value === number ? html`checked` : ''} />
          ${label}</label
        >`;
      })}
    </div>
  </fieldset>`;
}
