/** Cases: one process instance each, with its place in the model, its history, its variables and its statutory term. */
import { z } from 'zod';
import { incident } from './incidents.ts';
import { operation } from './operation.ts';
import { count, day, durationMs, instant, json, key, line, pageOf, paging, variables } from './values.ts';

export const caseStatus = z.enum(['active', 'suspended', 'completed', 'cancelled']);
export const suspensionReason = z.enum(['applicant', 'document', 'authority', 'legal', 'other']);
export const channel = z.enum(['desk', 'phone', 'email', 'portal', 'post', 'eldership']);
export const applicantKind = z.enum(['natural', 'legal']);
export const elementStatus = z.enum([
  'ready',
  'activating',
  'active',
  'completing',
  'completed',
  'failed',
  'terminating',
  'terminated',
  'compensating',
  'compensated',
]);

/** What a case is counted by. */
const dimensions = {
  caseNumber: line(100).optional(),
  service: line(100).optional(),
  institution: line(100).optional(),
  unit: line(100).optional(),
  channel: channel.optional(),
  applicantKind: applicantKind.optional(),
  receivedAt: instant.optional(),
  registeredAt: instant.optional(),
};

/** How near the term is: `working days left`, and the light that says it in one word. */
export const termLight = z.strictObject({
  dueOn: day,
  /** Negative when the day has passed. */
  workingDaysLeft: z.number().int(),
  light: z.enum(['calm', 'soon', 'today', 'late']),
});
export type TermLight = z.output<typeof termLight>;

export const caseSummary = z.strictObject({
  caseKey: key,
  ...dimensions,
  status: caseStatus,
  definitionKey: key,
  processId: z.string(),
  processName: z.string(),
  processVersion: count,
  hasIncident: z.boolean(),
  /** The case that called it. */
  callerCaseKey: key.optional(),
  startedAt: instant,
  endedAt: instant.optional(),
  withdrawnAt: instant.optional(),
  /** Of a case that has a term and still runs. */
  term: termLight.optional(),
});
export type CaseSummary = z.output<typeof caseSummary>;

export const caseAction = z.enum(['suspend', 'resume', 'cancel', 'register', 'setVariables', 'modify', 'migrate']);
export const termAction = z.enum(['suspend', 'resume', 'restart', 'extend', 'forward']);

export const term = z.strictObject({
  status: z.enum(['running', 'suspended', 'forwarded', 'ended']),
  legalAct: z.string(),
  days: count,
  dayKind: z.enum(['working', 'calendar']),
  startedAt: instant,
  dueOn: day,
  workingDaysLeft: z.number().int(),
  light: termLight.shape.light,
  suspension: z.strictObject({ ground: z.string(), since: instant }).optional(),
  suspendedDays: count,
  extensions: count,
  noticeDueOn: day.optional(),
  forwardedTo: z.string().optional(),
  endedAt: instant.optional(),
  /** Grounds on which the law lets it be suspended, and how far it can be extended. */
  suspensionGrounds: z.array(z.string()),
  extendableDays: count,
  actions: z.array(termAction),
});
export type TermJson = z.output<typeof term>;

/** A token's place in the model. */
export const activeElement = z.strictObject({
  elementInstanceKey: key,
  elementId: z.string(),
  elementName: z.string(),
  elementKind: z.string(),
  status: elementStatus,
  enabledAt: instant,
  hasIncident: z.boolean(),
  taskKey: key.optional(),
  /** 1, 2, 3… of the instances of a multi-instance activity; `holdsRounds` of what holds them, or the rounds of a loop. */
  loopCounter: count.optional(),
  holdsRounds: z.boolean(),
  /** Of an ad-hoc sub-process: what may be begun in it now. */
  begins: z.array(z.strictObject({ elementId: z.string(), elementName: z.string() })).optional(),
});

export const caseDetail = caseSummary.omit({ term: true }).extend({
  activeElements: z.array(activeElement),
  incidents: z.array(incident),
  /** Why it stands still and since when; `withCaller`: because the case that called it does. */
  suspension: z
    .strictObject({ reason: suspensionReason, since: instant, note: z.string().optional(), withCaller: z.boolean() })
    .optional(),
  term: term.optional(),
  actions: z.array(caseAction),
});
export type CaseDetail = z.output<typeof caseDetail>;

/** One execution of a flow node. An instant that nobody told the engine is absent, never guessed. */
export const historyRow = z.strictObject({
  elementInstanceKey: key,
  elementId: z.string(),
  elementName: z.string(),
  elementKind: z.string(),
  status: elementStatus,
  loopCounter: count.optional(),
  enabledAt: instant,
  claimedAt: instant.optional(),
  startedAt: instant.optional(),
  endedAt: instant.optional(),
  suspendedMs: durationMs,
  /** Each suspension with its reason; the last one may still last. */
  suspensions: z.array(
    z.strictObject({
      reason: suspensionReason,
      from: instant,
      to: instant.optional(),
    }),
  ),
  actor: z.string().optional(),
  unit: z.string().optional(),
});
export type HistoryRow = z.output<typeof historyRow>;

const atCase = <Path extends string>(path: Path) => `/api/cases/:caseKey${path}` as const;

export const caseOperations = {
  listCases: operation({
    method: 'GET',
    path: '/api/cases',
    needs: 'cases.read',
    summary: 'Cases by number, status, process, unit, time; newest first unless sorted',
    query: z.strictObject({
      /** Part of a case number. */
      number: z.string().max(100).optional(),
      status: caseStatus.optional(),
      processId: z.string().max(255).optional(),
      definitionKey: key.optional(),
      version: z.coerce.number().int().min(1).optional(),
      unit: z.string().max(100).optional(),
      service: z.string().max(100).optional(),
      hasIncident: z.enum(['true', 'false']).optional(),
      /** Started at or after, and before. */
      startedFrom: instant.optional(),
      startedTo: instant.optional(),
      /** Only these, separated by commas: the cases behind a figure. */
      caseKeys: z.string().max(8000).optional(),
      /** Called by this one. */
      callerCaseKey: key.optional(),
      sort: z.enum(['startedAt', 'endedAt', 'caseNumber', 'dueOn']).default('startedAt'),
      order: z.enum(['asc', 'desc']).default('desc'),
      ...paging,
    }),
    answer: pageOf(caseSummary),
  }),
  startCase: operation({
    method: 'POST',
    path: '/api/cases',
    needs: 'cases.start',
    summary: 'Starts a case of a version, or of the newest version of a process',
    body: z.strictObject({
      definition: z.union([
        z.strictObject({ definitionKey: key }),
        z.strictObject({ processId: line(255), version: z.number().int().min(1).optional() }),
      ]),
      variables: variables.default({}),
      dimensions: z.strictObject(dimensions).optional(),
    }),
    status: 201,
    answer: z.strictObject({ caseKey: key, definitionKey: key }),
  }),
  getCase: operation({
    method: 'GET',
    path: '/api/cases/:caseKey',
    needs: 'cases.read',
    summary: 'One case: where it stands, its term, its incidents, what can be done with it',
    answer: caseDetail,
  }),
  getCaseHistory: operation({
    method: 'GET',
    path: atCase('/history'),
    needs: 'cases.read',
    summary: 'Every element instance with its instants, in order',
    answer: z.strictObject({ items: z.array(historyRow) }),
  }),
  getCaseLog: operation({
    method: 'GET',
    path: atCase('/log'),
    needs: 'cases.read',
    summary: "The case's event log in order; no values",
    answer: z.strictObject({
      items: z.array(
        z.strictObject({
          seq: count,
          at: instant,
          type: z.string(),
          elementId: z.string().optional(),
          actor: z.string().optional(),
          unit: z.string().optional(),
        }),
      ),
    }),
  }),
  inspectCase: operation({
    method: 'GET',
    path: atCase('/inspection'),
    needs: 'cases.read',
    summary:
      "The case's log as a stream for xstate's inspectors: actors, events and snapshots of its lifecycle machines; no values",
    answer: z.strictObject({ items: z.array(z.looseObject({ type: z.string(), rootId: z.string(), sessionId: z.string() })) }),
  }),
  getCaseVariables: operation({
    method: 'GET',
    path: atCase('/variables'),
    needs: 'cases.read',
    summary: "The case's own variables",
    answer: z.strictObject({ variables: z.record(z.string(), json) }),
  }),
  setCaseVariables: operation({
    method: 'PATCH',
    path: atCase('/variables'),
    needs: 'cases.edit',
    summary: 'Sets variables of the case',
    body: z.strictObject({ variables }),
    answer: z.strictObject({ variables: z.record(z.string(), json) }),
  }),
  registerCase: operation({
    method: 'POST',
    path: atCase('/register'),
    needs: 'cases.edit',
    summary: 'Gives the case its number in the register',
    body: z.strictObject({ caseNumber: line(100), registeredAt: instant.optional() }),
    answer: caseDetail,
  }),
  cancelCase: operation({
    method: 'POST',
    path: atCase('/cancel'),
    needs: 'cases.cancel',
    summary: 'Ends the case with everything in it',
    answer: caseDetail,
  }),
  suspendTerm: operation({
    method: 'POST',
    path: atCase('/term/suspend'),
    needs: 'terms.change',
    summary: 'Suspends the term on a legal ground',
    body: z.strictObject({ ground: line(200) }),
    answer: caseDetail,
  }),
  resumeTerm: operation({
    method: 'POST',
    path: atCase('/term/resume'),
    needs: 'terms.change',
    summary: 'Resumes the term',
    answer: caseDetail,
  }),
  restartTerm: operation({
    method: 'POST',
    path: atCase('/term/restart'),
    needs: 'terms.change',
    summary: 'Counts the term anew: the applicant has clarified the request',
    answer: caseDetail,
  }),
  extendTerm: operation({
    method: 'POST',
    path: atCase('/term/extend'),
    needs: 'terms.change',
    summary: 'Extends the term as far as its profile allows',
    body: z.strictObject({ days: z.number().int().min(1).max(365), reason: line(2000) }),
    answer: caseDetail,
  }),
  forwardTerm: operation({
    method: 'POST',
    path: atCase('/term/forward'),
    needs: 'terms.change',
    summary: 'Forwards the request to the body that is competent',
    body: z.strictObject({ to: line(200) }),
    answer: caseDetail,
  }),
};
