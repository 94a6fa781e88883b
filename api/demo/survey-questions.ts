/** The questionnaires of the demo municipality: one of a whole survey, one that is short enough for the end of a case. */
import { DIMENSIONS, type Instrument, type Question } from '../../programme/index.ts';

const question = (id: string, kind: Question['kind'], lt: string, en: string, required = true): Question => ({
  id,
  kind,
  text: { lt, en },
  required,
});

const ABOUT: Readonly<Record<(typeof DIMENSIONS)[number], readonly [lt: string, en: string]>> = {
  tangibles: ['patalpos, formos ir informacija suprantamos', 'places, forms and information are easy to understand'],
  reliability: ['pažadėta padaroma laiku ir be klaidų', 'what is promised is done on time and without mistakes'],
  responsiveness: ['atsakoma ir padedama greitai', 'answers and help come quickly'],
  assurance: ['darbuotojai išmano savo darbą ir jais galima pasitikėti', 'the staff know their work and can be trusted'],
  empathy: ['su žmogumi bendraujama dėmesingai', 'people are treated with attention'],
};

export const QUALITY: Instrument = {
  title: { lt: 'Paslaugų kokybės apklausa', en: 'Survey of service quality' },
  lead: {
    lt: 'Klausiame, ko tikitės iš savivaldybės paslaugų ir ką gavote. Užtruksite apie penkias minutes.',
    en: 'We ask what you expect of the services of the municipality and what you got. It takes about five minutes.',
  },
  questions: [
    question('satisfaction', 'satisfaction', 'Ar esate patenkinti paslaugomis?', 'Are you satisfied with the services?'),
    question('effort', 'effort', 'Kiek pastangų reikėjo?', 'How much effort did it take?'),
    ...DIMENSIONS.flatMap((dimension) => {
      const [lt, en] = ABOUT[dimension];
      return [
        {
          ...question(`wanted-${dimension}`, 'expectation', `Kiek Jums svarbu, kad ${lt}?`, `How important is it that ${en}?`),
          dimension,
        },
        {
          ...question(
            `met-${dimension}`,
            'perception',
            `Ar sutinkate: savivaldybėje ${lt}?`,
            `Do you agree: in the municipality ${en}?`,
          ),
          dimension,
        },
      ];
    }),
    question('words', 'text', 'Ką pakeistumėte?', 'What would you change?', false),
  ],
  weights: { tangibles: 11, reliability: 32, responsiveness: 22, assurance: 19, empathy: 16 },
};

export const FEEDBACK: Instrument = {
  title: { lt: 'Jūsų nuomonė apie paslaugą', en: 'Your opinion of the service' },
  lead: { lt: 'Trys klausimai apie ką tik baigtą bylą.', en: 'Three questions about the case that has just ended.' },
  questions: [
    question(
      'satisfaction',
      'satisfaction',
      'Ar esate patenkinti tuo, kaip išnagrinėtas Jūsų prašymas?',
      'Are you satisfied with how your request was handled?',
    ),
    question('effort', 'effort', 'Kiek pastangų Jums reikėjo?', 'How much effort did it take you?'),
    question('words', 'text', 'Ką reikėtų gerinti?', 'What should be better?', false),
  ],
};
