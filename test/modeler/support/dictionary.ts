export interface Words {
  readonly [name: string]: string | Words;
}

/** The words of a dictionary by their whole key. */
export function wordsByKey(words: Words, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([name, value]) => {
      const key = prefix === '' ? name : `${prefix}.${name}`;
      return typeof value === 'string' ? [[key, value] as const] : [...wordsByKey(value, key)];
    }),
  );
}

/** A key without its plural form: `duration.days_few` → `duration.days`. */
export function withoutPlural(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '');
}

/** The `{{names}}` that a sentence waits for. */
export function placeholdersOf(sentence: string): readonly string[] {
  return [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}
