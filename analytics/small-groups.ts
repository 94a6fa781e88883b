/**
 * Groups so small that a figure would tell of single people. A group under SMALLEST_GROUP is held back, and with it as many of the next
 * smallest as are needed so that a total shown beside does not give it away (complementary suppression; Hundepool et al., Statistical
 * Disclosure Control, 2012, chapter 4). A group of 0 tells of nobody and stays.
 */

/** From how many on a group is shown. */
export const SMALLEST_GROUP = 5;

/**
 * Which of a list of groups with a known total are held back: what is held back is none, or two groups at least that have SMALLEST_GROUP together.
 * @param counts by group
 */
export function heldBack(counts: readonly number[]): readonly boolean[] {
  const held = counts.map((count) => count > 0 && count < SMALLEST_GROUP);
  while (isGivenAway(counts, held) && holdNext(counts, held));
  return held;
}

/**
 * The same for a table whose rows and columns have known totals: it holds for each row and each column.
 * @param counts by row and column
 */
export function heldBackInTable(counts: readonly (readonly number[])[]): readonly (readonly boolean[])[] {
  const held = counts.map((row) => row.map((count) => count > 0 && count < SMALLEST_GROUP));
  const width = counts[0]?.length ?? 0;
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const [index, row] of counts.entries())
      while (isGivenAway(row, held[index]!) && holdNext(row, held[index]!)) isChanged = true;
    for (let column = 0; column < width; column++) {
      const cells = counts.map((row) => row[column]!);
      const marks = held.map((row) => row[column]!);
      while (isGivenAway(cells, marks) && holdNext(cells, marks)) isChanged = true;
      for (const [index, mark] of marks.entries()) held[index]![column] = mark;
    }
  }
  return held;
}

function isGivenAway(counts: readonly number[], held: readonly boolean[]): boolean {
  const hidden = counts.filter((_, index) => held[index]);
  return hidden.length > 0 && (hidden.length < 2 || hidden.reduce((sum, count) => sum + count, 0) < SMALLEST_GROUP);
}

/** Holds back the smallest group that is shown and not 0. @returns false when there is none */
function holdNext(counts: readonly number[], held: boolean[]): boolean {
  let least = -1;
  for (const [index, count] of counts.entries())
    if (!held[index] && count > 0 && (least < 0 || count < counts[least]!)) least = index;
  if (least >= 0) held[least] = true;
  return least >= 0;
}
