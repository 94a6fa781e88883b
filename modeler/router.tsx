import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Failure } from './features/failure/failure.tsx';
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
const insightHome = createRoute({
  getParentRoute: () => root,
  path: '/insight',
  beforeLoad: () => redirect({ to: '/insight/waiting', search: {}, replace: true, throw: true }),
});
const waiting = createRoute({
  getParentRoute: () => root,
  path: '/insight/waiting',
  validateSearch: searchOf('source', 'version', 'measure', 'from', 'to', 'element'),
  component: lazyRouteComponent(() => import('./pages/insight-waiting.tsx'), 'InsightWaiting'),
});
const change = createRoute({
  getParentRoute: () => root,
  path: '/insight/change',
  validateSearch: searchOf('way', 'source', 'before', 'after', 'beforeFrom', 'beforeTo', 'afterFrom', 'afterTo', 'log'),
  component: lazyRouteComponent(() => import('./pages/insight-change.tsx'), 'InsightChange'),
});
const logs = createRoute({
  getParentRoute: () => root,
  path: '/insight/logs',
  component: lazyRouteComponent(() => import('./pages/insight-logs.tsx'), 'InsightLogs'),
});

const insight = [insightHome, waiting, change, logs] as const;
const tree = root.addChildren([start, models, model, work, task, cases, caseOne, batches, batchNew, batchOne, ...insight]);

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
