/** Simulations in a thread of their own: replications one after the other, or in further threads where the machine has cores for them. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import {
  calibrate,
  type EventLog,
  type Experiment,
  type Figures,
  figuresOf,
  forecastOf,
  inThreads,
  judge,
  type Noticed,
  type Proposal,
  proposalsFor,
  proposedXml,
  replication,
  type Scenario,
  WARM_UP_SHARE,
} from '../../analytics/index.ts';
import type { ExecutableProcess, Resource } from '../../engine/index.ts';
import { portable, type PortableProcess, revived } from '../../engine/model/portable.ts';
import type { TermProfileData } from '../../organisation/index.ts';
import { calibrateView, improveView, simulateView } from '../answers/simulation.ts';
import type { CalibrateView, ImproveView, SimulatedView } from '../contract/simulations.ts';
import { decisionsOf } from '../demo/decisions.ts';

/** A model and a scenario as they go to a thread. */
export interface SentSide {
  readonly process: PortableProcess;
  /** What it calls, and what that calls. */
  readonly called: readonly PortableProcess[];
  readonly scenario: Scenario;
  /** DMN files that the model's decisions are in. */
  readonly decisions: readonly Resource[];
  readonly noticed: Noticed;
}

export interface Runs {
  readonly cases: number;
  readonly replications: number;
  readonly seed: number;
  readonly fromAt: number;
}

export type SimulationAsked =
  | { readonly kind: 'simulate'; readonly asIs: SentSide; readonly toBe: SentSide; readonly runs: Runs }
  /** `xml`: the file of the model, into which proposals are written. */
  | { readonly kind: 'improve'; readonly asIs: SentSide; readonly xml: string; readonly runs: Runs };

export interface CalibrationAsked {
  readonly kind: 'calibrate';
  readonly model: { readonly processId: string; readonly version: number };
  readonly process: PortableProcess;
  /** The processes that it calls, each with the log of its own cases. */
  readonly called: readonly { readonly process: PortableProcess; readonly log: EventLog }[];
  readonly decisions: readonly Resource[];
  /** The statutory term in force, which no log tells. */
  readonly term?: TermProfileData;
}

/** As it goes to a thread. */
export function sentProcess(process: ExecutableProcess): PortableProcess {
  return portable(process);
}

/** Told how far the whole is, 0 to 1. */
export type TellShare = (phase: string, share: number) => void;

/** Beside the bundle that this file is in; see build.js. Where it is not, all is done in this thread. */
const PROGRAM = new URL('./simulation-thread.js', import.meta.url);

interface Side {
  readonly sent: SentSide;
  readonly experiment: Experiment;
}

export async function simulated(asked: Extract<SimulationAsked, { kind: 'simulate' }>, tell: TellShare): Promise<SimulatedView> {
  const sides = [sideOf(asked.asIs, asked.runs), sideOf(asked.toBe, asked.runs)] as const;
  const warmUpCases = Math.floor(asked.runs.cases * WARM_UP_SHARE);
  const asIs = await figuresOfAll(sides[0], warmUpCases, (share) => {
    tell('simulating', share / 2);
  });
  const toBe = await figuresOfAll(sides[1], warmUpCases, (share) => {
    tell('simulating', 0.5 + share / 2);
  });
  return simulateView(
    { figures: asIs, forecast: forecastOf(sides[0].experiment, asIs, warmUpCases), noticed: asked.asIs.noticed },
    { figures: toBe, forecast: forecastOf(sides[1].experiment, toBe, warmUpCases), noticed: asked.toBe.noticed },
    asked.runs.seed,
  );
}

export async function improved(
  { asIs, xml, runs }: Extract<SimulationAsked, { kind: 'improve' }>,
  tell: TellShare,
): Promise<ImproveView> {
  const side = sideOf(asIs, runs);
  const warmUpCases = Math.floor(runs.cases * WARM_UP_SHARE);
  // The as-is counts as one of the proposals: how many there are is known after it.
  const before = await figuresOfAll(side, warmUpCases, (share) => {
    tell('simulating', share * 0.1);
  });
  const forecast = forecastOf(side.experiment, before, warmUpCases);
  const proposals = proposalsFor(side.experiment, forecast);
  const after = [];
  const files = new Map<Proposal, string | null>();
  for (const [place, proposal] of proposals.entries()) {
    const { process, scenario } = proposal;
    const changed: Side = {
      sent: { ...asIs, process: portable(process), scenario },
      experiment: { ...side.experiment, process, scenario },
    };
    const figures = await figuresOfAll(changed, warmUpCases, (share) => {
      tell('proposals', 0.1 + (0.9 * (place + share)) / proposals.length);
    });
    after.push([proposal, figures] as const);
    files.set(proposal, await proposedXml(xml, side.experiment.process, proposal));
  }
  return improveView({ figures: before, forecast }, after, files);
}

/** Replications of the judgement: enough to see whether the scenario is near. */
const JUDGED = 3;

/** @returns the faults when the log tells too little */
export function calibrated(
  log: EventLog,
  zone: string,
  { model, process: sent, called: sentCalled, decisions, term }: CalibrationAsked,
  tell: TellShare,
): CalibrateView | { readonly faults: readonly string[] } {
  const process = revived(sent);
  const called = sentCalled.map((one) => ({ process: revived(one.process), log: one.log }));
  const found = calibrate(log, process, {
    zone,
    called,
    progress: (done, of) => {
      tell('replaying', (0.5 * done) / of);
    },
  });
  if ('faults' in found) return found;
  const fit = judge(log, process, found, {
    zone,
    seed: 1,
    replications: JUDGED,
    called: called.map((one) => one.process),
    decisionFor: decisionsOf(decisions),
    progress: (done, of) => {
      tell('simulating', 0.5 + (0.5 * done) / of);
    },
  });
  return calibrateView(model, found, fit, log.cases.count, term);
}

function sideOf(sent: SentSide, { cases, replications, seed, fromAt }: Runs): Side {
  const { scenario, decisions } = sent;
  const experiment: Experiment = {
    process: revived(sent.process),
    called: sent.called.map(revived),
    scenario,
    seed,
    cases,
    replications,
    fromAt,
    decisionFor: decisionsOf(decisions),
    ...(scenario.term === undefined ? {} : { term: scenario.term }),
  };
  return { sent, experiment };
}

/** The figures of each replication, in their order. */
async function figuresOfAll(
  { sent, experiment }: Side,
  warmUpCases: number,
  onShare: (share: number) => void,
): Promise<readonly Figures[]> {
  // A function cannot cross; the thread reads the decisions itself.
  const { process, called = [], decisionFor: _, replications, ...rest } = experiment;
  const threads = availableParallelism() - 1;
  const figures: Figures[] = [];
  if (threads < 2 || !existsSync(PROGRAM)) {
    for (let number = 0; number < replications; number++) {
      figures.push(figuresOf(replication(experiment, number), process, experiment.scenario, warmUpCases, called));
      onShare((number + 1) / replications);
    }
    return figures;
  }
  await inThreads<object, Figures>({
    program: PROGRAM,
    setup: { experiment: rest, process: sent.process, called: sent.called, decisions: sent.decisions, warmUpCases },
    replications,
    threads,
    onProgress: onShare,
    onAnswer(answer, number) {
      figures[number] = answer;
    },
  });
  return figures;
}
