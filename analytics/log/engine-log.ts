/** The engine's own log: from the element instances that steps save to the same event log that an import gives. */
import type { CaseStatus } from '../../engine/lifecycle/case.ts';
import type { ElementInstanceRow } from '../../engine/case/effect.ts';
import type { Dimensions } from '../../engine/case/state.ts';
import type { AwaitedParty, ExecutableProcess, FlowNode } from '../../engine/model/executable-process.ts';
import { EventLogBuilder } from './event-log-builder.ts';
import type { EventLog, Kind, Suspension } from './event-log.ts';

/** A case as far as analytics needs it. */
export interface EngineCase {
  readonly caseKey: string;
  /** What names the version in comparisons: its number or tag. */
  readonly version?: string | undefined;
  readonly status: CaseStatus;
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
  /** When the applicant withdrew it: for the applicant it was over then. */
  readonly withdrawnAt: number | undefined;
  readonly dimensions: Dimensions;
}

/** An element instance, with its suspensions one by one where the caller knows them. */
export type EngineInstance = Pick<
  ElementInstanceRow,
  | 'key'
  | 'elementId'
  | 'status'
  | 'loopCounter'
  | 'enabledAt'
  | 'claimedAt'
  | 'startedAt'
  | 'suspendedMs'
  | 'endedAt'
  | 'actor'
  | 'unit'
> & {
  readonly suspensions?: readonly Suspension[] | undefined;
  /** The unit to which alone its task was offered: it has the task until somebody takes it. */
  readonly offeredTo?: string | undefined;
};

/**
 * Keeps the log of cases as they go on: told of a case or an instance again, it revises what it has. Activities are named by their
 * element id, so that figures find their place on the diagram.
 */
export class EngineLog {
  private readonly builder = new EventLogBuilder('started');
  private readonly rows = new Map<string, number>();

  takeCase(of: EngineCase): void {
    const index = this.builder.addCase(of.caseKey);
    const { receivedAt, registeredAt, ...dimensions } = of.dimensions;
    this.builder.describeCase(index, {
      status: outcomeOf(of),
      startedAt: of.startedAt,
      completedAt: of.withdrawnAt ?? of.endedAt,
      receivedAt,
      registeredAt,
      version: of.version,
    });
    for (const [name, value] of Object.entries(dimensions)) this.builder.setCaseAttribute(index, name, value);
  }

  /** Instances that are no activity and no wait (gateways, passing events, scopes, bodies of multi-instances) are left out. */
  takeInstance(caseKey: string, process: ExecutableProcess, instance: EngineInstance): void {
    const node = process.nodes.get(instance.elementId);
    const kind = kindOf(node, instance);
    if (kind === undefined) return;
    const facts = {
      resource: instance.actor,
      unit: instance.unit ?? instance.offeredTo,
      enabledAt: instance.enabledAt,
      startedAt: instance.startedAt,
      completedAt: instance.endedAt,
      suspendedMs: instance.suspendedMs,
      claimedAt: instance.claimedAt,
      suspensions: instance.suspensions,
      kind,
      party: kind === 'timer' || kind === 'message' ? partyOf(process, instance.elementId) : undefined,
      ending: endingOf(instance),
      loopCounter: node && 'loop' in node && node.loop.kind === 'multiInstance' ? instance.loopCounter : undefined,
    };
    const known = this.rows.get(instance.key);
    if (known !== undefined) this.builder.reviseRow(known, facts);
    else
      this.rows.set(instance.key, this.builder.addRow(this.builder.addCase(caseKey), { activity: instance.elementId, ...facts }));
  }

  /** @param observedUntilAt until when open cases were watched: now */
  build(observedUntilAt: number): EventLog {
    return this.builder.build(observedUntilAt);
  }
}

function endingOf(instance: EngineInstance): 'open' | 'completed' | 'cancelled' {
  if (instance.endedAt === undefined) return 'open';
  return instance.status === 'completed' ? 'completed' : 'cancelled';
}

/** What the body of a multi-instance waits for are its instances: they count, it does not. */
function kindOf(node: FlowNode | undefined, instance: EngineInstance): Kind | undefined {
  if (node === undefined || ('loop' in node && instance.loopCounter === undefined)) return undefined;
  switch (node.kind) {
    case 'userTask':
      return 'work';
    case 'serviceTask':
    case 'sendTask':
    case 'jobScriptTask':
      return 'machine';
    case 'receiveTask':
    case 'eventBasedGateway':
      return 'message';
    case 'intermediateCatchEvent':
      return node.trigger.kind === 'timer' ? 'timer' : 'message';
    default:
      return undefined;
  }
}

/** An event gateway that does not say waits for whom its events wait, if they agree. */
function partyOf(process: ExecutableProcess, elementId: string): AwaitedParty | undefined {
  const own = process.facts.get(elementId)?.waitsFor;
  const node = process.nodes.get(elementId);
  if (own !== undefined || node?.kind !== 'eventBasedGateway') return own;
  const targets = node.outgoing.map((flow) => process.facts.get(process.flows.get(flow)?.target ?? '')?.waitsFor);
  const parties = new Set(targets.filter((party) => party !== undefined));
  return parties.size === 1 ? [...parties][0] : undefined;
}

/** A case that was cancelled ended without its result, as a withdrawn one did; it may still be being closed. */
function outcomeOf({ status, withdrawnAt }: Pick<EngineCase, 'status' | 'withdrawnAt'>): 'open' | 'completed' | 'withdrawn' {
  if (withdrawnAt !== undefined || status === 'cancelled') return 'withdrawn';
  return status === 'completed' ? 'completed' : 'open';
}
