/** What the public's survey form says, in both languages. */
import type { Language } from './words.ts';

const LT = {
  title: 'Jūsų nuomonė',
  anonymous: 'Atsakymai anonimiški: neklausiame, kas esate, ir nesiejame atsakymo su Jūsų byla. Nuoroda veikia vieną kartą.',
  required: 'privaloma',
  optional: 'neprivaloma',
  scales: {
    satisfaction: ['labai nepatenkintas (-a)', 'labai patenkintas (-a)'],
    effort: ['labai lengva', 'labai sunku'],
    expectation: ['visiškai nesvarbu', 'labai svarbu'],
    perception: ['visiškai nesutinku', 'visiškai sutinku'],
  },
  step: 'Kuris žingsnis buvo sunkiausias?',
  noStep: 'Nė vienas',
  send: 'Siųsti atsakymus',
  faultTitle: 'Reikia pataisyti',
  fault: {
    missing: 'Pasirinkite atsakymą',
    range: 'Pasirinkite iš sąrašo',
    unknown: 'Tokio klausimo nėra',
    kind: 'Pasirinkite iš sąrašo',
  },
  textHint: 'Nerašykite vardų, adresų ir kitų asmens duomenų.',
  thanksTitle: 'Ačiū',
  thanks: 'Atsakymai gauti. Pagal juos tobulinsime paslaugas.',
  usedTitle: 'Nuoroda jau panaudota',
  used: 'Pagal šią nuorodą jau atsakyta. Kiekviena nuoroda veikia vieną kartą, todėl dar kartą atsakyti negalima.',
  overTitle: 'Nuorodos galiojimas baigėsi',
  over: 'Pagal šią nuorodą atsakyti nebegalima.',
  unknownTitle: 'Tokios nuorodos nėra',
  unknown: 'Patikrinkite, ar adresą perrašėte visą.',
};

const EN: typeof LT = {
  title: 'Your opinion',
  anonymous: 'Answers are anonymous: we do not ask who you are, and keep no link to your case. This address works once.',
  required: 'required',
  optional: 'optional',
  scales: {
    satisfaction: ['very dissatisfied', 'very satisfied'],
    effort: ['very easy', 'very hard'],
    expectation: ['not important at all', 'very important'],
    perception: ['do not agree at all', 'agree completely'],
  },
  step: 'Which step was the hardest?',
  noStep: 'None',
  send: 'Send the answers',
  faultTitle: 'There is a problem',
  fault: {
    missing: 'Choose an answer',
    range: 'Choose from the list',
    unknown: 'There is no such question',
    kind: 'Choose from the list',
  },
  textHint: 'Do not write names, addresses or other personal data.',
  thanksTitle: 'Thank you',
  thanks: 'Your answers have arrived. We will use them to improve our services.',
  usedTitle: 'This link has been used',
  used: 'Somebody has answered by this link already. Each link works once, so it cannot be answered again.',
  overTitle: 'This link is no longer good',
  over: 'It is too late to answer by this link.',
  unknownTitle: 'There is no such link',
  unknown: 'Check that you have typed the whole address.',
};

export const FEEDBACK_WORDS: Readonly<Record<Language, typeof LT>> = { lt: LT, en: EN };
