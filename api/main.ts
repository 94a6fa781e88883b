/** The composition root: settings → database → engine → organisation → server → demo. Nothing else knows how the parts are put together. */
import { fileURLToPath } from 'node:url';
import { pino, type Logger } from 'pino';
import { connect, type Database } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { createEngine, type Engine } from '../engine/index.ts';
import { pinnableClock, systemClock } from '../engine/time/clock.ts';
import { openLogs } from '../logs/index.ts';
import { openOrganisation, type Organisation, type PasswordCost } from '../organisation/index.ts';
import { openProgramme } from '../programme/index.ts';
import { AnalyticsJobs } from './analytics-work/jobs.ts';
import { askedLogs } from './analytics-work/asked-log.ts';
import { indicatorMeter } from './answers/indicator-gauge.ts';
import { KeptAnswers } from './analytics-work/kept-answers.ts';
import { camundaRoutes } from './camunda/index.ts';
import { type Config, isLoopback } from './config.ts';
import { beginDemo, type DemoLoading, eraseBrokenDemo, loadingDemo, needsDemo, noDemo, readyDemo } from './demo-loading.ts';
import type { DemoPerson, JobHandlers, LoadDemo, Words } from './demo-port.ts';
import { firstAdministrator } from './first-administrator.ts';
import { eraseOld } from './erasure.ts';
import { close, listen, urlOf } from './listening.ts';
import { logImports } from './log-imports.ts';
import { authenticate } from './middleware/authenticate.ts';
import { staticPage } from './middleware/static-page.ts';
import { isAnswering } from './readiness.ts';
import { createServer } from './server.ts';

/** The tenant of an installation that serves one municipality. */
export const TENANT = 'default';
const PAGE = fileURLToPath(new URL('./page', import.meta.url));
/** Dead sessions go, calendars of other nodes are seen. */
const MAINTAIN_MS = 30_000;
const WATCH_MS = 3_600_000;
const ERASE_MS = 600_000;
const DAY_MS = 86_400_000;

export interface MainOptions {
  /** Another demo than the municipality. */
  readonly loadDemo?: LoadDemo;
  /** Service jobs that this process works on itself; those of the demo's mock registers when there is a demo. */
  readonly handlers?: JobHandlers;
  /** The page's folder; dist/page beside the program unless told otherwise. */
  readonly page?: string;
  /** Called as the demo comes along; the terminal's progress bar. */
  readonly demoProgress?: (fraction: number, words: Words) => void;
  /** Cheaper in tests only. */
  readonly passwordCost?: PasswordCost;
  readonly version?: string;
  /** The program of the thread that reads large files, where it is not beside this one. */
  readonly fileReader?: URL;
  /** The program of the threads that work on long questions, likewise. */
  readonly analyticsWorker?: URL;
  /** Already open and migrated: it stays the caller's. Tests share one. */
  readonly database?: Database;
}

export interface Running {
  /** `http://127.0.0.1:3000`, with the port that was free when PORT is 0. */
  readonly url: string;
  readonly engine: Engine;
  readonly organisation: Organisation;
  readonly demo: DemoLoading;
  /** Takes no more work, lets what is under way end (at most 15 s), closes the database. Does nothing the second time. */
  stop(): Promise<void>;
}

/**
 * Starts everything; answers once requests are taken. The demo may still be loading then.
 * @throws what the parts throw: DirectoryInUseError, ServerUnusableError, MigrationError, and the socket's own errors (EADDRINUSE).
 */
export async function start(config: Config, options: MainOptions = {}): Promise<Running> {
  const logger = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
  const database = options.database ?? (await open(config));
  const release = () => (options.database === undefined ? database.close() : Promise.resolve());
  try {
    await migrate(database);
    return await serve(config, options, logger, database, release);
  } catch (error) {
    await release();
    throw error;
  }
}

/** The database that the settings name, not yet migrated. */
export function open(config: Pick<Config, 'databaseUrl' | 'dataDirectory'>): Promise<Database> {
  return connect(config.databaseUrl === undefined ? { directory: config.dataDirectory } : { url: config.databaseUrl });
}

async function serve(
  config: Config,
  options: MainOptions,
  logger: Logger,
  database: Database,
  release: () => Promise<void>,
): Promise<Running> {
  const opening = { database, ...(options.passwordCost && { passwordCost: options.passwordCost }) };
  let organisation = await openOrganisation(opening);
  const demoNeeded = config.demo ? await needsDemo(organisation) : undefined;
  if (demoNeeded === 'again') {
    await eraseBrokenDemo(database);
    organisation = await openOrganisation(opening);
  }
  await firstAdministrator(organisation, config.administrator, TENANT);

  const testClock = config.testClock ? pinnableClock() : undefined;
  const clock = testClock ?? systemClock;
  const { calendars } = organisation;
  const engine = createEngine({
    database,
    clock,
    calendarOf: calendars.calendarOf,
    termProfileOf: calendars.termProfileOf,
    onFault: (error, doing) => {
      logger.error({ err: error, doing }, 'engine');
    },
    ...(options.fileReader && { fileReader: options.fileReader }),
    handlers: options.handlers ?? (config.demo ? (await import('./demo/handlers.ts')).mockHandlers() : {}),
  });
  const logs = openLogs(database, engine);
  const imports = logImports(logs, logger);
  const kept = new KeptAnswers();
  const jobs = new AnalyticsJobs({
    kept,
    program: options.analyticsWorker,
    onBug: (error) => {
      logger.error({ err: error }, 'analytics');
    },
  });
  const stopping = new AbortController();

  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const camunda = camundaRoutes({
    engine,
    authenticate: authenticate(organisation, secure),
    stopping: stopping.signal,
    onFault: (error, doing) => {
      logger.error({ err: error, doing }, 'camunda');
    },
    ...(testClock && { testClock }),
  });

  const programme = openProgramme({ database, organisation, engine, clock });
  let demo: DemoLoading = noDemo();
  const app = createServer({
    engine,
    organisation,
    logs,
    programme,
    imports,
    publicTenant: TENANT,
    kept,
    jobs,
    logger,
    publicUrl: config.publicUrl,
    onlyLoopback: isLoopback(config.host),
    trustProxy: config.trustProxy,
    page: await staticPage(options.page ?? PAGE),
    condition: {
      version: options.version ?? 'unknown',
      isReady: async () => !stopping.signal.aborted && (await isAnswering(async () => database.knex.raw('SELECT 1'))),
      demo: () => demo.status(),
    },
    camunda,
  });
  const server = await listen(app, config.port, config.host);

  if (demoNeeded === 'no') demo = readyDemo();
  else if (demoNeeded !== undefined && (await beginDemo(organisation)))
    demo = loadingDemo(options.loadDemo ?? (await import('./demo/load-demo.ts')).loadDemo, {
      database,
      organisation,
      tenantId: TENANT,
      endsAt: clock.now(),
      stopping: stopping.signal,
      progress: options.demoProgress ?? (() => undefined),
    });
  // While the demo's past is played, its timers are due long since by our clock: nobody else may fire them.
  const working = demo.finished.then(
    () => {
      if (!stopping.signal.aborted) engine.run();
    },
    (error: unknown) => {
      if (!stopping.signal.aborted) logger.error({ err: error }, 'demo');
    },
  );
  // Whoever comes first shall not wait until the log is read.
  const warming = working
    .then(() => logs.own.warm(TENANT, stopping.signal))
    .catch((error: unknown) => {
      if (!stopping.signal.aborted) logger.error({ err: error }, 'log');
    });
  const maintenance = setInterval(() => {
    organisation.maintain().catch((error: unknown) => {
      logger.error({ err: error }, 'maintenance');
    });
  }, MAINTAIN_MS).unref();

  // What slid back is opened again also when nobody looks at the plan.
  const meter = indicatorMeter(askedLogs(logs, organisation), programme.surveys);
  const watch = setInterval(() => {
    programme.plan.measures(TENANT, meter).catch((error: unknown) => {
      logger.error({ err: error }, 'watch');
    });
  }, WATCH_MS).unref();

  const { eraseAfterDays } = config;
  const erasing =
    eraseAfterDays === undefined
      ? undefined
      : setInterval(() => {
          eraseOld({ engine, organisation, programme }, TENANT, clock.now() - eraseAfterDays * DAY_MS).catch((error: unknown) => {
            logger.error({ err: error }, 'erasure');
          });
        }, ERASE_MS).unref();

  let stopped: Promise<void> | undefined;
  async function stop() {
    stopping.abort();
    clearInterval(maintenance);
    clearInterval(watch);
    clearInterval(erasing);
    await close(server);
    await working;
    await warming;
    await engine.stop();
    await imports.stop();
    await jobs.stop();
    await release();
  }
  return {
    url: urlOf(server, config.host),
    engine,
    organisation,
    demo,
    stop: () => (stopped ??= stop()),
  };
}

export type { DemoPerson };
