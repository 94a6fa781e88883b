/** The draft of a recommendation, in both languages, from what was measured. An analyst edits it. Pure. */
import type { Evidence, RecommendationText } from './plan-shapes.ts';

/** What helps against each cause of waiting: a place to begin, not a verdict. */
const REMEDIES: Readonly<Record<string, { readonly lt: string; readonly en: string }>> = {
  contention: {
    lt: 'Bylos laukia eilėje: perskirstyti darbą arba žmones, kad šiame žingsnyje dirbtų daugiau žmonių piko metu.',
    en: 'Cases wait in a queue: share the work out anew, or have more people at this step when most cases come.',
  },
  batching: {
    lt: 'Bylos laukia, kol susikaups kitų: nagrinėti kiekvieną, kai ji ateina, arba dažniau.',
    en: 'Cases wait for others to be done together: handle each as it comes, or more often.',
  },
  prioritisation: {
    lt: 'Vėlesnės bylos aplenkia ankstesnes: nustatyti aiškią eilės taisyklę.',
    en: 'Later cases overtake earlier ones: agree on a rule for the order.',
  },
  unavailability: {
    lt: 'Bylos laukia, kol kas nors bus darbe: numatyti pavaduojantį žmogų.',
    en: 'Cases wait while nobody is on duty: name somebody who stands in.',
  },
  applicant: {
    lt: 'Laukiama pareiškėjo: iš karto pasakyti, ko reikia, ir imti iš registrų tai, ką institucija gali gauti pati.',
    en: 'One waits for the applicant: say at once what is needed, and take from registers what the institution can get itself.',
  },
  document: {
    lt: 'Laukiama dokumento: gauti jį iš registro arba prašyti jo kartu su prašymu.',
    en: 'One waits for a document: get it from a register, or ask for it with the request.',
  },
  authority: {
    lt: 'Laukiama kitos institucijos: susitarti dėl termino arba kreiptis į kelias iš karto.',
    en: 'One waits for another authority: agree on a term, or ask several at the same time.',
  },
  timer: {
    lt: 'Laukiama nustatyto laiko: sutrumpinti jį, jei teisės aktas leidžia.',
    en: 'One waits for a set time: shorten it where the law allows.',
  },
  unassigned: {
    lt: 'Niekas nepaima užduoties: skirti ją automatiškai.',
    en: 'Nobody takes the task: assign it automatically.',
  },
};
const OTHER = {
  lt: 'Išsiaiškinti su dirbančiaisiais, kodėl laukiama, ir aprašyti pakeitimą.',
  en: 'Find out with those who do it why cases wait, and describe the change.',
};
const DIMENSION_WORDS: Readonly<Record<string, { readonly lt: string; readonly en: string }>> = {
  tangibles: { lt: 'aplinka ir informacija', en: 'places and information' },
  reliability: { lt: 'patikimumas', en: 'reliability' },
  responsiveness: { lt: 'greitumas', en: 'responsiveness' },
  assurance: { lt: 'kompetencija', en: 'assurance' },
  empathy: { lt: 'dėmesys žmogui', en: 'empathy' },
};

export function draftOf(evidence: Evidence): RecommendationText {
  return { ...(evidence.kind === 'bottleneck' ? ofBottleneck(evidence) : ofSurvey(evidence)), status: 'draft' };
}

function ofBottleneck({ source, name, cause, figures, n, asOf }: Evidence) {
  const saved = figures.find((figure) => figure.name === 'saved');
  const remedy = REMEDIES[cause ?? ''] ?? OTHER;
  const on = asOf.slice(0, 10);
  const days = (ms: number, language: 'lt' | 'en') => number(ms / 86_400_000, language);
  const within = (language: 'lt' | 'en', words: string) =>
    saved?.low === undefined || saved.low === null || saved.high === null
      ? ''
      : ` (${words} ${days(saved.low, language)}–${days(saved.high, language)})`;
  return {
    title: { lt: `Trumpinti laukimą žingsnyje „${name}“`, en: `Less waiting at “${name}”` },
    text: {
      lt: [
        saved === undefined
          ? `Žingsnyje „${name}“ (${source.name}) prarandama daugiausia laiko.`
          : `Be laiko, prarandamo žingsnyje „${name}“ (${source.name}), byla vidutiniškai truktų ${days(saved.value, 'lt')} d. trumpiau${within('lt', '95 % intervalas')}; bylų: ${String(n)}, duomenys: ${on}.`,
        remedy.lt,
      ].join('\n'),
      en: [
        saved === undefined
          ? `Most time is lost at “${name}” (${source.name}).`
          : `Without the time lost at “${name}” (${source.name}) a case would take ${days(saved.value, 'en')} days less in the mean${within('en', '95% interval')}; ${String(n)} cases, figures of ${on}.`,
        remedy.en,
      ].join('\n'),
    },
  };
}

function ofSurvey({ source, subject, name, figures, n, asOf }: Evidence) {
  const figure = figures[0];
  const [what, dimension = '', group] = subject.split(':');
  const where = group === undefined ? '' : ` – ${name}`;
  const words = DIMENSION_WORDS[dimension] ?? { lt: name, en: name };
  const value = (language: 'lt' | 'en') =>
    figure === undefined
      ? '–'
      : figure.unit === 'share'
        ? `${number(figure.value * 100, language)} %`
        : number(figure.value, language);
  const measured = {
    csat: { lt: 'patenkintų dalis', en: 'share of the satisfied' },
    effort: { lt: 'pastangos (1–7, mažiau yra geriau)', en: 'effort (1–7, less is better)' },
    gap: { lt: `lūkesčių atotrūkis: ${words.lt}`, en: `gap between expected and met: ${words.en}` },
    perception: { lt: `vertinimas: ${words.lt}`, en: `perception: ${words.en}` },
  }[what ?? ''] ?? { lt: name, en: name };
  return {
    title: { lt: `Gerinti: ${measured.lt}${where}`, en: `Improve: ${measured.en}${where}` },
    text: {
      lt: `Apklausa „${source.name}“${where}: ${measured.lt} – ${value('lt')}; atsakymų: ${String(n)}, duomenys: ${asOf.slice(0, 10)}.\n${OTHER.lt}`,
      en: `Survey “${source.name}”${where}: ${measured.en} is ${value('en')}; ${String(n)} answers, figures of ${asOf.slice(0, 10)}.\n${OTHER.en}`,
    },
  };
}

function number(value: number, language: 'lt' | 'en'): string {
  return new Intl.NumberFormat(language === 'lt' ? 'lt-LT' : 'en-GB', { maximumFractionDigits: 1 }).format(value);
}
