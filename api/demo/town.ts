/** The demo municipality: an invented one, with units, people and the bodies that it asks. Names are made up. */
import type { Role, Unit } from '../../organisation/index.ts';

export const INSTITUTION = {
  institution: 'eigupis',
  name: 'Eigupio rajono savivaldybė',
  nameEn: 'Eigupis district municipality',
  zone: 'Europe/Vilnius',
} as const;

const unit = (id: string, name: string, nameEn: string): Unit => ({
  unit: id,
  institution: INSTITUTION.institution,
  name,
  nameEn,
});

/** Their ids are the candidate groups of the models. */
export const UNITS: readonly Unit[] = [
  unit('front-desk', 'Vieno langelio skyrius', 'One-stop desk'),
  unit('architecture', 'Architektūros ir urbanistikos skyrius', 'Architecture and planning'),
  unit('lawyers', 'Teisės skyrius', 'Legal unit'),
  unit('administration', 'Administracijos direktoriaus biuras', 'Office of the head of administration'),
  unit('social-care', 'Socialinės paramos skyrius', 'Social care'),
  unit('environment', 'Aplinkos skyrius', 'Environment'),
  unit('eldership-centre', 'Centro seniūnija', 'Centre eldership'),
  unit('eldership-lakes', 'Ežerų seniūnija', 'Lakes eldership'),
  unit('library', 'Viešosios bibliotekos abonementas', 'Lending desk of the public library'),
  unit('interlibrary', 'Tarpbibliotekinis abonementas', 'Inter-library loans'),
  unit('ppt-coordinator', 'PPT registratūra', 'Reception of the psychological service'),
  unit('psychologists', 'PPT psichologai', 'Psychologists'),
  unit('special-pedagogues', 'PPT specialieji pedagogai', 'Special pedagogues'),
  unit('speech-therapists', 'PPT logopedai', 'Speech therapists'),
  unit('social-pedagogues', 'Socialinių paslaugų centro socialiniai pedagogai', 'Social pedagogues of the social care centre'),
  unit('ppt-director', 'PPT direktorė', 'Director of the psychological service'),
  unit('waste-clerks', 'Atliekų rinkliavos administratorius', 'Waste-fee administrator'),
  unit('waste-head', 'Rinkliavos administratoriaus vadovė', 'Head of the waste-fee administrator'),
  unit('water-company', 'UAB „Eigupio vandenys“', 'Eigupis water company'),
  unit('power-grid', 'Elektros skirstomieji tinklai', 'Power grid'),
  unit('fire-safety', 'Priešgaisrinė priežiūra', 'Fire safety'),
  unit('public-health', 'Visuomenės sveikatos centras', 'Public health centre'),
  unit('heritage', 'Kultūros paveldo departamentas', 'Heritage department'),
];

/** Units outside the house: they give opinions. */
export const BODIES: readonly string[] = ['water-company', 'power-grid', 'fire-safety', 'public-health', 'heritage'];

export interface Resident {
  readonly user: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly units: readonly string[];
}

const clerk = (user: string, name: string, ...units: readonly string[]): Resident => ({ user, name, roles: ['clerk'], units });

/** Those one can sign in as. A clerk's user is the id of the scenario's person, so that what she did before today is hers. */
export const PEOPLE: readonly Resident[] = [
  { user: 'analyst', name: 'Aistė Norkutė', roles: ['analyst'], units: [] },
  { user: 'manager', name: 'Mindaugas Vaitkus', roles: ['manager'], units: [] },
  { user: 'administrator', name: 'Laima Petkutė', roles: ['administrator'], units: [] },
  clerk('front-desk-1', 'Rasa Kazlauskienė', 'front-desk'),
  clerk('architecture-1', 'Tomas Jankauskas', 'architecture'),
  clerk('architecture-2', 'Eglė Stankevičiūtė', 'architecture'),
  clerk('lawyers-1', 'Jonas Urbonas', 'lawyers'),
  clerk('administration-1', 'Daiva Butkienė', 'administration'),
  clerk('social-care-1', 'Inga Sakalauskaitė', 'social-care'),
  clerk('environment-1', 'Gediminas Rimkus', 'environment'),
  clerk('eldership-centre-1', 'Ona Balčiūnienė', 'eldership-centre'),
  clerk('eldership-lakes-1', 'Vytautas Žukauskas', 'eldership-lakes'),
  clerk('interlibrary-1', 'Jurga Matulienė', 'library', 'interlibrary'),
  clerk('psychologists-1', 'Rūta Grigaitė', 'psychologists', 'ppt-coordinator'),
  clerk('waste-clerks-1', 'Darius Kairys', 'waste-clerks'),
  clerk('water-company-1', 'Andrius Paulauskas', 'water-company'),
];
