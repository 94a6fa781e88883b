/** Finding a service by words as people type them: without diacritics, in another case or number, in any order. */
import type { KeptCard } from './store/services.ts';

/** Lower case, without diacritics: "Ąžuolų" and "azuolu" are one. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Lithuanian words differ in their ends ("leidimas", "leidimo", "leidimų"), so a long word is looked for without its last two letters. */
const LONG_WORD = 6;
const ENDING = 2;

export interface Sought {
  readonly kept: KeptCard;
  /** Folded: its title, and all that may name it. */
  readonly title: string;
  readonly all: string;
}

export function sought(kept: KeptCard): Sought {
  const { card } = kept;
  const title = folded(` ${card.code} ${card.title.lt} ${card.title.en ?? ''}`);
  const more = [
    card.description?.lt,
    card.description?.en,
    ...card.keywords.lt,
    ...card.keywords.en,
    ...card.events.flatMap(({ name }) => [name.lt, name.en]),
    ...card.legalActs.map((act) => act.title),
  ];
  return { kept, title, all: `${title} ${folded(more.filter((text) => text !== undefined).join(' '))}` };
}

/** Those that have every word (at the beginning of one of theirs); whole words in the title first, then by title. */
export function search<Service extends Sought>(services: readonly Service[], text: string): readonly Service[] {
  const words = folded(text)
    .split(/[^\p{L}\p{N}.-]+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return services;
  const stems = words.map((word) => ` ${word.length >= LONG_WORD ? word.slice(0, -ENDING) : word}`);
  const found = services.filter(({ all }) => {
    const spaced = all.replace(/[\s("„“,/]+/g, ' ');
    return stems.every((stem) => spaced.includes(stem));
  });
  const score = ({ title, kept }: Sought): number =>
    folded(kept.card.code) === words.join(' ') ? 1000 : words.filter((word) => title.includes(` ${word}`)).length;
  return found
    .map((service) => ({ service, score: score(service) }))
    .sort((a, b) => b.score - a.score)
    .map(({ service }) => service);
}
