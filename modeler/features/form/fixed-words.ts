import type { Translate } from '../../i18n/translate.ts';

const WORDS = {
  Select: 'select',
  Search: 'search',
  'No results': 'noResults',
  'All values selected': 'allSelected',
  'Nothing to show.': 'nothing',
  Browse: 'browse',
  'No files selected': 'noFiles',
} as const;

/**
 * form-js writes a few English words where nobody can reach them; this puts the page's words in their place, also in what is drawn later.
 * @returns what ends it
 */
export function replaceFixedWords(place: HTMLElement, t: Translate): () => void {
  const replace = (): void => {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const word = wordFor(text.nodeValue, t);
      if (word !== undefined && text.parentElement?.closest('label') === null) text.nodeValue = word;
    }
    for (const input of place.querySelectorAll<HTMLInputElement>('input[placeholder]')) {
      const word = wordFor(input.placeholder, t);
      if (word !== undefined) input.placeholder = word;
    }
  };
  const observer = new MutationObserver(replace);
  observer.observe(place, { childList: true, subtree: true, characterData: true });
  replace();
  return () => {
    observer.disconnect();
  };
}

function wordFor(text: string | null, t: Translate): string | undefined {
  const name = Object.entries(WORDS).find(([english]) => english === text)?.[1];
  const word = name === undefined ? undefined : t(`formWord.${name}`);
  return word === text ? undefined : word;
}
