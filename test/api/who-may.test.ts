/** Every route × nobody, the wrong role, another unit, another tenant, the owner. A new operation does not compile until it stands here. */
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OperationName, operations } from '../../api/contract.ts';
import { TENANT } from '../../api/main.ts';
import {
  blankCard,
  DECLARED_DEFAULT,
  type Instrument,
  type MeasureText,
  openProgramme,
  type StandardText,
  type Wave,
} from '../../programme/index.ts';
import { decision, dmn, literal } from '../decision/dmn-file.ts';
import { bundle } from '../support/child.ts';
import { modelXml } from '../support/model.ts';
import { addressOf, PASSWORD, testServer, type TestServer, type User } from '../support/server.ts';

interface Row {
  /** Who may; asked last, and must succeed. */
  readonly owner: User;
  /** Has a role that may not: 403. Absent where every role may. */
  readonly wrongRole?: User;
  /** A clerk of another unit: what is asked for is not there, or the list does not show it. Absent where units do not count. */
  readonly otherUnit?: 'notFound' | 'hidden';
  /** The same role in another tenant, for what has a key or shows what is there. */
  readonly otherTenant?: { readonly user: User; readonly sees: 'notFound' | 'hidden' };
  readonly params?: () => Readonly<Record<string, string>>;
  readonly query?: () => Readonly<Record<string, string>>;
  readonly body?: () => unknown;
  readonly bytes?: Uint8Array;
}

const PROCESS = 'secret-process';
const NUMBER = 'SECRET-7';
let server: TestServer;
let definitionKey = '';
let decisionKey = '';
const cases = { work: '', term: '', cancel: '', broken: '' };
const adHoc = { caseKey: '', elementInstanceKey: '' };
const tasks = { work: '' };
let incidentKey = '';
let batchKey = '';
let importId = '';
let logKey = '';
let jobId = '';
let comparisonId = '';
let keptComparisonId = '';
let simulationId = '';
let simulatedId = '';
let endedCaseKey = '';

const INSTRUMENT: Instrument = {
  title: { lt: 'SECRET', en: 'SECRET' },
  lead: { lt: 'Klausimai', en: 'Questions' },
  questions: [{ id: 'satisfaction', kind: 'satisfaction', text: { lt: 'Ar gerai?', en: 'Well?' }, required: true }],
};
const WAVE: Wave = {
  title: { lt: 'SECRET', en: 'SECRET' },
  kind: 'feedback',
  instrument: 'secret',
  instrumentVersion: 1,
  audience: 'all',
  from: '2020-01-01',
};
const MEASURE: MeasureText = {
  title: { lt: 'SECRET' },
  owner: 'permits',
  dueOn: '2030-01-01',
  indicator: { kind: 'satisfaction', processId: PROCESS },
  baseline: { from: '2020-01-01', to: '2021-01-01' },
  target: 4,
  status: 'planned',
  tolerance: 0.1,
};

const CSV = new TextEncoder().encode('case,activity,start,end\nSECRET-LOG,a,2024-01-01T08:00:00Z,2024-01-01T09:00:00Z\n');
const strangeClerk = { user: 'stranger', sees: 'notFound' } as const;
const strangeManager = { user: 'strange-manager', sees: 'notFound' } as const;
const strangeAnalyst = { user: 'strange-analyst', sees: 'notFound' } as const;

const ofDefinition = { params: () => ({ definitionKey }), otherTenant: strangeAnalyst };
const ofTask = {
  owner: 'clerk',
  wrongRole: 'analyst',
  otherUnit: 'notFound',
  otherTenant: strangeClerk,
  params: () => ({ taskKey: tasks.work }),
} as const;
const readsCase = {
  owner: 'clerk',
  otherUnit: 'notFound',
  otherTenant: strangeClerk,
  params: () => ({ caseKey: cases.work }),
} as const;
const ofTerm = {
  owner: 'clerk',
  wrongRole: 'analyst',
  otherUnit: 'notFound',
  otherTenant: strangeClerk,
  params: () => ({ caseKey: cases.term }),
} as const;
const ofView = {
  owner: 'manager',
  wrongRole: 'clerk',
  otherTenant: strangeManager,
  query: () => ({ processId: PROCESS }),
} as const;
const ofJob = { owner: 'manager', wrongRole: 'clerk', otherTenant: strangeManager, params: () => ({ id: jobId }) } as const;
const ofComparison = { ...ofJob, params: () => ({ id: comparisonId }) } as const;
const STANDARD: StandardText = {
  title: { lt: 'SECRET' },
  processId: PROCESS,
  promise: { kind: 'answeredWithin', workingDays: 15, share: 0.9 },
  inCharter: true,
  status: 'inForce',
};
const ofForecast = {
  owner: 'manager',
  wrongRole: 'clerk',
  otherTenant: strangeManager,
  params: () => ({ forecastKey: '1' }),
} as const;
const ofSimulation = { ...ofJob, params: () => ({ id: comparisonId }) } as const;
const ofAnalyst = { owner: 'analyst', wrongRole: 'manager', otherTenant: strangeAnalyst } as const;
const ofPlan = { owner: 'manager', wrongRole: 'clerk', otherTenant: strangeManager, params: () => ({ number: '1' }) } as const;
/** Begun by a manager; clerks do not see it, of whatever unit. */
const ofBatch = {
  owner: 'manager',
  otherUnit: 'notFound',
  otherTenant: strangeManager,
  params: () => ({ batchKey }),
} as const;
const resources = () => [{ name: 'other.bpmn', content: modelXml('start -> user:Other -> end', { id: 'other' }) }];

/** In the order in which the owners ask: a task is claimed before it is started. */
const ROWS: Readonly<Record<OperationName, Row>> = {
  // Signing in again ends the session before it, so this is somebody who is not needed any more.
  signIn: { owner: 'neighbour', body: () => ({ user: 'neighbour', password: PASSWORD }) },
  whoAmI: { owner: 'clerk' },
  setLanguage: { owner: 'clerk', body: () => ({ language: 'en' }) },
  isLive: { owner: 'clerk' },
  isReady: { owner: 'clerk' },
  getDemoStatus: { owner: 'clerk' },

  listProcesses: { owner: 'clerk', otherTenant: { user: 'strange-analyst', sees: 'hidden' } },
  getDefinition: { owner: 'clerk', ...ofDefinition },
  getStartForm: { owner: 'clerk', wrongRole: 'manager', ...ofDefinition },
  checkModels: { owner: 'analyst', wrongRole: 'clerk', body: () => ({ resources: resources() }) },
  deploy: { owner: 'analyst', wrongRole: 'manager', body: () => ({ resources: resources() }) },

  listDecisions: { owner: 'clerk', otherTenant: { user: 'strange-analyst', sees: 'hidden' } },
  getDecision: { owner: 'clerk', params: () => ({ decisionKey }), otherTenant: strangeAnalyst },
  evaluateDecision: {
    owner: 'clerk',
    wrongRole: 'manager',
    otherTenant: strangeAnalyst,
    body: () => ({ decision: { decisionId: 'secret-decision' } }),
  },
  listDecisionInstances: { owner: 'clerk', otherUnit: 'hidden', otherTenant: { user: 'strange-manager', sees: 'hidden' } },

  listCases: { owner: 'clerk', otherUnit: 'hidden', otherTenant: { user: 'stranger', sees: 'hidden' } },
  startCase: {
    owner: 'clerk',
    wrongRole: 'manager',
    otherTenant: strangeAnalyst,
    body: () => ({ definition: { definitionKey }, dimensions: { unit: 'permits' } }),
  },
  getCase: readsCase,
  getCaseHistory: readsCase,
  getCaseLog: readsCase,
  inspectCase: readsCase,
  getCaseVariables: readsCase,
  setCaseVariables: { ...readsCase, wrongRole: 'analyst', body: () => ({ variables: { note: 1 } }) },
  registerCase: { ...readsCase, wrongRole: 'analyst', body: () => ({ caseNumber: NUMBER }) },
  suspendCase: { ...readsCase, wrongRole: 'analyst', body: () => ({ reason: 'applicant', note: 'SECRET' }) },
  resumeCase: { ...readsCase, wrongRole: 'analyst' },
  beginElement: {
    ...readsCase,
    wrongRole: 'analyst',
    params: () => ({ caseKey: adHoc.caseKey }),
    body: () => ({ elementInstanceKey: adHoc.elementInstanceKey, elementId: 'Visit' }),
  },
  modifyCase: {
    ...ofAnalyst,
    params: () => ({ caseKey: cases.work }),
    body: () => ({ activate: [{ elementId: 'Again' }], dryRun: true }),
  },
  migrateCase: { ...ofAnalyst, params: () => ({ caseKey: cases.work }), body: () => ({ definitionKey, dryRun: true }) },
  listBatches: { owner: 'manager', otherUnit: 'hidden', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  getBatch: ofBatch,
  listBatchItems: ofBatch,
  suspendBatch: ofBatch,
  resumeBatch: ofBatch,
  cancelBatch: ofBatch,
  countCases: { owner: 'clerk', body: () => ({ kind: 'cancel', filter: { processId: 'none' } }) },
  cancelCases: { owner: 'manager', wrongRole: 'clerk', body: () => ({ filter: { processId: 'none' } }) },
  suspendCases: { owner: 'manager', wrongRole: 'analyst', body: () => ({ filter: { processId: 'none' }, reason: 'other' }) },
  resumeCases: { owner: 'manager', wrongRole: 'analyst', body: () => ({ filter: { processId: 'none' } }) },
  resolveIncidents: { owner: 'analyst', wrongRole: 'clerk', body: () => ({ filter: { processId: 'none' } }) },
  modifyCases: {
    owner: 'analyst',
    wrongRole: 'manager',
    body: () => ({ filter: { processId: 'none' }, move: [{ from: 'Check', to: 'Again' }] }),
  },
  migrateCases: { owner: 'analyst', wrongRole: 'manager', body: () => ({ filter: { processId: 'none' }, definitionKey }) },
  suspendTerm: { ...ofTerm, body: () => ({ ground: 'court' }) },
  resumeTerm: ofTerm,
  restartTerm: ofTerm,
  extendTerm: { ...ofTerm, body: () => ({ days: 5, reason: 'complex' }) },
  forwardTerm: { ...ofTerm, body: () => ({ to: 'ministry' }) },

  listTasks: { owner: 'clerk', wrongRole: 'analyst', otherUnit: 'hidden', otherTenant: { user: 'stranger', sees: 'hidden' } },
  getTask: ofTask,
  saveDraft: { ...ofTask, body: () => ({ values: { half: 'SECRET' } }) },
  dropDraft: ofTask,
  claimTask: ofTask,
  startTask: ofTask,
  suspendTask: { ...ofTask, body: () => ({ reason: 'applicant' }) },
  resumeTask: ofTask,
  unassignTask: ofTask,
  assignTask: { ...ofTask, body: () => ({ user: 'clerk' }) },
  completeTask: { ...ofTask, body: () => ({ variables: {} }) },
  cancelCase: { owner: 'manager', wrongRole: 'clerk', otherTenant: strangeManager, params: () => ({ caseKey: cases.cancel }) },

  listIncidents: { owner: 'clerk', otherUnit: 'hidden', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  resolveIncident: { owner: 'manager', wrongRole: 'clerk', otherTenant: strangeManager, params: () => ({ incidentKey }) },

  listSources: { owner: 'manager', wrongRole: 'clerk', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  getHeatmap: { owner: 'manager', wrongRole: 'clerk', otherTenant: strangeManager, query: () => ({ processId: PROCESS }) },
  compare: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    body: () => ({ before: { processId: PROCESS, version: 1 }, after: { logKey } }),
  },
  getChoices: ofView,
  getProcessMap: ofView,
  getVariants: ofView,
  getRework: ofView,
  getHandovers: ofView,
  getFlow: ofView,
  getChart: ofView,
  compareUnits: ofView,
  getHolders: ofView,
  getUtilisation: ofView,
  getDots: ofView,
  getTimes: ofView,
  getQuality: ofView,
  getLean: ofView,
  getNameMapping: { ...ofView, query: () => ({ processId: PROCESS, reference: PROCESS }) },
  askAnalyticsJob: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    body: () => ({ kind: 'conform', source: { logKey }, options: { reference: { processId: PROCESS } } }),
  },
  listAnalyticsJobs: { owner: 'manager', wrongRole: 'clerk', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  getAnalyticsJob: ofJob,
  cancelAnalyticsJob: ofJob,
  askComparison: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    body: () => ({ before: { processId: PROCESS }, after: { processId: PROCESS } }),
  },
  askSimulation: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    body: () => ({ kind: 'calibrate', source: { processId: PROCESS } }),
  },
  getSimulation: ofSimulation,
  cancelSimulation: { ...ofJob, params: () => ({ id: simulationId }) },
  createForecast: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    body: () => ({ jobId: simulatedId, name: 'SECRET' }),
  },
  listForecasts: { owner: 'manager', wrongRole: 'clerk', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  getForecast: ofForecast,
  listReferenceModels: { owner: 'manager', wrongRole: 'clerk', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  compareWithReference: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    params: () => ({ referenceId: PROCESS }),
    query: () => ({ models: PROCESS }),
  },
  listFollowing: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    params: () => ({ referenceId: PROCESS }),
  },
  getReferenceEffect: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    params: () => ({ referenceId: PROCESS }),
  },
  chooseReferenceSteps: {
    owner: 'analyst',
    wrongRole: 'manager',
    otherTenant: strangeAnalyst,
    params: () => ({ referenceId: PROCESS, processId: PROCESS }),
    body: () => ({ choices: {} }),
  },
  draftFromReference: {
    owner: 'analyst',
    wrongRole: 'manager',
    otherTenant: strangeAnalyst,
    params: () => ({ referenceId: PROCESS }),
    body: () => ({ processId: 'made-from-it', name: 'Made from it' }),
  },
  changeForecast: { ...ofForecast, body: () => ({ why: 'SECRET' }) },
  deleteForecast: ofForecast,
  getComparison: ofComparison,
  cancelComparison: ofComparison,
  listLogs: { owner: 'manager', wrongRole: 'clerk', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  importLog: { owner: 'analyst', wrongRole: 'manager', query: () => ({ fileName: 'other.csv' }), bytes: CSV },
  getImport: { owner: 'analyst', wrongRole: 'manager', otherTenant: strangeAnalyst, params: () => ({ importId }) },
  cancelImport: { owner: 'analyst', wrongRole: 'manager', otherTenant: strangeAnalyst, params: () => ({ importId }) },
  detectLog: { owner: 'analyst', wrongRole: 'manager', query: () => ({ fileName: 'other.csv' }), bytes: CSV },
  confirmMapping: {
    owner: 'analyst',
    wrongRole: 'manager',
    body: () => ({ delimiter: ',', encoding: 'utf-8', columns: [{ name: 'SECRET', role: 'case' }] }),
  },
  getLogQuality: { owner: 'manager', wrongRole: 'clerk', otherTenant: strangeManager, params: () => ({ logKey }) },
  exportLog: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    params: () => ({ source: logKey }),
    query: () => ({ format: 'csv' }),
  },
  previewExport: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    params: () => ({ source: logKey }),
    query: () => ({ format: 'csv' }),
  },
  listLogExports: { owner: 'admin', wrongRole: 'analyst' },
  deleteLog: { owner: 'analyst', wrongRole: 'manager', otherTenant: strangeAnalyst, params: () => ({ logKey }) },

  createService: { owner: 'analyst', wrongRole: 'manager', body: () => ({ card: CARD }) },
  listServices: { owner: 'clerk', otherTenant: { user: 'stranger', sees: 'hidden' } },
  getService: { owner: 'clerk', otherTenant: strangeClerk, params: () => ({ code: CARD.code }) },
  changeService: {
    owner: 'analyst',
    wrongRole: 'manager',
    otherTenant: strangeAnalyst,
    params: () => ({ code: CARD.code }),
    body: () => ({ version: 1, card: { ...CARD, status: 'active' } }),
  },
  listServiceVersions: { owner: 'clerk', otherTenant: strangeClerk, params: () => ({ code: CARD.code }) },
  listServiceGaps: { owner: 'clerk' },
  exportServices: { owner: 'clerk', otherTenant: { user: 'stranger', sees: 'hidden' }, query: () => ({ format: 'csv' }) },
  importServices: { owner: 'analyst', wrongRole: 'manager', query: () => ({ format: 'csv' }), bytes: CSV },

  saveInstrument: {
    owner: 'analyst',
    wrongRole: 'manager',
    params: () => ({ instrument: 'other' }),
    body: () => ({ version: 0, body: INSTRUMENT }),
  },
  listInstruments: { owner: 'clerk', otherTenant: { user: 'stranger', sees: 'hidden' } },
  createWave: { owner: 'analyst', wrongRole: 'manager', body: () => WAVE },
  listWaves: { owner: 'clerk', otherTenant: { user: 'stranger', sees: 'hidden' } },
  changeWave: {
    owner: 'analyst',
    wrongRole: 'clerk',
    otherTenant: strangeAnalyst,
    params: () => ({ wave: '1' }),
    body: () => WAVE,
  },
  getWaveResults: { owner: 'manager', wrongRole: 'clerk', otherTenant: strangeManager, params: () => ({ wave: '1' }) },
  compareWaves: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    query: () => ({ before: '1', after: '1' }),
  },
  surveySample: { owner: 'clerk', query: () => ({ population: '25000' }) },
  enterAnswer: {
    owner: 'clerk',
    wrongRole: 'manager',
    otherTenant: strangeClerk,
    params: () => ({ wave: '1' }),
    body: () => ({ sheet: '1', answers: { satisfaction: 4 }, context: {} }),
  },
  makeLinks: {
    owner: 'analyst',
    wrongRole: 'manager',
    otherTenant: strangeAnalyst,
    params: () => ({ wave: '1' }),
    body: () => ({ count: 1, context: {} }),
  },
  makeCaseLink: {
    owner: 'clerk',
    wrongRole: 'manager',
    otherUnit: 'notFound',
    otherTenant: strangeClerk,
    params: () => ({ caseKey: endedCaseKey }),
  },
  draftRecommendation: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    body: () => ({ from: { kind: 'survey', wave: 1, measure: 'csat' } }),
  },
  listRecommendations: { owner: 'manager', wrongRole: 'clerk', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  changeRecommendation: {
    ...ofPlan,
    body: () => ({ version: 1, text: { title: { lt: 'SECRET' }, text: { lt: 'SECRET' }, status: 'accepted' } }),
  },
  recommendationHistory: ofPlan,
  measureNow: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    query: () => ({ kind: 'medianCycle', processId: PROCESS }),
  },
  addMeasure: { owner: 'manager', wrongRole: 'clerk', otherTenant: strangeManager, body: () => ({ text: MEASURE }) },
  listMeasures: { owner: 'manager', wrongRole: 'clerk', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  keepEffect: { ...ofPlan, body: () => ({ comparison: keptComparisonId }) },
  changeMeasure: { ...ofPlan, body: () => ({ version: 2, text: MEASURE }) },
  measureHistory: ofPlan,

  createStandard: { owner: 'manager', wrongRole: 'clerk', body: () => ({ standard: STANDARD }) },
  listStandards: { owner: 'manager', wrongRole: 'clerk', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  getStandard: ofPlan,
  changeStandard: { ...ofPlan, body: () => ({ version: 1, standard: STANDARD }) },
  acknowledgeAlert: { ...ofPlan, body: () => ({ from: '2020-01-01', note: 'SECRET' }) },
  listQualityScores: { owner: 'manager', wrongRole: 'clerk', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  getQualityScore: {
    owner: 'manager',
    wrongRole: 'clerk',
    otherTenant: strangeManager,
    params: () => ({ service: USED.code }),
  },
  getQualityMethod: { owner: 'manager', wrongRole: 'clerk', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  declareQualityMethod: {
    owner: 'manager',
    wrongRole: 'clerk',
    body: () => ({ version: 0, method: DECLARED_DEFAULT, note: 'SECRET' }),
  },
  getMorning: { owner: 'manager', wrongRole: 'clerk', otherTenant: { user: 'strange-manager', sees: 'hidden' } },

  getIntakeForm: { owner: 'clerk', wrongRole: 'manager', otherTenant: strangeClerk, params: () => ({ code: USED.code }) },
  takeIn: {
    owner: 'clerk',
    wrongRole: 'manager',
    otherTenant: strangeClerk,
    body: () => ({ service: USED.code, channel: 'desk', applicantKind: 'natural', applicant: { name: 'A' } }),
  },
  issueCode: { ...readsCase, wrongRole: 'analyst' },
  getCorrespondence: readsCase,
  writeLetter: { ...readsCase, wrongRole: 'analyst', body: () => ({ kind: 'told', text: 'SECRET' }) },
  eraseCase: { owner: 'manager', wrongRole: 'clerk', otherTenant: strangeManager, params: () => ({ caseKey: endedCaseKey }) },
  listNotices: { owner: 'clerk', otherTenant: { user: 'stranger', sees: 'hidden' } },
  getIntakeFigures: { owner: 'manager', wrongRole: 'clerk', otherTenant: { user: 'strange-manager', sees: 'hidden' } },
  getOrganisation: { owner: 'clerk' },
  saveInstitution: {
    owner: 'admin',
    wrongRole: 'manager',
    params: () => ({ institution: 'company' }),
    body: () => ({ name: 'UAB', kind: 'company', parent: 'municipality' }),
  },
  listAbsences: { owner: 'clerk', wrongRole: 'analyst' },
  addAbsence: {
    owner: 'manager',
    wrongRole: 'analyst',
    body: () => ({ user: 'neighbour', from: '2090-01-01', to: '2090-01-02' }),
  },
  removeAbsence: {
    owner: 'manager',
    wrongRole: 'analyst',
    params: () => ({ user: 'neighbour', from: '2090-01-01' }),
  },
  listUnits: { owner: 'clerk' },
  saveUnit: { owner: 'admin', wrongRole: 'manager', params: () => ({ unit: 'archive' }), body: () => ({ name: 'Archyvas' }) },
  listColleagues: { owner: 'clerk', wrongRole: 'analyst' },
  listPeople: { owner: 'manager', wrongRole: 'clerk' },
  createPerson: {
    owner: 'admin',
    wrongRole: 'manager',
    body: () => ({ user: 'newcomer', name: 'New', roles: ['clerk'], units: ['permits'], password: 'a-long-password' }),
  },
  changePerson: { owner: 'admin', wrongRole: 'manager', params: () => ({ user: 'newcomer' }), body: () => ({ active: false }) },
  getCalendar: { owner: 'manager', wrongRole: 'clerk' },
  saveCalendar: { owner: 'admin', wrongRole: 'manager', body: () => ({ ...CALENDAR }) },
  dropCalendar: { owner: 'admin', wrongRole: 'manager' },

  changePassword: { owner: 'colleague', body: () => ({ current: PASSWORD, next: 'another-long-password' }) },
  signOut: { owner: 'colleague' },
};

const CALENDAR = {
  zone: 'Europe/Vilnius',
  weekly: [{ weekday: 1, from: '08:00', to: '17:00' }],
  holidays: 'LT',
  extraHolidays: [],
  workingDays: [],
  shortEves: true,
  absences: [],
};
const ROLE = { role: 'permits', people: 1 };
const CARD = { ...blankCard('SECRET-01', 'permits'), title: { lt: 'SECRET' } };
/** Of the desk: in use, and with a process. */
const USED = { ...CARD, code: 'SECRET-02', status: 'active', processId: PROCESS } as const;
const NAMES = Object.keys(ROWS) as OperationName[];

beforeAll(async () => {
  server = await testServer({ analyticsWorker: pathToFileURL(await bundle('api/analytics-work/worker.ts')) });
  const xml = modelXml(
    `start -> rule:Decide(secret-decision){result: decided} -> user:Check{groups: permits} -> xor:fine?
     fine? -> end [= fine]
     fine? -> user:Again{groups: permits} [default]
     Again -> end:again`,
    { id: PROCESS },
  );
  const deployed = await server.deploy(
    { name: 'secret.bpmn', content: xml },
    { name: 'secret.dmn', content: dmn(decision('secret-decision', literal('"SECRET"'))) },
  );
  decisionKey = deployed.decisions[0]?.decisionKey ?? '';
  definitionKey = deployed.definitions[0]?.definitionKey ?? '';
  await (await server.as('analyst')).ask('createService', { body: { card: USED } });
  await server.organisation.calendars.saveTermProfiles(TENANT, 'permit', [
    {
      id: 'permit',
      legalAct: 'VIII-1234',
      validFrom: '2020-01-01',
      startsFrom: 'registered',
      days: 20,
      unit: 'working',
      extension: { days: 10, times: 1, noticeWithinDays: 2 },
      suspensionGrounds: ['court'],
      restartsOnClarification: true,
      forwardWithinDays: 5,
      forwardNoticeWithinDays: 3,
    },
  ]);
  const clerk = await server.as('clerk');
  for (const name of Object.keys(cases) as (keyof typeof cases)[]) {
    const { caseKey } = await clerk.ask('startCase', {
      body: {
        definition: { processId: PROCESS },
        variables: { fine: name === 'broken' ? 'neither' : true },
        dimensions: {
          unit: 'permits',
          service: 'permit',
          ...(name === 'term' && { caseNumber: 'SECRET-1', registeredAt: '2026-01-05T08:00:00Z' }),
        },
      },
    });
    cases[name] = caseKey;
  }
  const choosing = modelXml('start -> adhoc:Help{until: =false} -> end\nHelp {\n user:Visit{groups: permits}\n}', {
    id: 'choosing',
  });
  await server.deploy({ name: 'choosing.bpmn', content: choosing });
  adHoc.caseKey = (
    await clerk.ask('startCase', { body: { definition: { processId: 'choosing' }, dimensions: { unit: 'permits' } } })
  ).caseKey;
  const { activeElements } = await clerk.ask('getCase', { params: { caseKey: adHoc.caseKey } });
  adHoc.elementInstanceKey = activeElements[0]?.elementInstanceKey ?? '';
  const taskOf = async (caseKey: string) => (await clerk.ask('listTasks', { query: { caseKey } })).items[0]?.taskKey ?? '';
  tasks.work = await taskOf(cases.work);
  await clerk.ask('completeTask', { params: { taskKey: await taskOf(cases.broken) }, body: { variables: {} } });
  incidentKey = (await clerk.ask('listIncidents')).items[0]?.incidentKey ?? '';
  const analyst = await server.as('analyst');
  const imported = await analyst.ask('importLog', { query: { fileName: 'secret.csv', name: 'SECRET log' }, bytes: CSV });
  importId = imported.importId;
  await imports();
  logKey = (await analyst.ask('listLogs')).items[0]?.logKey ?? '';
  const question = { kind: 'predict', source: { processId: PROCESS } };
  jobId = (await (await server.as('manager')).ask('askAnalyticsJob', { body: question })).id;
  const sides = { before: { processId: PROCESS }, after: { processId: PROCESS } };
  comparisonId = (await (await server.as('manager')).ask('askComparison', { body: { ...sides, seed: 7 } })).id;
  const calibration = { kind: 'calibrate', source: { processId: PROCESS }, filter: { status: 'completed' } } as const;
  simulationId = (await (await server.as('manager')).ask('askSimulation', { body: calibration })).id;
  keptComparisonId = (await (await server.as('manager')).ask('askComparison', { body: { ...sides, seed: 8 } })).id;
  const standing = async () =>
    (await (await server.as('manager')).ask('getComparison', { params: { id: keptComparisonId } })).status;
  while (['waiting', 'running'].includes(await standing())) await new Promise(setImmediate);
  await server.deploy({ name: 'short.bpmn', content: modelXml('start -> end', { id: 'short' }) });
  const short = { definition: { processId: 'short' }, dimensions: { unit: 'permits' } };
  endedCaseKey = (await clerk.ask('startCase', { body: short })).caseKey;
  const scenario = {
    formatVersion: 1,
    service: 's',
    unit: 'permits',
    arrivals: { perWorkingDay: 1 },
    staff: [ROLE],
    activities: {},
  };
  const side = { model: { processId: 'short', version: 1 }, scenario };
  const simulation = { kind: 'simulate', asIs: side, toBe: side, cases: 20, replications: 2 };
  const manager = await server.as('manager');
  simulatedId = (await manager.ask('askSimulation', { body: simulation })).id;
  while ((await manager.ask('getSimulation', { params: { id: simulatedId } })).status !== 'done') await new Promise(setImmediate);
  await manager.ask('createForecast', { body: { jobId: simulatedId, name: 'SECRET' } });
  await analyst.ask('saveInstrument', { params: { instrument: 'secret' }, body: { version: 0, body: INSTRUMENT } });
  await analyst.ask('createWave', { body: WAVE });
  const { surveys } = openProgramme({ database: server.database, organisation: server.organisation, engine: server.engine });
  const rating = { processId: PROCESS, source: 'link', week: '2020-06-01', answers: { satisfaction: 3 } } as const;
  await surveys.takeAll(
    TENANT,
    1,
    Array.from({ length: 5 }, () => rating),
  );
  // Nobody works on it, so that it is there to be stopped.
  await server.engine.stop();
  const filter = { processId: PROCESS, unit: 'nowhere SECRET' };
  batchKey = (await (await server.as('manager')).ask('cancelCases', { body: { filter } })).batchKey;
});

afterAll(() => server.stop());

async function imports(): Promise<void> {
  const analyst = await server.as('analyst');
  while ((await analyst.ask('getImport', { params: { importId } })).state === 'running') await new Promise(setImmediate);
}

async function send(name: OperationName, who: User | undefined) {
  const { method, path } = operations[name];
  const row = ROWS[name];
  const client = who === undefined ? server.anonymous() : await server.as(who);
  const body = row.body?.();
  return client.send(method, addressOf(path, row.params?.() ?? {}, row.query?.()), {
    ...(body !== undefined && { body }),
    ...(row.bytes && { bytes: row.bytes }),
  });
}

test('everything that the routes are asked for is there', () => {
  expect({ definitionKey, decisionKey, ...cases, ...tasks, incidentKey, logKey, batchKey }).toEqual(
    Object.fromEntries(
      [
        ...['definitionKey', 'decisionKey', 'incidentKey', 'logKey', 'batchKey'],
        ...Object.keys(cases),
        ...Object.keys(tasks),
      ].map((name) => [name, expect.stringMatching(/^[1-9]\d*$/)]),
    ),
  );
});

describe('nobody', () => {
  test.each(NAMES.filter((name) => operations[name].needs !== 'public'))('is asked to sign in: %s', async (name) => {
    expect((await send(name, undefined)).status).toBe(401);
  });
});

describe('a role that may not', () => {
  test.each(NAMES.filter((name) => ROWS[name].wrongRole !== undefined))('is refused: %s', async (name) => {
    expect((await send(name, ROWS[name].wrongRole)).status).toBe(403);
  });

  test('is looked for wherever not every role may', () => {
    const everybody = ['public', 'signedIn', 'cases.read', 'services.read'];
    expect(NAMES.filter((name) => !everybody.includes(operations[name].needs) && ROWS[name].wrongRole === undefined)).toEqual([]);
  });
});

describe('a clerk of another unit', () => {
  test.each(NAMES.filter((name) => ROWS[name].otherUnit !== undefined))('does not learn that it exists: %s', async (name) => {
    const answer = await send(name, 'neighbour');
    expect(answer.status).toBe(ROWS[name].otherUnit === 'hidden' ? 200 : 404);
    expect(JSON.stringify(answer.body)).not.toContain('SECRET');
  });
});

describe('somebody of another tenant', () => {
  test.each(NAMES.filter((name) => ROWS[name].otherTenant !== undefined))('does not learn that it exists: %s', async (name) => {
    const { user, sees } = ROWS[name].otherTenant ?? strangeClerk;
    const answer = await send(name, user);
    expect(answer.status).toBe(sees === 'hidden' ? 200 : 404);
    expect(JSON.stringify(answer.body)).not.toMatch(/secret/i);
  });

  test('is tried wherever a key is in the address', () => {
    const keyed = NAMES.filter((name) => /Key|importId|:id/.test(operations[name].path));
    expect(keyed.filter((name) => ROWS[name].otherTenant?.sees !== 'notFound')).toEqual([]);
  });
});

describe('the owner', () => {
  test.each(NAMES)('succeeds: %s', async (name) => {
    const answer = await send(name, ROWS[name].owner);
    const { status, answer: shape } = operations[name];
    expect([name, answer.status, status === answer.status ? '' : answer.body]).toEqual([name, status, '']);
    if (shape !== undefined) shape.parse(answer.body);
  });
});

test('a key that nothing has is not found, for those who may see everything', async () => {
  const admin = await server.as('admin');
  for (const path of [
    '/api/cases/1',
    '/api/tasks/1',
    '/api/definitions/1',
    '/api/cases/0',
    '/api/cases/99999999999999999999',
    '/api/tasks/x',
  ])
    expect([path, (await admin.send('GET', path)).status]).toEqual([path, 404]);
  expect((await admin.send('POST', '/api/tasks/1/complete', { body: {} })).status).toBe(404);
  expect((await admin.send('POST', '/api/incidents/1/resolve')).status).toBe(404);
});
