/** The web server: what every request passes, the routes of /api, the place of /v2, the page. */
import Router from '@koa/router';
import Koa from 'koa';
import type { Logger } from 'pino';
import type { Engine } from '../engine/index.ts';
import type { Logs } from '../logs/index.ts';
import type { Organisation } from '../organisation/index.ts';
import type { Programme } from '../programme/index.ts';
import { askedLogs } from './analytics-work/asked-log.ts';
import { processNames } from './answers/process-names.ts';
import type { AnalyticsJobs } from './analytics-work/jobs.ts';
import type { KeptAnswers } from './analytics-work/kept-answers.ts';
import { citizenPages } from './citizen/index.ts';
import type { LogImports } from './log-imports.ts';
import { authenticate } from './middleware/authenticate.ts';
import { type RequestState, requestLog } from './middleware/request-log.ts';
import { sameOrigin } from './middleware/same-origin.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { binder } from './route.ts';
import { analyticsJobRoutes } from './routes/analytics-jobs.ts';
import { analyticsRoutes } from './routes/analytics.ts';
import { batchRoutes } from './routes/batches.ts';
import { changePlanRoutes } from './routes/change-plan.ts';
import { surveyRoutes } from './routes/surveys.ts';
import { feedbackPages } from './citizen/feedback.ts';
import { caseRoutes } from './routes/cases.ts';
import { decisionRoutes } from './routes/decisions.ts';
import { comparisonRoutes } from './routes/comparisons.ts';
import { deskRoutes } from './routes/desk.ts';
import { definitionRoutes } from './routes/definitions.ts';
import { forecastRoutes } from './routes/forecasts.ts';
import { incidentRoutes } from './routes/incidents.ts';
import { insightRoutes } from './routes/insight.ts';
import { logFileRoutes } from './routes/log-files.ts';
import { logRoutes } from './routes/logs.ts';
import { morningRoutes } from './routes/morning.ts';
import { organisationRoutes } from './routes/organisation.ts';
import { qualityRoutes } from './routes/quality.ts';
import { referenceModelRoutes } from './routes/reference-models.ts';
import { referenceOverviewRoutes } from './routes/reference-overview.ts';
import { serviceRoutes } from './routes/services.ts';
import { simulationRoutes } from './routes/simulations.ts';
import { sessionRoutes } from './routes/session.ts';
import { judging, standardRoutes } from './routes/standards.ts';
import { type Condition, statusRoutes } from './routes/status.ts';
import { taskRoutes } from './routes/tasks.ts';

export interface ServerParts {
  readonly engine: Engine;
  readonly organisation: Organisation;
  readonly logs: Logs;
  readonly programme: Programme;
  readonly imports: LogImports;
  /** Answers that were worked out, and long questions that are. */
  readonly kept: KeptAnswers;
  readonly jobs: AnalyticsJobs;
  /** Whose services the public sees. */
  readonly publicTenant: string;
  readonly condition: Condition;
  readonly logger: Logger;
  /** Where people reach it; https makes cookies secure. */
  readonly publicUrl: string | undefined;
  /** Only this machine can reach it. */
  readonly onlyLoopback: boolean;
  readonly trustProxy: boolean;
  /** Answers everything below /v2 in its own words; it asks `authenticate` who calls. */
  readonly camunda?: Koa.Middleware;
  /** The page's files. */
  readonly page: Koa.Middleware;
}

export function createServer(parts: ServerParts): Koa<RequestState> {
  const { engine, organisation, logs } = parts;
  const secure = parts.publicUrl?.startsWith('https:') ?? false;
  const app = new Koa<RequestState>({ proxy: parts.trustProxy, maxIpsCount: parts.trustProxy ? 1 : 0 });
  app.on('error', (error: unknown) => {
    // A caller that hung up is no fault of ours; everything else has been answered and logged by requestLog.
    parts.logger.debug({ err: error }, 'socket');
  });
  app.use(securityHeaders(secure));
  app.use(requestLog(parts.logger));
  app.use(sameOrigin(parts.publicUrl, parts.onlyLoopback));

  if (parts.camunda !== undefined) app.use(below('/v2', parts.camunda));

  const router = new Router();
  const bound = binder(router, authenticate(organisation, secure));
  statusRoutes(bound, parts.condition);
  sessionRoutes(bound, organisation, secure);
  definitionRoutes(bound, engine);
  decisionRoutes(bound, engine);
  caseRoutes(bound, engine, organisation);
  batchRoutes(bound, engine);
  taskRoutes(bound, engine, organisation);
  incidentRoutes(bound, engine);
  const questions = { engine, organisation, logs, asked: askedLogs(logs, organisation), kept: parts.kept, jobs: parts.jobs };
  insightRoutes(bound, questions);
  analyticsRoutes(bound, questions);
  analyticsJobRoutes(bound, { ...questions, references: parts.programme.references });
  simulationRoutes(bound, questions);
  comparisonRoutes(bound, { ...questions, programme: parts.programme });
  forecastRoutes(bound, { ...questions, programme: parts.programme });
  referenceModelRoutes(bound, parts);
  referenceOverviewRoutes(bound, { ...questions, programme: parts.programme });
  logRoutes(bound, logs, parts.imports);
  logFileRoutes(bound, logs, organisation);
  serviceRoutes(bound, parts.programme, engine, organisation);
  standardRoutes(bound, { ...questions, programme: parts.programme });
  qualityRoutes(bound, { ...questions, programme: parts.programme });
  morningRoutes(bound, { ...questions, programme: parts.programme });
  changePlanRoutes(bound, { ...questions, programme: parts.programme });
  surveyRoutes(bound, parts.programme, engine, organisation);
  organisationRoutes(bound, organisation);
  deskRoutes(bound, { engine, organisation, programme: parts.programme, logs });
  app.use(router.routes());
  app.use(router.allowedMethods());

  app.use(feedbackPages({ programme: parts.programme, organisation, engine, tenantId: parts.publicTenant }));
  const { programme, publicTenant: tenantId, jobs } = parts;
  const onBug = (error: unknown): void => {
    parts.logger.error({ err: error }, 'citizen');
  };
  const judge = judging({ ...questions, programme });
  const names = (of: string, processIds: readonly string[]) => processNames(engine, programme, of, processIds);
  app.use(
    citizenPages({
      programme,
      organisation,
      engine,
      tenantId,
      asked: questions.asked,
      jobs,
      secure,
      judge,
      processNames: names,
      onBug,
    }),
  );
  app.use(parts.page);
  return app;
}

function below(prefix: string, middleware: Koa.Middleware): Koa.Middleware {
  return async (context, next) => {
    if (context.path === prefix || context.path.startsWith(`${prefix}/`)) await middleware(context, next);
    else await next();
  };
}
