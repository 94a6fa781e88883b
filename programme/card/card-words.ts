/** What the words of a card are called, for the page and for the public alike. */
import type {
  CARD_LANGUAGES,
  CHANNEL_KINDS,
  PERSON_KINDS,
  SERVICE_FIELDS,
  SERVICE_KINDS,
  SERVICE_STATUSES,
} from './service-card.ts';

type Words<Names extends readonly string[]> = Readonly<Record<Names[number], string>>;

export interface CardWords {
  readonly field: Words<typeof SERVICE_FIELDS>;
  readonly channel: Words<typeof CHANNEL_KINDS>;
  readonly kind: Words<typeof SERVICE_KINDS>;
  readonly persons: Words<typeof PERSON_KINDS>;
  readonly status: Words<typeof SERVICE_STATUSES>;
  readonly language: Words<typeof CARD_LANGUAGES>;
  readonly event: Words<readonly ['life', 'business']>;
  readonly from: Words<readonly ['person', 'institution']>;
}

/** "For residents, for companies": one sentence. */
export function personsSaid(kinds: readonly (typeof PERSON_KINDS)[number][], language: 'lt' | 'en'): string {
  const said = kinds.map((kind) => CARD_WORDS[language].persons[kind]).join(', ');
  return said.slice(0, 1) + said.slice(1).toLowerCase();
}

export const CARD_WORDS: Readonly<Record<'lt' | 'en', CardWords>> = {
  lt: {
    field: {
      'civil-registry': 'Civilinė metrikacija',
      residence: 'Gyvenamoji vieta',
      social: 'Socialinė parama',
      housing: 'Būstas',
      health: 'Sveikata',
      education: 'Švietimas',
      culture: 'Kultūra ir sportas',
      construction: 'Statyba ir teritorijų planavimas',
      land: 'Žemė',
      environment: 'Aplinka ir želdiniai',
      waste: 'Atliekos',
      water: 'Vanduo ir nuotekos',
      roads: 'Keliai ir gatvės',
      transport: 'Transportas',
      business: 'Verslas ir prekyba',
      taxes: 'Mokesčiai ir rinkliavos',
      property: 'Savivaldybės turtas',
      archives: 'Archyvai ir dokumentai',
      'legal-aid': 'Teisinė pagalba',
      agriculture: 'Žemės ūkis',
      participation: 'Dalyvavimas ir bendruomenės',
    },
    channel: {
      desk: 'Vieno langelio skyriuje',
      eldership: 'Seniūnijoje',
      phone: 'Telefonu',
      email: 'El. paštu',
      portal: 'Internetu',
      post: 'Paštu',
    },
    kind: { administrative: 'Administracinė', public: 'Viešoji' },
    persons: { natural: 'Gyventojams', legal: 'Įmonėms ir organizacijoms' },
    status: { draft: 'Rengiama', active: 'Teikiama', withdrawn: 'Nebeteikiama' },
    language: { lt: 'lietuvių', en: 'anglų', pl: 'lenkų', ru: 'rusų', uk: 'ukrainiečių', de: 'vokiečių', fr: 'prancūzų' },
    event: { life: 'Gyvenimo įvykis', business: 'Verslo įvykis' },
    from: { person: 'Pateikia asmuo', institution: 'Gauna institucija' },
  },
  en: {
    field: {
      'civil-registry': 'Civil registry',
      residence: 'Residence',
      social: 'Social support',
      housing: 'Housing',
      health: 'Health',
      education: 'Education',
      culture: 'Culture and sport',
      construction: 'Building and planning',
      land: 'Land',
      environment: 'Environment and greenery',
      waste: 'Waste',
      water: 'Water and sewage',
      roads: 'Roads and streets',
      transport: 'Transport',
      business: 'Business and trade',
      taxes: 'Taxes and local charges',
      property: 'Municipal property',
      archives: 'Archives and documents',
      'legal-aid': 'Legal aid',
      agriculture: 'Agriculture',
      participation: 'Participation and communities',
    },
    channel: {
      desk: 'At the one-stop desk',
      eldership: 'At the eldership',
      phone: 'By phone',
      email: 'By e-mail',
      portal: 'Online',
      post: 'By post',
    },
    kind: { administrative: 'Administrative', public: 'Public' },
    persons: { natural: 'For residents', legal: 'For companies and organisations' },
    status: { draft: 'Draft', active: 'In use', withdrawn: 'Withdrawn' },
    language: {
      lt: 'Lithuanian',
      en: 'English',
      pl: 'Polish',
      ru: 'Russian',
      uk: 'Ukrainian',
      de: 'German',
      fr: 'French',
    },
    event: { life: 'Life event', business: 'Business event' },
    from: { person: 'From the person', institution: 'Obtained by the institution' },
  },
};
