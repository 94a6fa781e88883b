import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Failure } from './features/failure/failure.tsx';
import { CASE_SEARCH, CHANGE_SEARCH, FLOW_SEARCH, UNITS_SEARCH } from './features/insight/insight-search.ts';
import { Waiting } from './features/page/waiting.tsx';
import { NotFound } from './pages/not-found.tsx';
import { Start } from './pages/start.tsx';
import { searchOf, writeSearch } from './search-params.ts';
import { Gate } from './shell/gate.tsx';

const root = createRootRoute({ component: Gate, notFoundComponent: NotFound });

const start = createRoute({ getParentRoute: () => root, path: '/', component: Start });
const models = createRoute({
  getParentRoute: () => root,
  path: '/models',
  component: lazyRouteComponent(() => import('./pages/models.tsx'), 'Models'),
});
const model = createRoute({
  getParentRoute: () => root,
  path: '/models/$drawing',
  staticData: { full: true },
  component: lazyRouteComponent(() => import('./pages/model.tsx'), 'ModelPage'),
});
const work = createRoute({
  getParentRoute: () => root,
  path: '/work',
  validateSearch: searchOf('whose', 'sort', 'number', 'after'),
  component: lazyRouteComponent(() => import('./pages/work.tsx'), 'Work'),
});
const task = createRoute({
  getParentRoute: () => root,
  path: '/work/$taskKey',
  component: lazyRouteComponent(() => import('./pages/task.tsx'), 'TaskPage'),
});
const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: searchOf('number', 'status', 'processId', 'unit', 'incident', 'caseKeys', 'sort', 'after'),
  component: lazyRouteComponent(() => import('./pages/cases.tsx'), 'Cases'),
});
const caseOne = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseKey',
  component: lazyRouteComponent(() => import('./pages/case.tsx'), 'CasePage'),
});
const batches = createRoute({
  getParentRoute: () => root,
  path: '/batches',
  validateSearch: searchOf('after'),
  component: lazyRouteComponent(() => import('./pages/batches.tsx'), 'Batches'),
});
const batchNew = createRoute({
  getParentRoute: () => root,
  path: '/batches/new',
  validateSearch: searchOf('number', 'processId', 'version', 'unit', 'incident', 'caseKeys', 'kind'),
  component: lazyRouteComponent(() => import('./pages/batch-new.tsx'), 'BatchNew'),
});
const batchOne = createRoute({
  getParentRoute: () => root,
  path: '/batches/$batchKey',
  validateSearch: searchOf('status', 'after'),
  component: lazyRouteComponent(() => import('./pages/batch.tsx'), 'BatchPage'),
});
const desk = createRoute({
  getParentRoute: () => root,
  path: '/desk',
  validateSearch: searchOf('service'),
  component: lazyRouteComponent(() => import('./pages/desk.tsx'), 'Desk'),
});
const organisation = createRoute({
  getParentRoute: () => root,
  path: '/organisation',
  component: lazyRouteComponent(() => import('./pages/organisation.tsx'), 'OrganisationPage'),
});
const services = createRoute({
  getParentRoute: () => root,
  path: '/catalogue',
  validateSearch: searchOf('text', 'owner', 'persons', 'kind', 'field', 'status', 'hasModel', 'gap', 'after'),
  component: lazyRouteComponent(() => import('./pages/services.tsx'), 'Services'),
});
const serviceOne = createRoute({
  getParentRoute: () => root,
  path: '/catalogue/$code',
  component: lazyRouteComponent(() => import('./pages/service.tsx'), 'ServicePage'),
});
const serviceNew = createRoute({
  getParentRoute: () => root,
  path: '/new-service',
  component: lazyRouteComponent(() => import('./pages/service.tsx'), 'NewService'),
});
const changePlan = createRoute({
  getParentRoute: () => root,
  path: '/plan',
  component: lazyRouteComponent(() => import('./pages/change-plan.tsx'), 'ChangePlan'),
});
const standards = createRoute({
  getParentRoute: () => root,
  path: '/plan/standards',
  component: lazyRouteComponent(() => import('./pages/standards.tsx'), 'Standards'),
});
const standardOne = createRoute({
  getParentRoute: () => root,
  path: '/plan/standards/$number',
  component: lazyRouteComponent(() => import('./pages/standard.tsx'), 'StandardPage'),
});
const morning = createRoute({
  getParentRoute: () => root,
  path: '/morning',
  component: lazyRouteComponent(() => import('./pages/morning.tsx'), 'Morning'),
});
const results = createRoute({
  getParentRoute: () => root,
  path: '/plan/results',
  component: lazyRouteComponent(() => import('./pages/results.tsx'), 'Results'),
});
const surveys = createRoute({
  getParentRoute: () => root,
  path: '/surveys',
  validateSearch: searchOf('before', 'after'),
  component: lazyRouteComponent(() => import('./pages/surveys.tsx'), 'Surveys'),
});
const survey = createRoute({
  getParentRoute: () => root,
  path: '/surveys/$wave',
  component: lazyRouteComponent(() => import('./pages/survey.tsx'), 'SurveyPage'),
});
const insightHome = createRoute({
  getParentRoute: () => root,
  path: '/insight',
  beforeLoad: () => redirect({ to: '/insight/waiting', search: {}, replace: true, throw: true }),
});
const waiting = createRoute({
  getParentRoute: () => root,
  path: '/insight/waiting',
  validateSearch: searchOf(...CASE_SEARCH, 'measure', 'cause', 'element'),
  component: lazyRouteComponent(() => import('./pages/insight-waiting.tsx'), 'InsightWaiting'),
});
const insightProcess = createRoute({
  getParentRoute: () => root,
  path: '/insight/process',
  validateSearch: searchOf(...CASE_SEARCH, 'view', 'figure', 'activities', 'transitions'),
  component: lazyRouteComponent(() => import('./pages/insight-process.tsx'), 'InsightProcess'),
});
const insightFlow = createRoute({
  getParentRoute: () => root,
  path: '/insight/flow',
  validateSearch: searchOf(...CASE_SEARCH, ...FLOW_SEARCH),
  component: lazyRouteComponent(() => import('./pages/insight-flow.tsx'), 'InsightFlow'),
});
const insightUnits = createRoute({
  getParentRoute: () => root,
  path: '/insight/units',
  validateSearch: searchOf(...CASE_SEARCH, ...UNITS_SEARCH),
  component: lazyRouteComponent(() => import('./pages/insight-units.tsx'), 'InsightUnits'),
});
const insightLean = createRoute({
  getParentRoute: () => root,
  path: '/insight/lean',
  validateSearch: searchOf(...CASE_SEARCH),
  component: lazyRouteComponent(() => import('./pages/insight-lean.tsx'), 'InsightLean'),
});
const insightOpen = createRoute({
  getParentRoute: () => root,
  path: '/insight/open',
  validateSearch: searchOf(...CASE_SEARCH, 'outlook', 'standardDays', 'now', 'dueAttribute'),
  component: lazyRouteComponent(() => import('./pages/insight-open.tsx'), 'InsightOpen'),
});
const change = createRoute({
  getParentRoute: () => root,
  path: '/insight/change',
  validateSearch: searchOf(...CHANGE_SEARCH),
  component: lazyRouteComponent(() => import('./pages/insight-change.tsx'), 'InsightChange'),
});
const logs = createRoute({
  getParentRoute: () => root,
  path: '/insight/logs',
  component: lazyRouteComponent(() => import('./pages/insight-logs.tsx'), 'InsightLogs'),
});

const logOne = createRoute({
  getParentRoute: () => root,
  path: '/insight/logs/$logKey',
  component: lazyRouteComponent(() => import('./pages/insight-logs-one.tsx'), 'InsightLogsOne'),
});
const discovery = createRoute({
  getParentRoute: () => root,
  path: '/insight/discovery',
  validateSearch: searchOf(...CASE_SEARCH, 'noise', 'steps'),
  component: lazyRouteComponent(() => import('./pages/insight-discovery.tsx'), 'InsightDiscovery'),
});
const conformance = createRoute({
  getParentRoute: () => root,
  path: '/insight/conformance',
  validateSearch: searchOf(...CASE_SEARCH, 'reference', 'names'),
  component: lazyRouteComponent(() => import('./pages/insight-conformance.tsx'), 'InsightConformance'),
});
const quality = createRoute({
  getParentRoute: () => root,
  path: '/insight/quality',
  validateSearch: searchOf(...CASE_SEARCH),
  component: lazyRouteComponent(() => import('./pages/insight-quality.tsx'), 'InsightQuality'),
});
const logsOut = createRoute({
  getParentRoute: () => root,
  path: '/insight/export',
  validateSearch: searchOf(...CASE_SEARCH, 'status'),
  component: lazyRouteComponent(() => import('./pages/insight-export.tsx'), 'InsightExport'),
});

const whatIf = createRoute({
  getParentRoute: () => root,
  path: '/insight/what-if',
  validateSearch: searchOf('source'),
  component: lazyRouteComponent(() => import('./pages/what-if.tsx'), 'WhatIfPage'),
});
const forecasts = createRoute({
  getParentRoute: () => root,
  path: '/insight/forecasts',
  component: lazyRouteComponent(() => import('./pages/forecasts.tsx'), 'Forecasts'),
});
const forecastOne = createRoute({
  getParentRoute: () => root,
  path: '/insight/forecasts/$forecastKey',
  component: lazyRouteComponent(() => import('./pages/forecast.tsx'), 'ForecastPage'),
});

const insightIntake = createRoute({
  getParentRoute: () => root,
  path: '/insight/intake',
  component: lazyRouteComponent(() => import('./pages/intake-figures.tsx'), 'IntakeFigures'),
});

const views = [waiting, insightProcess, insightFlow, insightUnits, insightLean, insightOpen, insightIntake] as const;
const insight = [
  insightHome,
  ...views,
  change,
  discovery,
  conformance,
  logs,
  logOne,
  quality,
  logsOut,
  whatIf,
  forecasts,
  forecastOne,
] as const;
const tree = root.addChildren([
  desk,
  organisation,
  start,
  models,
  model,
  work,
  task,
  cases,
  caseOne,
  batches,
  batchNew,
  batchOne,
  services,
  serviceOne,
  serviceNew,
  changePlan,
  standards,
  standardOne,
  morning,
  results,
  surveys,
  survey,
  ...insight,
]);

function makeRouter() {
  return createRouter({
    routeTree: tree,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingComponent: () => <Waiting />,
    defaultErrorComponent: ({ error, reset }) => <Failure error={error} again={reset} />,
  });
}
export type PageRouter = ReturnType<typeof makeRouter>;

/** The pages by address; each is a chunk of its own. */
export function pageRouter(): PageRouter {
  return makeRouter();
}

declare module '@tanstack/react-router' {
  interface Register {
    router: PageRouter;
  }
  interface StaticDataRouteOption {
    /** The page takes the whole window: the editor. */
    full?: boolean;
  }
}
