/** The one-stop desk: what comes in by whatever channel, its receipt and code, letters to the applicant, notices that are due. */
import { z } from 'zod';
import { COMPLAINT_TOPICS, FINDINGS } from '../../organisation/complaints.ts';
import { serviceCard, serviceCode } from '../../programme/card/service-card.ts';
import { applicantKind, channel } from './cases.ts';
import { operation } from './operation.ts';
import { count, day, durationMs, instant, json, key, line, share, variables } from './values.ts';

const documentNames = z.array(line(500)).max(100);
const text = z.string().trim().max(4000);

/** What the desk asks for before it takes a request in: from the card and the process of its service. */
export const intakeForm = z.strictObject({
  code: z.string(),
  title: serviceCard.shape.title,
  persons: serviceCard.shape.persons,
  /** To be brought by the applicant; what the institution gets itself is not among them. */
  documents: z.array(serviceCard.shape.title),
  /** That it gets itself, so that nobody asks for them. */
  ownDocuments: z.array(serviceCard.shape.title),
  term: z.strictObject({ days: count, unit: z.enum(['working', 'calendar']), legalAct: z.string() }).optional(),
  /** `isUnified`: the service has no model of its own yet, and goes by that of any request. null: nothing can be started. */
  process: z.strictObject({ processId: z.string(), name: z.string(), isUnified: z.boolean() }).nullable(),
  /** The form of its start event. */
  form: z.strictObject({ schema: json }).nullable(),
  owner: z.string(),
});
export type IntakeForm = z.output<typeof intakeForm>;

export const receipt = z.strictObject({
  caseKey: key,
  caseNumber: z.string(),
  /** Told this once. */
  code: z.string(),
  title: serviceCard.shape.title,
  receivedAt: instant,
  registeredAt: instant,
  dueOn: day.optional(),
  term: intakeForm.shape.term,
  brought: documentNames,
  missing: documentNames,
  channel,
  applicantName: z.string(),
});
export type Receipt = z.output<typeof receipt>;

export const letterKind = z.enum([
  'documentsBrought',
  'documentsAsked',
  'told',
  'extensionNotice',
  'forwardingNotice',
  'answered',
  'withdrawalAsked',
  'complaint',
  'complaintAnswered',
]);
export { COMPLAINT_TOPICS, FINDINGS };
export const complaintTopic = z.enum(COMPLAINT_TOPICS);
export const complaintFinding = z.enum(FINDINGS);

export const correspondence = z.strictObject({
  letters: z.array(
    z.strictObject({
      kind: letterKind,
      documents: documentNames,
      text: z.string(),
      writtenAt: instant,
      /** Absent: the applicant. Of a complaint who noted it. */
      writtenBy: z.string().optional(),
      /** Of a complaint, and of its answer. */
      topic: complaintTopic.optional(),
      finding: complaintFinding.optional(),
    }),
  ),
  /** In the order in which they came; an answer is that of the oldest which has none. */
  complaints: z.array(
    z.strictObject({
      topic: complaintTopic,
      receivedAt: instant,
      /** The last day to answer it. */
      dueOn: day,
      isLate: z.boolean(),
      answered: z.strictObject({ at: instant, finding: complaintFinding }).optional(),
    }),
  ),
  /** Different documents demanded of the applicant: all, and those asked for after the request had come. */
  demanded: count,
  asked: count,
  hasCode: z.boolean(),
  /** When what it said of people was erased. */
  erasedAt: instant.optional(),
  /** The last day for forwarding it to the competent body, and notices that the law wants and nobody has sent. */
  forwardBy: day.optional(),
  notices: z.array(z.strictObject({ kind: z.enum(['extensionNotice', 'forwardingNotice']), dueOn: day.optional() })),
});
export type Correspondence = z.output<typeof correspondence>;

/** Letters that are nothing without words. */
const SAYING = ['told', 'complaint', 'complaintAnswered'] as const;

const ofCase = <Path extends string>(path: Path) => `/api/desk/cases/:caseKey${path}` as const;

export const deskOperations = {
  getIntakeForm: operation({
    method: 'GET',
    path: '/api/desk/services/:code',
    needs: 'cases.start',
    summary: 'What is asked for before a request for a service is taken in',
    answer: intakeForm,
  }),
  takeIn: operation({
    method: 'POST',
    path: '/api/desk/cases',
    needs: 'cases.start',
    summary: 'Takes a request in: number, code, receipt; received and registered apart',
    body: z.strictObject({
      service: serviceCode,
      channel,
      applicantKind,
      applicant: z.strictObject({ name: line(200), contact: text.max(300).default('') }),
      /** When it came; now when absent. It is registered now. */
      receivedAt: instant.optional(),
      /** Documents that came with it, by the Lithuanian names of the card. */
      documents: documentNames.default([]),
      /** Takes it in although documents are missing; they are asked for at once. */
      isIncomplete: z.boolean().default(false),
      subject: text.default(''),
      variables: variables.default({}),
      /** One of the caller's units, or any for those who see all; her first unit, or the service's owner. */
      unit: line(100).optional(),
    }),
    status: 201,
    answer: receipt,
  }),
  issueCode: operation({
    method: 'POST',
    path: ofCase('/code'),
    needs: 'cases.edit',
    summary: 'A new code for the applicant; the one before it is worth nothing any more',
    answer: z.strictObject({ caseNumber: z.string(), code: z.string() }),
  }),
  getCorrespondence: operation({
    method: 'GET',
    path: ofCase('/letters'),
    needs: 'cases.read',
    summary: 'What was asked of the applicant and said to her; notices that are due',
    answer: correspondence,
  }),
  writeLetter: operation({
    method: 'POST',
    path: ofCase('/letters'),
    needs: 'cases.edit',
    summary:
      'Asks the applicant for documents, tells her something, notes that a notice was sent, notes a complaint, or answers the oldest one',
    body: z
      .strictObject({
        kind: z.enum(['documentsAsked', 'told', 'extensionNotice', 'forwardingNotice', 'complaint', 'complaintAnswered']),
        documents: documentNames.default([]),
        text: text.default(''),
        /** Of a complaint: what it is about, and the day on which it came; today when absent. */
        topic: complaintTopic.optional(),
        receivedOn: day.optional(),
        /** Of an answer to a complaint. */
        finding: complaintFinding.optional(),
      })
      .refine(({ kind, documents }) => (kind === 'documentsAsked') === documents.length > 0, {
        message: 'name documents when documents are asked for, and only then',
        path: ['documents'],
      })
      .refine(({ kind, text: said }) => !(SAYING as readonly string[]).includes(kind) || said !== '', {
        message: 'a message, a complaint and its answer say something',
        path: ['text'],
      })
      .refine(({ kind, topic }) => (kind === 'complaint') === (topic !== undefined), {
        message: 'say what a complaint is about, and of nothing else',
        path: ['topic'],
      })
      .refine(({ kind, receivedOn }) => kind === 'complaint' || receivedOn === undefined, {
        message: 'only a complaint came on a day',
        path: ['receivedOn'],
      })
      .refine(({ kind, finding: found }) => (kind === 'complaintAnswered') === (found !== undefined), {
        message: 'say what was found when a complaint is answered, and only then',
        path: ['finding'],
      }),
    answer: correspondence,
  }),
  eraseCase: operation({
    method: 'POST',
    path: ofCase('/erasure'),
    needs: 'cases.cancel',
    summary: 'Erases what an ended case says of people: values, letters, code; what happened and when stays. Cannot be undone',
    answer: correspondence,
  }),
  listNotices: operation({
    method: 'GET',
    path: '/api/desk/notices',
    needs: 'cases.read',
    summary:
      'Notices of extensions and forwardings that nobody has sent yet and complaints that nobody has answered, the most urgent first',
    answer: z.strictObject({
      items: z.array(
        z.strictObject({
          caseKey: key,
          caseNumber: z.string().optional(),
          processName: z.string(),
          kind: z.enum(['extensionNotice', 'forwardingNotice', 'complaint']),
          dueOn: day.optional(),
          isLate: z.boolean(),
        }),
      ),
    }),
  }),
  getIntakeFigures: operation({
    method: 'GET',
    path: '/api/desk/figures',
    needs: 'insight.read',
    summary:
      'How long requests wait to be registered, whether they come complete, how many documents are demanded of applicants, how far cases travel; groups under five are not told',
    query: z.strictObject({ by: z.enum(['channel', 'unit', 'institution', 'applicantKind', 'service']).default('channel') }),
    answer: z.strictObject({
      registration: z.array(
        z.strictObject({
          group: z.string(),
          n: count,
          medianMs: durationMs.nullable(),
          p90Ms: durationMs.nullable(),
          /** Registered on the day it came or the working day after. */
          inTimeShare: share.nullable(),
          /** Of those whose documents were noted: with all of them when it came. */
          completeShare: share.nullable(),
        }),
      ),
      documents: z.array(
        z.strictObject({
          processId: z.string(),
          processName: z.string(),
          processNameEn: z.string().optional(),
          version: count,
          cases: count,
          demandedPerCase: z.number().nullable(),
          askedLaterPerCase: z.number().nullable(),
        }),
      ),
      /** Of completed cases: different units that worked on each, and how often one passed it on to another. */
      journeys: z.array(
        z.strictObject({
          processId: z.string(),
          processName: z.string(),
          processNameEn: z.string().optional(),
          version: count,
          cases: count,
          unitsPerCase: z.number().nullable(),
          handoversPerCase: z.number().nullable(),
        }),
      ),
    }),
  }),
};
