/** What services of one kind have in common: what they need, what comes of them, how they are described. */
import type { InBoth } from '../../../programme/index.ts';

export type DemoKind = 'permit' | 'certificate' | 'benefit' | 'registration' | 'decision' | 'service' | 'admission';

export interface KindOfService {
  readonly administrative: boolean;
  readonly description: InBoth;
  readonly result: InBoth;
  /** Besides the request. */
  readonly document?: InBoth;
}

export const KINDS: Readonly<Record<DemoKind, KindOfService>> = {
  permit: {
    administrative: true,
    description: {
      lt: 'Prašymas nagrinėjamas ir leidimas išduodamas arba atsisakoma jį išduoti. Atsisakymas pagrindžiamas raštu.',
      en: 'The request is examined and the permit is given or refused. A refusal is explained in writing.',
    },
    result: { lt: 'Leidimas arba pagrįstas atsisakymas jį išduoti.', en: 'A permit, or a refusal with reasons.' },
    document: { lt: 'Vietos schema arba projektas', en: 'Sketch of the place or design' },
  },
  certificate: {
    administrative: true,
    description: {
      lt: 'Pagal savivaldybės turimus duomenis parengiamas ir išduodamas dokumentas. Jį galima gauti popierinį arba elektroninį.',
      en: 'A document is made from the data that the municipality has. You can have it on paper or electronically.',
    },
    result: { lt: 'Pažyma, išrašas arba kopija.', en: 'A certificate, extract or copy.' },
  },
  benefit: {
    administrative: true,
    description: {
      lt: 'Įvertinama, ar asmuo atitinka sąlygas, ir priimamas sprendimas dėl paramos. Apie sprendimą pranešama jo pasirinktu būdu.',
      en: 'It is checked whether the conditions are met, and support is decided on. You are told in the way that you choose.',
    },
    result: { lt: 'Sprendimas dėl paramos ir jos išmokėjimas.', en: 'A decision on support, and its payment.' },
    document: {
      lt: 'Pajamas ar išlaidas patvirtinantys dokumentai, jei jų nėra registruose',
      en: 'Proof of income or costs where registers lack it',
    },
  },
  registration: {
    administrative: true,
    description: {
      lt: 'Patikrinami duomenys ir padaromas įrašas registre. Įrašas patvirtinamas dokumentu.',
      en: 'The data are checked and an entry is made in the register. The entry is confirmed by a document.',
    },
    result: {
      lt: 'Įrašas registre ir jį patvirtinantis dokumentas.',
      en: 'An entry in the register and a document that confirms it.',
    },
    document: { lt: 'Registruojamą faktą patvirtinantis dokumentas', en: 'Document that proves what is registered' },
  },
  decision: {
    administrative: true,
    description: {
      lt: 'Prašymas nagrinėjamas, prireikus gaunamos kitų įstaigų išvados. Priimamas sprendimas ir apie jį pranešama.',
      en: 'The request is examined, with opinions of other bodies where needed. A decision is taken and told.',
    },
    result: {
      lt: 'Sprendimas, suderintas dokumentas arba pagrįstas atsisakymas.',
      en: 'A decision, an agreed document, or a refusal with reasons.',
    },
    document: { lt: 'Klausimui išspręsti reikalingi dokumentai', en: 'Documents needed for the question' },
  },
  service: {
    administrative: false,
    description: {
      lt: 'Suderinamas laikas ir paslauga suteikiama vietoje, namuose arba nuotoliniu būdu.',
      en: 'A time is agreed and the service is given on the spot, at home or remotely.',
    },
    result: { lt: 'Suteikta paslauga.', en: 'The service is given.' },
  },
  admission: {
    administrative: true,
    description: {
      lt: 'Prašymas registruojamas bendroje eilėje, vieta skiriama pagal tarybos nustatytus pirmumo kriterijus.',
      en: 'The request joins the common queue; places are given by the criteria of the council.',
    },
    result: { lt: 'Sutartis dėl ugdymo arba vieta eilėje.', en: 'A contract of schooling, or a place in the queue.' },
    document: {
      lt: 'Mokymosi pasiekimus patvirtinantis dokumentas, jei toks yra',
      en: 'Record of schooling, where there is one',
    },
  },
};
