/** What a page keeps in its address (filters, choices), so that Back, reload and a sent link show the same: texts by name, others dropped. */
export function searchOf<const Name extends string>(
  ...names: readonly Name[]
): (raw: Record<string, unknown>) => { [K in Name]?: string | undefined } {
  return (raw) => {
    const kept: { [K in Name]?: string | undefined } = {};
    for (const name of names) {
      const value = raw[name];
      if (typeof value === 'string' && value !== '') kept[name] = value;
      else if (typeof value === 'number' || typeof value === 'boolean') kept[name] = String(value);
    }
    return kept;
  };
}

/** The address's query of such texts; keys stay text, since JSON would round a 64-bit key. */
export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const kept = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (typeof value === 'string' && value !== '') kept.set(name, value);
  const text = kept.toString();
  return text === '' ? '' : `?${text}`;
}
