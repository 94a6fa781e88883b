/** Answers of some people alone, told only where nobody can reckon out the few who are left out. */
import { SMALLEST_GROUP } from '../../analytics/index.ts';

/**
 * Those to which all conditions apply. Undefined where they are 1 to 4, as with any group of so few; and where fewer conditions, which may
 * be asked as well, would apply to 1 to 4 more: whoever asks twice would know of these by the difference.
 */
export function chosenAnswers<Answer>(
  all: readonly Answer[],
  conditions: readonly ((answer: Answer) => boolean)[],
): readonly Answer[] | undefined {
  const whole = (1 << conditions.length) - 1;
  const marks = all.map((answer) => conditions.reduce((mark, applies, bit) => (applies(answer) ? mark | (1 << bit) : mark), 0));
  const chosen = all.filter((_, index) => marks[index] === whole);
  if (conditions.length > 0 && isFew(chosen.length)) return undefined;
  for (let asked = 0; asked < whole; asked++) {
    const more = marks.filter((mark) => (mark & asked) === asked).length - chosen.length;
    if (isFew(more)) return undefined;
  }
  return chosen;
}

const isFew = (people: number): boolean => people > 0 && people < SMALLEST_GROUP;
