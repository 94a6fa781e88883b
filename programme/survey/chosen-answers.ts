/** Answers of some people alone, told only where nobody can reckon out the few who are left out. */
import { SMALLEST_GROUP } from '../../analytics/index.ts';

/**
 * Those to which all conditions apply. Undefined where fewer conditions, which may be asked as well, would apply to 1 to 4 more: whoever
 * asks twice would know of these by the difference.
 */
export function chosenAnswers<Answer>(
  all: readonly Answer[],
  conditions: readonly ((answer: Answer) => boolean)[],
): readonly Answer[] | undefined {
  const whole = (1 << conditions.length) - 1;
  const marks = all.map((answer) => conditions.reduce((mark, applies, bit) => (applies(answer) ? mark | (1 << bit) : mark), 0));
  const chosen = all.filter((_, index) => marks[index] === whole);
  for (let asked = 0; asked < whole; asked++) {
    const more = marks.filter((mark) => (mark & asked) === asked).length - chosen.length;
    if (more > 0 && more < SMALLEST_GROUP) return undefined;
  }
  return chosen;
}
