/**
 * The card of a service: what CPSV-AP 3.2 says of a public service, and the rows of the Lithuanian description (order 1V-644). Pure: the
 * page, the contract of the API and the store check with this one schema. Nothing but zod may be imported here.
 */
import { z } from 'zod';

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const noControl = (text: string): boolean => !CONTROL.test(text);
const REMEDY = 'holds a control character: type the text anew';

/** One line; line ends and runs of blanks become one blank. */
const line = (longest: number) =>
  z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1).max(longest).refine(noControl, REMEDY));
/** Several lines. */
const prose = (longest: number) =>
  z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(1).max(longest).refine(noControl, REMEDY));
/** Lithuanian, which the law asks for, and English, which it may lack. */
const inBoth = <Text extends z.ZodType>(text: Text) => z.strictObject({ lt: text, en: z.exactOptional(text) });
const web = z
  .string()
  .trim()
  .max(1000)
  .regex(/^https?:\/\/[^\s<>"']+$/, 'is no address of the web: it begins with https://');
const once = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** The code of the Lithuanian card: "PAS11.14", "ARC-11", "02.07". */
export const serviceCode = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u, 'is letters, digits, dots, hyphens, at most 40');

export const SERVICE_KINDS = ['administrative', 'public'] as const;
export const PERSON_KINDS = ['natural', 'legal'] as const;
/** Only what is active is shown to the public. */
export const SERVICE_STATUSES = ['draft', 'active', 'withdrawn'] as const;
export const SERVICE_FIELDS = [
  'civil-registry',
  'residence',
  'social',
  'housing',
  'health',
  'education',
  'culture',
  'construction',
  'land',
  'environment',
  'waste',
  'water',
  'roads',
  'transport',
  'business',
  'taxes',
  'property',
  'archives',
  'legal-aid',
  'agriculture',
  'participation',
] as const;
export const CHANNEL_KINDS = ['desk', 'eldership', 'phone', 'email', 'portal', 'post'] as const;
export const CARD_LANGUAGES = ['lt', 'en', 'pl', 'ru', 'uk', 'de', 'fr'] as const;

/** The engine's own term profile (organisation/term-profiles.ts), one of each day from which it is in force. */
export const cardTerm = z.strictObject({
  id: line(100),
  legalAct: line(500),
  validFrom: z.iso.date(),
  startsFrom: z.enum(['received', 'registered']),
  days: z.int().min(1).max(3650),
  unit: z.enum(['working', 'calendar']),
  extension: z.exactOptional(
    z.strictObject({ days: z.int().min(1).max(3650), times: z.int().min(1).max(20), noticeWithinDays: z.int().min(0).max(365) }),
  ),
  suspensionGrounds: z.array(line(100)).max(20).refine(once, 'names a ground twice'),
  restartsOnClarification: z.boolean(),
  forwardWithinDays: z.exactOptional(z.int().min(1).max(365)),
  forwardNoticeWithinDays: z.exactOptional(z.int().min(1).max(365)),
});
export type CardTerm = z.output<typeof cardTerm>;

export const serviceCard = z.strictObject({
  code: serviceCode,
  title: inBoth(line(300)),
  description: z.exactOptional(inBoth(prose(4000))),
  kind: z.enum(SERVICE_KINDS),
  persons: z.array(z.enum(PERSON_KINDS)).min(1).refine(once, 'names a kind twice'),
  status: z.enum(SERVICE_STATUSES),
  field: z.enum(SERVICE_FIELDS),
  /** The unit that answers for it: its competent authority. */
  owner: line(100),
  /** The post, not the name, of who answers for it. */
  responsible: z.exactOptional(inBoth(line(200))),
  legalActs: z.array(z.strictObject({ title: line(500), url: z.exactOptional(web) })).max(50),
  /** Who may have it, and on what conditions. */
  requirements: z.array(inBoth(prose(1000))).max(50),
  /** What the person brings, and what the institution gets itself (once-only). */
  documents: z
    .array(
      z.strictObject({ name: inBoth(line(500)), from: z.enum(['person', 'institution']), register: z.exactOptional(line(200)) }),
    )
    .max(100),
  forms: z.array(z.strictObject({ name: inBoth(line(200)), url: web })).max(50),
  channels: z
    .array(
      z.strictObject({
        kind: z.enum(CHANNEL_KINDS),
        where: z.exactOptional(inBoth(line(300))),
        hours: z.exactOptional(inBoth(line(200))),
      }),
    )
    .max(50),
  /** Absent: not stated, which is a gap. */
  cost: z.exactOptional(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('free') }),
      z.strictObject({
        kind: z.literal('fee'),
        cents: z.int().min(1).max(100_000_000),
        note: z.exactOptional(inBoth(line(500))),
      }),
    ]),
  ),
  terms: z.array(cardTerm).max(50),
  result: z.exactOptional(inBoth(prose(1000))),
  appeal: z.exactOptional(inBoth(prose(2000))),
  events: z.array(z.strictObject({ kind: z.enum(['life', 'business']), name: inBoth(line(200)) })).max(20),
  keywords: z.strictObject({ lt: z.array(line(100)).max(50), en: z.array(line(100)).max(50) }),
  /** In which one is served. */
  languages: z.array(z.enum(CARD_LANGUAGES)).min(1).refine(once, 'names a language twice'),
  /** The process by which it is done; absent: no model yet. */
  processId: z.exactOptional(line(255)),
});
export type ServiceCard = z.output<typeof serviceCard>;
export type InBoth = ServiceCard['title'];

/** A card before anything is filled in. */
export function blankCard(code: string, owner: string): ServiceCard {
  return {
    code,
    title: { lt: '' },
    kind: 'administrative',
    persons: ['natural'],
    status: 'draft',
    field: 'civil-registry',
    owner,
    legalActs: [],
    requirements: [],
    documents: [],
    forms: [],
    channels: [],
    terms: [],
    events: [],
    keywords: { lt: [], en: [] },
    languages: ['lt'],
  };
}

/** The profile in force on a day: the latest that is not after it. */
export function termOn(terms: readonly CardTerm[], day: string): CardTerm | undefined {
  return terms.filter(({ validFrom }) => validFrom <= day).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
}

/** What a text says in a language; Lithuanian where it has no English. */
export function inLanguage(text: InBoth, language: 'lt' | 'en'): string {
  return language === 'en' ? (text.en ?? text.lt) : text.lt;
}
