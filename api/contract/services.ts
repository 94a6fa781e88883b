/** The catalogue of services: cards, their versions, gaps, files in and out. */
import { z } from 'zod';
import { CARD_FAULT_RULES } from '../../programme/card/card-fault.ts';
import { CARD_RULES } from '../../programme/card/card-rules.ts';
import { PERSON_KINDS, SERVICE_FIELDS, SERVICE_KINDS, SERVICE_STATUSES, serviceCard } from '../../programme/card/service-card.ts';
import { operation } from './operation.ts';
import { count, instant, key, line } from './values.ts';

export const cardRule = z.enum(CARD_RULES);
export const cardGap = z.strictObject({
  rule: cardRule,
  path: z.string(),
  language: z.enum(['lt', 'en']).optional(),
  text: z.string().optional(),
  words: count.optional(),
});
export type CardGapJson = z.output<typeof cardGap>;

export const cardFault = z.strictObject({
  rule: z.enum(CARD_FAULT_RULES),
  path: z.string(),
  value: z.string().optional(),
  message: z.string(),
  line: count.optional(),
  code: z.string().optional(),
});
export type CardFaultJson = z.output<typeof cardFault>;

const kept = {
  version: count,
  changedAt: instant,
  changedBy: z.string(),
  note: z.string().optional(),
};

/** What a list shows. */
export const serviceSummary = z.strictObject({
  code: z.string(),
  title: serviceCard.shape.title,
  kind: serviceCard.shape.kind,
  persons: serviceCard.shape.persons,
  status: serviceCard.shape.status,
  field: serviceCard.shape.field,
  owner: z.string(),
  processId: z.string().optional(),
  /** Of the term in force today. */
  term: z.strictObject({ days: count, unit: z.enum(['working', 'calendar']) }).optional(),
  gaps: z.array(cardRule),
  version: count,
  changedAt: instant,
});
export type ServiceSummary = z.output<typeof serviceSummary>;

export const service = z.strictObject({
  card: serviceCard,
  ...kept,
  gaps: z.array(cardGap),
  /** Null: no model yet. */
  process: z
    .strictObject({
      processId: z.string(),
      name: z.string(),
      /** Of the newest version. */
      definitionKey: key,
      version: count,
      cases: count,
      activeCases: count,
    })
    .nullable(),
});
export type ServiceJson = z.output<typeof service>;

const filter = {
  text: z.string().trim().max(200).optional(),
  owner: z.string().max(100).optional(),
  persons: z.enum(PERSON_KINDS).optional(),
  kind: z.enum(SERVICE_KINDS).optional(),
  field: z.enum(SERVICE_FIELDS).optional(),
  status: z.enum(SERVICE_STATUSES).optional(),
  hasModel: z.stringbool().optional(),
  gap: z.enum([...CARD_RULES, 'any', 'none']).optional(),
};

const note = line(500).optional();
const format = z.enum(['csv', 'jsonld']);

export const serviceOperations = {
  listServices: operation({
    method: 'GET',
    path: '/api/services',
    needs: 'services.read',
    summary: 'Services by title, or those that fit words; with how many there are in all',
    query: z.strictObject({
      ...filter,
      /** How many to leave out. */
      after: z.coerce.number().int().min(0).max(100_000).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(50),
    }),
    answer: z.strictObject({
      items: z.array(serviceSummary),
      total: count,
      all: count,
      withModel: count,
      withGaps: count,
      endCursor: z.string().optional(),
    }),
  }),
  createService: operation({
    method: 'POST',
    path: '/api/services',
    needs: 'services.change',
    summary: 'Adds a service; refused with the place when code, unit, process or the legal basis of its term is wrong',
    body: z.strictObject({ card: serviceCard, note }),
    status: 201,
    answer: service,
  }),
  listServiceGaps: operation({
    method: 'GET',
    path: '/api/service-gaps',
    needs: 'services.read',
    summary: 'How many services miss what, by rule, each with its source; withdrawn services are left out',
    query: z.strictObject(filter),
    answer: z.strictObject({
      items: z.array(z.strictObject({ rule: cardRule, source: z.string(), services: count, gaps: count })),
    }),
  }),
  exportServices: operation({
    method: 'GET',
    path: '/api/service-export',
    needs: 'services.read',
    summary: 'The whole catalogue as CSV or as JSON-LD in the terms of CPSV-AP 3.2.0',
    query: z.strictObject({ format }),
    file: true,
  }),
  importServices: operation({
    method: 'POST',
    path: '/api/service-import',
    needs: 'services.change',
    summary: 'Takes in such a file (at most 10 MB, sent as the body), all or nothing; without `apply` it is only tried',
    query: z.strictObject({ format, apply: z.stringbool().default(false), note }),
    bytes: true,
    answer: z.strictObject({
      applied: z.boolean(),
      added: z.array(z.string()),
      changed: z.array(z.string()),
      unchanged: z.array(z.string()),
      /** At most 200; with one nothing can be applied. */
      faults: z.array(cardFault),
      faultCount: count,
    }),
  }),
  getService: operation({
    method: 'GET',
    path: '/api/services/:code',
    needs: 'services.read',
    summary: 'One service with its card, its gaps and its process',
    answer: service,
  }),
  changeService: operation({
    method: 'PUT',
    path: '/api/services/:code',
    needs: 'services.change',
    summary: 'Makes a new version of the card; refused when somebody has changed it since `version`',
    body: z.strictObject({ version: count, card: serviceCard, note }),
    answer: service,
  }),
  listServiceVersions: operation({
    method: 'GET',
    path: '/api/services/:code/versions',
    needs: 'services.read',
    summary: 'All versions of a card, newest first, each with the fields that it changed',
    answer: z.strictObject({
      items: z.array(z.strictObject({ ...kept, changed: z.array(z.string()), card: serviceCard })),
    }),
  }),
};
