/** Our words and those of the Union's vocabularies: CPSV-AP 3.2.0 and the authority tables it names. */

export const CONTEXT = {
  adms: 'http://www.w3.org/ns/adms#',
  cpsv: 'http://purl.org/vocab/cpsv#',
  cv: 'http://data.europa.eu/m8g/',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  // What CPSV-AP has no term for.
  eiga: 'urn:eiga:',
} as const;

const AUTHORITY = 'http://publications.europa.eu/resource/authority';

/** Both ways; what is unknown stays as it is, for the schema to refuse. */
export interface Vocabulary {
  toIri(word: string): string;
  toWord(iri: string): string;
}

function vocabulary(words: Readonly<Record<string, string>>): Vocabulary {
  const back = new Map(Object.entries(words).map(([word, iri]) => [iri, word]));
  return { toIri: (word) => words[word] ?? word, toWord: (iri) => back.get(iri) ?? iri };
}

/** Our own words as IRIs below a prefix. */
function prefixed(prefix: string): Vocabulary {
  return { toIri: (word) => prefix + word, toWord: (iri) => (iri.startsWith(prefix) ? iri.slice(prefix.length) : iri) };
}

export const STATUS = vocabulary({
  draft: 'http://purl.org/adms/status/UnderDevelopment',
  active: 'http://purl.org/adms/status/Completed',
  withdrawn: 'http://purl.org/adms/status/Withdrawn',
});
export const LANGUAGE = vocabulary({
  lt: `${AUTHORITY}/language/LIT`,
  en: `${AUTHORITY}/language/ENG`,
  pl: `${AUTHORITY}/language/POL`,
  ru: `${AUTHORITY}/language/RUS`,
  uk: `${AUTHORITY}/language/UKR`,
  de: `${AUTHORITY}/language/DEU`,
  fr: `${AUTHORITY}/language/FRA`,
});
export const EURO = `${AUTHORITY}/currency/EUR`;
export const SERVICE = prefixed('urn:eiga:service:');
export const KIND = prefixed('eiga:kind/');
export const PERSONS = prefixed('eiga:persons/');
export const FIELD = prefixed('eiga:field/');
export const UNIT = prefixed('urn:eiga:unit:');
export const CHANNEL = prefixed('eiga:channel/');
export const FROM = prefixed('eiga:from/');
