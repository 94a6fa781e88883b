/** The pages under /insight: questions about cases, models and what would be otherwise. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { CONDITION_SEARCH } from './features/insight/case-conditions.ts';
import { CASE_SEARCH, CHANGE_SEARCH, FLOW_SEARCH, UNITS_SEARCH } from './features/insight/insight-search.ts';
import { root } from './root-route.ts';
import { searchOf } from './search-params.ts';

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
const referenceModel = createRoute({
  getParentRoute: () => root,
  path: '/insight/reference',
  validateSearch: searchOf('reference', 'models', 'institution', 'unit', 'where'),
  component: lazyRouteComponent(() => import('./pages/insight-reference.tsx'), 'InsightReference'),
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
  validateSearch: searchOf('source', ...CONDITION_SEARCH),
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

export const insightRoutes = [
  insightHome,
  waiting,
  insightProcess,
  insightFlow,
  insightUnits,
  insightLean,
  insightOpen,
  change,
  logs,
  logOne,
  discovery,
  conformance,
  referenceModel,
  quality,
  logsOut,
  whatIf,
  forecasts,
  forecastOne,
  insightIntake,
] as const;
