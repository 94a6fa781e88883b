/** bench:engine as a function: our engine, pgbench and npm bpmn-engine on one PostgreSQL, in turns, so that the ratios are of one run. */
import { COMMITS_PER_CASE, loopEngine, oneCase, throughput, type Throughput } from './loop-clients.ts';
import { sharedCosts, stepCosts, type SharedCosts, type StepCosts } from './loop-costs.ts';
import { installPeer, openPeer, type Peer } from './loop-peer.ts';
import { findPgbench, openPgbench, pgbenchVersion, recorded, type Pgbench } from './loop-pgbench.ts';
import { median, openServer, type LoopServer, type ServerSettings } from './loop-server.ts';

export interface LoopOptions {
  readonly cases: number;
  /** The peer's, which is slower. */
  readonly peerCases: number;
  readonly clients: number;
  readonly repeat: number;
  /** Where the peer is installed; absent leaves it out. */
  readonly peerCache?: string;
  readonly withPgbench: boolean;
  /** A running server; DATABASE_URL's, or one of our own, when absent. */
  readonly server?: string;
}

export interface LoopReport {
  readonly settings: ServerSettings;
  readonly options: Omit<LoopOptions, 'peerCache' | 'server'>;
  readonly commitsPerCase: number;
  /** In groups, as the engine runs, and with groups of one. Medians of the rounds. */
  readonly eiga: Throughput;
  readonly eigaSingly: Throughput;
  readonly peer: (Throughput & { readonly version: string; readonly stateBytes: number }) | { readonly skipped: string };
  readonly pgbench:
    | { readonly version: string; readonly writeStepsPerSecond: number; readonly transactionStepsPerSecond: number }
    | { readonly skipped: string };
  /** Medians of the rounds' own ratios. */
  readonly ratios: { readonly toPeer?: number; readonly toPgbenchWrite?: number; readonly toPgbenchTransaction?: number };
  readonly costs: StepCosts;
  readonly shared: SharedCosts;
  readonly peakRssBytes: number;
}

interface Round {
  readonly eiga: Throughput;
  readonly singly: Throughput;
  readonly peer?: Throughput | undefined;
  readonly write?: number | undefined;
  readonly transaction?: number | undefined;
}

/** @param tell a sentence about what is being done */
export async function benchLoop(options: LoopOptions, tell: (sentence: string) => void): Promise<LoopReport> {
  const { cases, clients, peerCases, repeat, withPgbench } = options;
  const server = await openServer(options.server);
  try {
    tell(`PostgreSQL ${server.settings.version}`);
    const grouped = await server.open('grouped', clients);
    const single = await server.open('single', clients);
    const loop = await loopEngine(grouped);
    const singly = await loopEngine(single, { groupSize: 1 });
    await throughput(Math.ceil(cases / 5), clients, (took) => oneCase(loop, took));
    await throughput(Math.ceil(cases / 5), clients, (took) => oneCase(singly, took));
    tell('statements recorded');
    const { sent, database, wholeUs } = await record(server, cases, clients);
    const costs = await stepCosts(database, sent.slice(0, Math.min(sent.length, 500)), wholeUs);
    const program = withPgbench ? findPgbench() : undefined;
    const pgbench = program === undefined ? undefined : await openPgbench(program, database, sent, clients);
    const peer = await openThePeer(server, options);
    const rounds: Round[] = [];
    for (let number = 1; number <= repeat; number++) {
      tell(`round ${String(number)} of ${String(repeat)}`);
      rounds.push({
        eiga: await throughput(cases, clients, (took) => oneCase(loop, took)),
        singly: await throughput(cases, clients, (took) => oneCase(singly, took)),
        ...(pgbench ? await pgbenchRound(pgbench) : {}),
        ...(typeof peer === 'string'
          ? {}
          : { peer: await throughput(peerCases, clients, (took, index) => peer.oneCase(took, index)) }),
      });
    }
    const shared = await sharedCosts(grouped, loop, cases, clients);
    if (typeof peer !== 'string') await peer.close();
    return {
      settings: server.settings,
      options: { cases, clients, peerCases, repeat, withPgbench },
      commitsPerCase: COMMITS_PER_CASE,
      eiga: middle(rounds.map(({ eiga }) => eiga)),
      eigaSingly: middle(rounds.map(({ singly }) => singly)),
      peer:
        typeof peer === 'string'
          ? { skipped: peer }
          : { ...middle(given(rounds.map((round) => round.peer))), ...peerFacts(peer) },
      pgbench:
        program === undefined
          ? { skipped: withPgbench ? 'pgbench is not installed (it comes with the server packages of PostgreSQL).' : 'Left out.' }
          : {
              version: pgbenchVersion(program),
              writeStepsPerSecond: median(given(rounds.map(({ write }) => write))),
              transactionStepsPerSecond: median(given(rounds.map(({ transaction }) => transaction))),
            },
      ratios: ratiosOf(rounds),
      costs,
      shared,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    };
  } finally {
    await server.stop();
  }
}

/** One client, groups of one: each step's statements by themselves, and what a step takes from end to end. */
async function record(server: LoopServer, cases: number, clients: number) {
  const database = await server.open('recorded', 1);
  const loop = await loopEngine(database, { groupSize: 1 });
  const tookMs: number[] = [];
  const number = Math.max(clients, Math.floor(cases / clients) * clients);
  const steps = await recorded(database, async () => {
    for (let index = 0; index < number; index++) await oneCase(loop, (took) => tookMs.push(took));
  });
  const sent = Array.from({ length: number }, (_, index) =>
    steps.slice(index * COMMITS_PER_CASE, (index + 1) * COMMITS_PER_CASE),
  );
  if (sent.flat().length !== steps.length || steps.some((step) => step.length === 0 || step.length > 2))
    throw new Error('a step did not send the statements that this benchmark knows: a lock and a write');
  return { sent, database, wholeUs: median(tookMs) * 1000 };
}

async function openThePeer(server: LoopServer, { peerCache, clients }: LoopOptions): Promise<Peer | string> {
  if (peerCache === undefined) return 'Left out.';
  const installed = await installPeer(peerCache);
  if (typeof installed === 'string') return installed;
  const { url } = await server.open('peer', 1);
  return openPeer(installed, url, clients);
}

async function pgbenchRound(pgbench: Pgbench): Promise<{ write: number; transaction: number }> {
  return { write: await pgbench.run('write'), transaction: await pgbench.run('transaction') };
}

function peerFacts({ version, stateBytes }: Peer): { version: string; stateBytes: number } {
  return { version, stateBytes };
}

function middle(all: readonly Throughput[]): Throughput {
  const of = (figure: keyof Throughput): number => median(all.map((one) => one[figure]));
  return { casesPerSecond: of('casesPerSecond'), stepsPerSecond: of('stepsPerSecond'), p50Ms: of('p50Ms'), p95Ms: of('p95Ms') };
}

function ratiosOf(rounds: readonly Round[]): LoopReport['ratios'] {
  const ratio = (other: (round: Round) => number | undefined): number | undefined => {
    const all = given(
      rounds.map((round) => [round, other(round)] as const).map(([round, by]) => by && round.eiga.stepsPerSecond / by),
    );
    return all.length === 0 ? undefined : median(all);
  };
  const toPeer = ratio(({ peer }) => peer?.stepsPerSecond);
  const toPgbenchWrite = ratio(({ write }) => write);
  const toPgbenchTransaction = ratio(({ transaction }) => transaction);
  return {
    ...(toPeer === undefined ? {} : { toPeer }),
    ...(toPgbenchWrite === undefined ? {} : { toPgbenchWrite }),
    ...(toPgbenchTransaction === undefined ? {} : { toPgbenchTransaction }),
  };
}

function given<Value>(values: readonly (Value | undefined)[]): Value[] {
  return values.filter((value) => value !== undefined);
}
