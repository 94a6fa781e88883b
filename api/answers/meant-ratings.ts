/** Which answers of citizens belong to the cases that are meant. */
import type { Selection } from '../../analytics/index.ts';
import { type AnswerContext, chosenAnswers } from '../../programme/index.ts';

/** What answers know of attributes of cases. */
const KNOWN = ['channel', 'applicantKind'] as const;

/** Undefined where answers do not tell what is filtered by, and where few would be told (chosen-answers.ts). */
export function meantRatings<Answer extends Pick<AnswerContext, 'unit' | (typeof KNOWN)[number]>>(
  about: readonly Answer[],
  { units, institutions, attributes = [] }: Selection,
): readonly Answer[] | undefined {
  const conditions: ((answer: Answer) => boolean)[] = [];
  const among = (values: readonly string[], valueOf: (answer: Answer) => string | undefined) =>
    conditions.push((answer) => values.includes(valueOf(answer) ?? ''));
  if (units) among(units, ({ unit }) => unit);
  if (institutions) among(institutions.units, ({ unit }) => unit);
  for (const { name, values } of attributes) {
    const known = KNOWN.find((one) => one === name);
    if (known === undefined) return undefined;
    among(values, (answer) => answer[known]);
  }
  return chosenAnswers(about, conditions);
}
