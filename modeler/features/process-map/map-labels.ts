/** The name of a step in lines that fit its box, cut where even that is not enough; the whole name stands in the table. */
export function labelLines(name: string, perLine: number, most: number): readonly string[] {
  const words = name.split(/(?<=[\s/_-])/).flatMap((word) => word.match(new RegExp(`.{1,${String(perLine)}}`, 'gu')) ?? []);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && (last + word).trimEnd().length <= perLine) lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  const trimmed = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (trimmed.length <= most) return trimmed;
  const kept = trimmed.slice(0, most);
  kept[most - 1] = `${(kept[most - 1] ?? '').slice(0, perLine - 1)}…`;
  return kept;
}

/** How much of the range from nothing to the most a figure has, 0 to 1, as its root, so that the rare is still to be told apart. */
export function strength(value: number, most: number): number {
  return most > 0 ? Math.sqrt(Math.max(0, value) / most) : 0;
}
