/** Random cards with everything in their texts that has broken a table or a list before. */
import fc from 'fast-check';
import {
  CARD_LANGUAGES,
  CHANNEL_KINDS,
  PERSON_KINDS,
  SERVICE_FIELDS,
  SERVICE_KINDS,
  SERVICE_STATUSES,
  serviceCard,
  type ServiceCard,
} from '../../programme/index.ts';

const PIECES = [
  'Leidimas',
  'ąčęėįšųūž',
  '=1+1',
  '@cmd',
  "'=x",
  '-5',
  '|',
  '\\',
  '\\n',
  ',',
  ';',
  '"',
  '""',
  ' | ',
  'a, b',
  'x',
  '\t',
  '„ž“',
  '＝x',
];
const line = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 })
  .map((pieces) => `x${pieces.join(' ')}`.slice(0, 90))
  .map((text) => text.slice(text.length % 2));
const prose = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
const both = (text: fc.Arbitrary<string>) => fc.record({ lt: text, en: text }, { requiredKeys: ['lt'] });
const web = fc.constantFrom('https://www.e-tar.lt/a?b=c|d', 'http://eigupis.lt/forma,1');
const subset = <Word extends string>(words: readonly Word[]) => fc.uniqueArray(fc.constantFrom(...words), { minLength: 1 });
const days = fc.integer({ min: 1, max: 365 });
const list = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 3 });

const term = fc.record(
  {
    id: line,
    legalAct: line,
    validFrom: fc.constantFrom('2020-01-01', '2024-02-29'),
    startsFrom: fc.constantFrom('received', 'registered'),
    days,
    unit: fc.constantFrom('working', 'calendar'),
    extension: fc.record({ days, times: fc.integer({ min: 1, max: 20 }), noticeWithinDays: fc.integer({ min: 0, max: 365 }) }),
    suspensionGrounds: fc.uniqueArray(line, { maxLength: 3, selector: (text) => text.replace(/\s+/g, ' ').trim() }),
    restartsOnClarification: fc.boolean(),
    forwardWithinDays: days,
    forwardNoticeWithinDays: days,
  },
  { requiredKeys: ['id', 'legalAct', 'validFrom', 'startsFrom', 'days', 'unit', 'suspensionGrounds', 'restartsOnClarification'] },
);

/** Each is one that the schema lets through. */
export const randomCard: fc.Arbitrary<ServiceCard> = fc
  .record(
    {
      code: fc.stringMatching(/^[A-Z]{2,4}[0-9]{1,3}\.[0-9]{1,2}$/),
      title: both(line),
      description: both(prose),
      kind: fc.constantFrom(...SERVICE_KINDS),
      persons: subset(PERSON_KINDS),
      status: fc.constantFrom(...SERVICE_STATUSES),
      field: fc.constantFrom(...SERVICE_FIELDS),
      owner: fc.constantFrom('permits', 'social'),
      responsible: both(line),
      legalActs: list(fc.record({ title: line, url: web }, { requiredKeys: ['title'] })),
      requirements: list(both(prose)),
      documents: list(
        fc.record(
          { name: both(line), from: fc.constantFrom('person', 'institution'), register: line },
          { requiredKeys: ['name', 'from'] },
        ),
      ),
      forms: list(fc.record({ name: both(line), url: web })),
      channels: list(
        fc.record({ kind: fc.constantFrom(...CHANNEL_KINDS), where: both(line), hours: both(line) }, { requiredKeys: ['kind'] }),
      ),
      cost: fc.oneof(
        fc.constant({ kind: 'free' }),
        fc.record(
          { kind: fc.constant('fee'), cents: fc.integer({ min: 1, max: 999_999 }), note: both(line) },
          { requiredKeys: ['kind', 'cents'] },
        ),
      ),
      terms: list(term),
      result: both(prose),
      appeal: both(prose),
      events: list(fc.record({ kind: fc.constantFrom('life', 'business'), name: both(line) })),
      keywords: fc.record({ lt: list(line), en: list(line) }),
      languages: subset(CARD_LANGUAGES),
      processId: fc.constantFrom('request'),
    },
    {
      requiredKeys: [
        'code',
        'title',
        'kind',
        'persons',
        'status',
        'field',
        'owner',
        'legalActs',
        'requirements',
        'documents',
        'forms',
        'channels',
        'terms',
        'events',
        'keywords',
        'languages',
      ],
    },
  )
  .map((raw) => serviceCard.parse(raw));
