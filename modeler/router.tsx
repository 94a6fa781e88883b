import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Failure } from './features/failure/failure.tsx';
import { insightRoutes } from './insight-routes.ts';
import { Waiting } from './features/page/waiting.tsx';
import { Start } from './pages/start.tsx';
import { root } from './root-route.ts';
import { searchOf, writeSearch } from './search-params.ts';

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
  validateSearch: searchOf('institution', 'unit', 'where'),
  component: lazyRouteComponent(() => import('./pages/standards.tsx'), 'Standards'),
});
const standardOne = createRoute({
  getParentRoute: () => root,
  path: '/plan/standards/$number',
  validateSearch: searchOf('institution', 'unit', 'where'),
  component: lazyRouteComponent(() => import('./pages/standard.tsx'), 'StandardPage'),
});
const quality = createRoute({
  getParentRoute: () => root,
  path: '/quality',
  validateSearch: searchOf('institution', 'unit', 'where', 'sort'),
  component: lazyRouteComponent(() => import('./pages/quality.tsx'), 'Quality'),
});
const qualityMethod = createRoute({
  getParentRoute: () => root,
  path: '/quality/method',
  component: lazyRouteComponent(() => import('./pages/quality-method.tsx'), 'QualityMethodPage'),
});
const qualityOne = createRoute({
  getParentRoute: () => root,
  path: '/quality/$service',
  validateSearch: searchOf('institution', 'unit', 'where'),
  component: lazyRouteComponent(() => import('./pages/quality-one.tsx'), 'QualityOne'),
});
const morning = createRoute({
  getParentRoute: () => root,
  path: '/morning',
  validateSearch: searchOf('institution', 'unit', 'where'),
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
  validateSearch: searchOf('before', 'after', 'institution', 'unit', 'where'),
  component: lazyRouteComponent(() => import('./pages/surveys.tsx'), 'Surveys'),
});
const survey = createRoute({
  getParentRoute: () => root,
  path: '/surveys/$wave',
  validateSearch: searchOf('institution', 'unit', 'where'),
  component: lazyRouteComponent(() => import('./pages/survey.tsx'), 'SurveyPage'),
});

const tree = root.addChildren([
  ...insightRoutes,
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
  quality,
  qualityMethod,
  qualityOne,
  morning,
  results,
  surveys,
  survey,
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
