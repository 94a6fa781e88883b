/** Of each field: the letters of its codes, the units that answer, its law, its event, what the institution looks up itself. */
import type { InBoth, ServiceCard } from '../../../programme/index.ts';

export interface DemoField {
  readonly letters: string;
  /** Taken in turn. */
  readonly owners: readonly string[];
  readonly law: string;
  readonly responsible: InBoth;
  readonly event: readonly [kind: 'life' | 'business', name: InBoth];
  readonly register: readonly [name: InBoth, register: string];
  readonly keywords: readonly string[];
}

const ELDERSHIPS = ['eldership-centre', 'eldership-lakes', 'eldership-forest'];
const PROPERTY: DemoField['register'] = [
  { lt: 'Nekilnojamojo turto duomenys', en: 'Data of the property' },
  'Nekilnojamojo turto registras',
];
const PERSON: DemoField['register'] = [{ lt: 'Asmens duomenys', en: 'Data of the person' }, 'Gyventojų registras'];
const COMPANY: DemoField['register'] = [
  { lt: 'Juridinio asmens duomenys', en: 'Data of the company' },
  'Juridinių asmenų registras',
];
const head = (lt: string, en: string): InBoth => ({ lt: `${lt} vedėjas (-a)`, en: `Head of ${en}` });
const law = (name: string): string => `Lietuvos Respublikos ${name}`;

export const FIELDS: Readonly<Record<ServiceCard['field'], DemoField>> = {
  'civil-registry': {
    letters: 'CM',
    owners: ['civil-registry'],
    law: law('civilinės būklės aktų registravimo įstatymas'),
    responsible: head('Civilinės metrikacijos skyriaus', 'civil registry'),
    event: ['life', { lt: 'Gimimas, santuoka, mirtis', en: 'Birth, marriage, death' }],
    register: PERSON,
    keywords: ['metrikacija', 'šeima'],
  },
  residence: {
    letters: 'GV',
    owners: ELDERSHIPS,
    law: law('gyvenamosios vietos deklaravimo įstatymas'),
    responsible: { lt: 'Seniūnas (-ė)', en: 'Elder of the eldership' },
    event: ['life', { lt: 'Persikėlimas gyventi kitur', en: 'Moving home' }],
    register: PERSON,
    keywords: ['seniūnija', 'gyvenamoji vieta'],
  },
  social: {
    letters: 'SP',
    owners: ['social-care', 'social-care', ...ELDERSHIPS],
    law: law('piniginės socialinės paramos nepasiturintiems gyventojams įstatymas'),
    responsible: head('Socialinės paramos skyriaus', 'social care'),
    event: ['life', { lt: 'Sumažėjusios pajamos, liga ar negalia', en: 'Less income, illness or disability' }],
    register: [
      { lt: 'Pajamų ir gaunamos paramos duomenys', en: 'Data of income and support' },
      'Socialinės paramos šeimai informacinė sistema',
    ],
    keywords: ['parama', 'išmoka'],
  },
  housing: {
    letters: 'BU',
    owners: ['property', 'social-care'],
    law: law('paramos būstui įsigyti ar išsinuomoti įstatymas'),
    responsible: head('Turto skyriaus', 'property'),
    event: ['life', { lt: 'Būsto paieška', en: 'Looking for a home' }],
    register: PROPERTY,
    keywords: ['būstas', 'namas'],
  },
  health: {
    letters: 'SV',
    owners: ['social-care'],
    law: law('visuomenės sveikatos priežiūros įstatymas'),
    responsible: { lt: 'Savivaldybės gydytojas (-a)', en: 'Physician of the municipality' },
    event: ['life', { lt: 'Rūpinimasis sveikata', en: 'Taking care of health' }],
    register: PERSON,
    keywords: ['sveikata'],
  },
  education: {
    letters: 'ŠV',
    owners: ['education', 'education', 'ppt-coordinator'],
    law: law('švietimo įstatymas'),
    responsible: head('Švietimo skyriaus', 'education'),
    event: ['life', { lt: 'Vaiko mokymasis', en: "A child's schooling" }],
    register: [{ lt: 'Mokinio duomenys', en: 'Data of the pupil' }, 'Mokinių registras'],
    keywords: ['mokykla', 'darželis', 'ugdymas'],
  },
  culture: {
    letters: 'KS',
    owners: ['library', 'education'],
    law: law('vietos savivaldos įstatymas'),
    responsible: head('Kultūros ir sporto skyriaus', 'culture and sport'),
    event: ['life', { lt: 'Laisvalaikis', en: 'Free time' }],
    register: PERSON,
    keywords: ['kultūra', 'renginys'],
  },
  construction: {
    letters: 'ARC',
    owners: ['architecture'],
    law: law('statybos įstatymas'),
    responsible: { lt: 'Vyriausiasis architektas (-ė)', en: 'Chief architect' },
    event: ['life', { lt: 'Namo statyba ar remontas', en: 'Building or renovating a house' }],
    register: PROPERTY,
    keywords: ['statyba', 'projektas'],
  },
  land: {
    letters: 'ŽE',
    owners: ['architecture', 'property'],
    law: law('žemės įstatymas'),
    responsible: head('Turto skyriaus', 'property'),
    event: ['life', { lt: 'Žemės įsigijimas', en: 'Acquiring land' }],
    register: PROPERTY,
    keywords: ['sklypas', 'žemė'],
  },
  environment: {
    letters: 'AP',
    owners: ['environment', 'environment', ...ELDERSHIPS],
    law: law('želdynų įstatymas'),
    responsible: head('Aplinkos skyriaus', 'environment'),
    event: ['life', { lt: 'Aplinkos tvarkymas', en: 'Care of surroundings' }],
    register: PROPERTY,
    keywords: ['aplinka', 'medžiai'],
  },
  waste: {
    letters: 'AT',
    owners: ['waste-clerks'],
    law: law('atliekų tvarkymo įstatymas'),
    responsible: { lt: 'Rinkliavos administratoriaus vadovas (-ė)', en: 'Head of the waste-fee administrator' },
    event: ['life', { lt: 'Būsto priežiūra', en: 'Keeping a home' }],
    register: PROPERTY,
    keywords: ['atliekos', 'šiukšlės', 'konteineris'],
  },
  water: {
    letters: 'VN',
    owners: ['water-company'],
    law: law('geriamojo vandens tiekimo ir nuotekų tvarkymo įstatymas'),
    responsible: { lt: 'Vandentvarkos įmonės vadovas (-ė)', en: 'Head of the water company' },
    event: ['life', { lt: 'Būsto priežiūra', en: 'Keeping a home' }],
    register: PROPERTY,
    keywords: ['vanduo', 'nuotekos'],
  },
  roads: {
    letters: 'KE',
    owners: ['roads', ...ELDERSHIPS],
    law: law('kelių įstatymas'),
    responsible: head('Kelių ir transporto skyriaus', 'roads and transport'),
    event: ['life', { lt: 'Važiavimas ir vaikščiojimas', en: 'Getting around' }],
    register: PROPERTY,
    keywords: ['gatvė', 'kelias', 'eismas'],
  },
  transport: {
    letters: 'TR',
    owners: ['roads', 'front-desk'],
    law: law('kelių transporto kodeksas'),
    responsible: head('Kelių ir transporto skyriaus', 'roads and transport'),
    event: ['life', { lt: 'Važiavimas ir vaikščiojimas', en: 'Getting around' }],
    register: PERSON,
    keywords: ['transportas', 'automobilis', 'autobusas'],
  },
  business: {
    letters: 'VE',
    owners: ['finance', 'front-desk'],
    law: law('vietos savivaldos įstatymas'),
    responsible: head('Ekonomikos ir finansų skyriaus', 'economy and finance'),
    event: ['business', { lt: 'Verslo pradžia ir vykdymas', en: 'Starting and running a business' }],
    register: COMPANY,
    keywords: ['verslas', 'prekyba', 'licencija'],
  },
  taxes: {
    letters: 'MO',
    owners: ['finance'],
    law: law('rinkliavų įstatymas'),
    responsible: head('Ekonomikos ir finansų skyriaus', 'economy and finance'),
    event: ['life', { lt: 'Mokesčių mokėjimas', en: 'Paying taxes' }],
    register: PROPERTY,
    keywords: ['mokestis', 'rinkliava'],
  },
  property: {
    letters: 'TU',
    owners: ['property'],
    law: law('valstybės ir savivaldybių turto valdymo, naudojimo ir disponavimo juo įstatymas'),
    responsible: head('Turto skyriaus', 'property'),
    event: ['business', { lt: 'Patalpų paieška', en: 'Looking for premises' }],
    register: PROPERTY,
    keywords: ['turtas', 'nuoma', 'patalpos'],
  },
  archives: {
    letters: 'DA',
    owners: ['archive'],
    law: law('dokumentų ir archyvų įstatymas'),
    responsible: { lt: 'Archyvo vyriausiasis specialistas (-ė)', en: 'Chief archivist' },
    event: ['life', { lt: 'Senų dokumentų paieška', en: 'Looking for old documents' }],
    register: PERSON,
    keywords: ['archyvas', 'pažyma'],
  },
  'legal-aid': {
    letters: 'TE',
    owners: ['lawyers'],
    law: law('valstybės garantuojamos teisinės pagalbos įstatymas'),
    responsible: head('Teisės skyriaus', 'the legal unit'),
    event: ['life', { lt: 'Ginčas ar pažeistos teisės', en: 'A dispute or violated rights' }],
    register: PERSON,
    keywords: ['teisė', 'skundas'],
  },
  agriculture: {
    letters: 'ŽŪ',
    owners: ['environment', ...ELDERSHIPS],
    law: law('žemės ūkio, maisto ūkio ir kaimo plėtros įstatymas'),
    responsible: head('Aplinkos ir žemės ūkio skyriaus', 'environment and agriculture'),
    event: ['business', { lt: 'Ūkininkavimas', en: 'Farming' }],
    register: [{ lt: 'Valdos duomenys', en: 'Data of the farm' }, 'Ūkininkų ūkių registras'],
    keywords: ['ūkis', 'ūkininkas'],
  },
  participation: {
    letters: 'DB',
    owners: ['administration', 'front-desk'],
    law: law('vietos savivaldos įstatymas'),
    responsible: { lt: 'Administracijos direktorius (-ė)', en: 'Director of the administration' },
    event: ['life', { lt: 'Dalyvavimas vietos gyvenime', en: 'Taking part in local life' }],
    register: PERSON,
    keywords: ['bendruomenė', 'siūlymas'],
  },
};
