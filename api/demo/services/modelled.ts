/** The services of the demo that have a model and cases. Their terms come with their processes. */
import type { ServiceCard } from '../../../programme/index.ts';

type Modelled = Pick<
  ServiceCard,
  'code' | 'title' | 'description' | 'field' | 'owner' | 'persons' | 'kind' | 'result' | 'documents'
> & {
  readonly processId: string;
};

/** A service of the catalogue with a process of each eldership, made from the unified request; the card names that of its owner, the first. */
export const FELLING = {
  code: 'AP-02',
  processes: [
    {
      processId: 'tree-felling-centre',
      unit: 'eldership-centre',
      numbers: 'MC',
      of: { lt: 'Centro seniūnija', en: 'Centre eldership' },
    },
    {
      processId: 'tree-felling-lakes',
      unit: 'eldership-lakes',
      numbers: 'ME',
      of: { lt: 'Ežerų seniūnija', en: 'Lakes eldership' },
    },
  ],
} as const;

export const MODELLED: readonly Modelled[] = [
  {
    processId: 'building-permit',
    code: 'ARC-01',
    field: 'construction',
    owner: 'architecture',
    kind: 'administrative',
    persons: ['natural', 'legal'],
    title: { lt: 'Statybą leidžiančio dokumento išdavimas', en: 'Building permit' },
    description: {
      lt: 'Tikrinama, ar projektas atitinka reikalavimus, gaunamos tikrinančių įstaigų išvados. Visoms pritarus leidimas išduodamas.',
      en: 'The design is checked and the checking bodies give their opinions. When all agree, the permit is given.',
    },
    result: {
      lt: 'Statybą leidžiantis dokumentas arba atsisakymas su priežastimis.',
      en: 'A building permit, or a refusal with reasons.',
    },
    documents: [
      { name: { lt: 'Prašymas', en: 'Request' }, from: 'person' },
      { name: { lt: 'Statinio projektas', en: 'Design of the building' }, from: 'person' },
      { name: { lt: 'Bendraturčių sutikimai', en: 'Consents of the co-owners' }, from: 'person' },
      {
        name: { lt: 'Žemės sklypo ir statinių duomenys', en: 'Data of the plot and its buildings' },
        from: 'institution',
        register: 'Nekilnojamojo turto registras',
      },
    ],
  },
  {
    processId: 'unified-request',
    code: 'VL-01',
    field: 'participation',
    owner: 'front-desk',
    kind: 'administrative',
    persons: ['natural', 'legal'],
    title: { lt: 'Prašymo nagrinėjimas pagal vieno langelio principą', en: 'Handling of a request at the one-stop desk' },
    description: {
      lt: 'Priimamas bet koks prašymas savivaldybei. Jei klausimas ne jos, prašymas persiunčiamas kitai įstaigai ir apie tai pranešama.',
      en: 'Any request to the municipality is taken in. When it is for another body, it is forwarded and you are told.',
    },
    result: { lt: 'Atsakymas į prašymą.', en: 'An answer to the request.' },
    documents: [{ name: { lt: 'Prašymas', en: 'Request' }, from: 'person' }],
  },
  {
    processId: 'interlibrary-loan',
    code: 'BIB-01',
    field: 'culture',
    owner: 'interlibrary',
    kind: 'public',
    persons: ['natural', 'legal'],
    title: { lt: 'Leidinio užsakymas iš kitos bibliotekos', en: 'Ordering a book from another library' },
    description: {
      lt: 'Leidinys, kurio mūsų bibliotekoje nėra, parsiunčiamas iš kitos Lietuvos bibliotekos. Jį galima atsiimti bet kuriame filiale.',
      en: 'A book that our library lacks is sent from another library in Lithuania. You can pick it up at any branch.',
    },
    result: {
      lt: 'Leidinys skaitymui arba pranešimas, kad jo gauti nepavyko.',
      en: 'The book to read, or a notice that it could not be had.',
    },
    documents: [{ name: { lt: 'Skaitytojo pažymėjimas', en: "Reader's card" }, from: 'person' }],
  },
  {
    processId: 'special-needs-assessment',
    code: 'PPT-01',
    field: 'education',
    owner: 'ppt-coordinator',
    kind: 'administrative',
    persons: ['natural'],
    title: { lt: 'Specialiųjų ugdymosi poreikių įvertinimas', en: 'Assessment of special educational needs' },
    description: {
      lt: 'Vaiko ugdymosi poreikius įvertina psichologas, logopedas ir pedagogai. Rezultatai aptariami su tėvais ir mokytojais.',
      en: "A psychologist, a speech therapist and pedagogues assess the child's needs. The results are discussed with parents and teachers.",
    },
    result: { lt: 'Pažyma su rekomendacijomis šeimai ir mokyklai.', en: 'A report with advice for the family and the school.' },
    documents: [
      { name: { lt: 'Tėvų ar globėjų sutikimas', en: 'Consent of the parents or guardians' }, from: 'person' },
      {
        name: { lt: 'Mokyklos vaiko gerovės komisijos pažyma', en: "Statement of the school's child welfare commission" },
        from: 'person',
      },
      { name: { lt: 'Mokinio duomenys', en: 'Data of the pupil' }, from: 'institution', register: 'Mokinių registras' },
    ],
  },
  {
    processId: 'waste-fee-adjustment',
    code: 'AT-01',
    field: 'waste',
    owner: 'waste-clerks',
    kind: 'administrative',
    persons: ['natural', 'legal'],
    title: { lt: 'Vietinės rinkliavos už atliekas perskaičiavimas', en: 'Adjustment of the local waste fee' },
    description: {
      lt: 'Rinkliava perskaičiuojama, kai keičiasi gyventojų skaičius arba turtas nenaudojamas. Aiškiais atvejais atsakoma tuoj pat.',
      en: 'The fee is adjusted when the number of residents changes or the property is not used. Clear cases are answered at once.',
    },
    result: {
      lt: 'Perskaičiuota rinkliava arba atsisakymas su priežastimis.',
      en: 'An adjusted fee, or a refusal with reasons.',
    },
    documents: [
      { name: { lt: 'Prašymas', en: 'Request' }, from: 'person' },
      {
        name: { lt: 'Gyventojų skaičiaus duomenys', en: 'Number of residents' },
        from: 'institution',
        register: 'Gyventojų registras',
      },
    ],
  },
];
