/** What an applicant is told of her case: steps in plain words, who acts next, dates, messages. No name of a clerk, no value of a form. */
import type { CaseKey, CaseRow, ElementInstanceView, Engine, ExecutableProcess, LogEvent } from '../../../engine/index.ts';
import {
  type Complaint,
  complaintsIn,
  type ComplaintTopic,
  type Finding,
  type Letter,
  MOST_UNANSWERED,
  type Organisation,
} from '../../../organisation/index.ts';

export interface StepTold {
  readonly elementId: string;
  readonly name: string;
  readonly unit: string | undefined;
  /** Absent: it is under way. */
  readonly endedAt?: number;
}

/** `applicant`: she has to do something; `elsewhere`: another body; a unit by its id; `nobody`: it goes on by itself. */
export type ActsNext =
  { readonly who: 'applicant' | 'elsewhere' | 'nobody' } | { readonly who: 'unit'; readonly units: readonly string[] };

export type MessageKind =
  | Letter['kind']
  | 'received'
  | 'registered'
  | 'extended'
  | 'restarted'
  | 'termSuspended'
  | 'termResumed'
  | 'forwarded'
  | 'decided'
  | 'withdrawn'
  | 'closed';

export interface MessageTold {
  readonly at: number;
  readonly kind: MessageKind;
  readonly text?: string;
  readonly documents?: readonly string[];
  /** The new last day of the term; of a complaint the last day to answer it. */
  readonly dueOn?: string;
  /** Of a complaint, and of its answer. */
  readonly topic?: ComplaintTopic;
  readonly finding?: Finding;
}

export type Standing = 'handled' | 'waitsForYou' | 'forwarded' | 'decided' | 'withdrawn' | 'closed';

export interface CaseTold {
  readonly row: CaseRow;
  readonly standing: Standing;
  readonly dueOn: string | undefined;
  readonly termStatus: 'running' | 'suspended' | 'forwarded' | 'ended' | undefined;
  /** Of a case that has ended: the end event that it reached. */
  readonly outcome: { readonly elementId: string; readonly name: string } | undefined;
  readonly steps: readonly StepTold[];
  readonly actsNext: ActsNext;
  readonly messages: readonly MessageTold[];
  /** The message that withdraws it, where its model waits for one now. */
  readonly withdrawal: { readonly name: string; readonly correlationKey: string } | undefined;
  readonly mayAskToWithdraw: boolean;
  /** Not while so many wait for an answer already. */
  readonly mayComplain: boolean;
}

/** The message by which an applicant withdraws a request, in every model of processes/. */
const WITHDRAWN = 'request-withdrawn';
const TOLD_KINDS = new Set(['userTask', 'receiveTask', 'manualTask']);
const MOST = 500;

export async function caseTold(
  engine: Engine,
  { letters, calendars }: Organisation,
  tenantId: string,
  caseKey: CaseKey,
): Promise<CaseTold | undefined> {
  const access = { tenantId, units: 'all' } as const;
  const ofCase = { field: 'caseKey', is: 'eq', value: caseKey } as const;
  const [cases, state, log] = await Promise.all([
    engine.search.cases(access, { filter: [ofCase], limit: 1 }),
    engine.state(access, caseKey),
    engine.log(access, caseKey),
  ]);
  const [row] = cases.items;
  if (row === undefined || state === undefined || log === undefined) return undefined;
  const process = await engine.process(access, row.definitionKey);
  const [instances, tasks, waits, written] = await Promise.all([
    engine.search.elementInstances(access, {
      filter: [ofCase],
      sort: [
        { field: 'enabledAt', order: 'asc' },
        { field: 'key', order: 'asc' },
      ],
      limit: MOST,
    }),
    engine.search.tasks(access, { filter: [ofCase], limit: MOST }),
    engine.search.messageSubscriptions(access, { filter: [ofCase], limit: MOST }),
    letters.of(tenantId, caseKey),
  ]);
  const complaints = complaintsIn(written, calendars.calendarOf(tenantId, row.unit));
  const ended = row.endedAt !== undefined;
  const steps = instances.items.filter((one) => isTold(one, process)).map((one) => stepOf(one));
  const open = tasks.items.filter(({ key }) => !ended && Object.values(state.instances).some((one) => one.task?.key === key));
  const living = instances.items.filter((one) => one.endedAt === undefined);
  const partyOf = (one: ElementInstanceView) => process?.facts.get(one.elementId)?.waitsFor;
  const asked = state.suspension?.reason === 'applicant' || open.some(({ suspension }) => suspension?.reason === 'applicant');
  const applicant = !ended && (asked || living.some((one) => partyOf(one) === 'applicant'));
  const elsewhere = state.term?.status === 'forwarded' || living.some((one) => partyOf(one) === 'authority');
  const units = [...new Set(open.flatMap(({ candidateGroups }) => candidateGroups))];
  const withdrawal = waits.items.find(({ name }) => name === WITHDRAWN);
  return {
    row,
    standing: standingOf(row, applicant, state.term?.forwardedTo !== undefined),
    dueOn: state.term?.dueOn,
    termStatus: state.term?.status,
    outcome: ended ? outcomeOf(log.events, process) : undefined,
    steps,
    actsNext: ended
      ? { who: 'nobody' }
      : applicant
        ? { who: 'applicant' }
        : units.length > 0
          ? { who: 'unit', units }
          : { who: elsewhere ? 'elsewhere' : 'nobody' },
    messages: messagesOf(row, log.events, written, complaints),
    withdrawal: ended ? undefined : withdrawal && { name: withdrawal.name, correlationKey: withdrawal.correlationKey },
    mayAskToWithdraw: !ended && row.withdrawnAt === undefined && !written.some(({ kind }) => kind === 'withdrawalAsked'),
    mayComplain: complaints.filter(({ answered }) => answered === undefined).length < MOST_UNANSWERED,
  };
}

/** What a person does or is waited for; what machines do in between tells an applicant nothing. */
function isTold(one: ElementInstanceView, process: ExecutableProcess | undefined): boolean {
  if (one.status === 'terminated') return false;
  return TOLD_KINDS.has(one.elementKind) || process?.facts.get(one.elementId)?.waitsFor !== undefined;
}

function stepOf({ elementId, elementName, unit, endedAt }: ElementInstanceView): StepTold {
  return { elementId, name: elementName, unit, ...(endedAt !== undefined && { endedAt }) };
}

function outcomeOf(events: readonly LogEvent[], process: ExecutableProcess | undefined) {
  for (const event of [...events].reverse()) {
    const node = 'elementId' in event ? process?.nodes.get(event.elementId) : undefined;
    if (node?.kind === 'endEvent') return { elementId: node.id, name: node.name };
  }
  return undefined;
}

function standingOf(row: CaseRow, applicant: boolean, forwarded: boolean): Standing {
  if (row.withdrawnAt !== undefined) return 'withdrawn';
  if (forwarded) return 'forwarded';
  if (row.status === 'completed') return 'decided';
  if (row.status === 'cancelled') return 'closed';
  return applicant ? 'waitsForYou' : 'handled';
}

/** Newest first. */
function messagesOf(
  row: CaseRow,
  events: readonly LogEvent[],
  written: readonly Letter[],
  complaints: readonly Complaint[],
): readonly MessageTold[] {
  // What happened at one instant is told in this order.
  const told: MessageTold[] = [];
  if (row.receivedAt !== undefined) told.push({ at: row.receivedAt, kind: 'received' });
  if (row.registeredAt !== undefined) told.push({ at: row.registeredAt, kind: 'registered' });
  // Of a request that came with no documents there is nothing to say.
  const telling = written.filter(({ kind, documents }) => kind !== 'documentsBrought' || documents.length > 0);
  const dueOf = ({ kind, writtenAt }: Letter): string | undefined =>
    kind === 'complaint'
      ? complaints.find(({ receivedAt, answered }) => receivedAt === writtenAt && !answered)?.dueOn
      : undefined;
  const letters = telling
    .map((letter) => ({ ...letter, dueOn: dueOf(letter) }))
    .map(({ kind, documents, body, writtenAt, ...of }) => ({
      at: writtenAt,
      kind,
      ...(of.topic !== undefined && { topic: of.topic }),
      ...(of.finding !== undefined && { finding: of.finding }),
      ...(of.dueOn !== undefined && { dueOn: of.dueOn }),
      ...(body !== '' && { text: body }),
      ...(documents.length > 0 && { documents }),
    }));
  told.push(...letters);

  for (const event of events) {
    const { at } = event;
    switch (event.type) {
      case 'termExtended':
        told.push({ at, kind: 'extended', text: event.reason, dueOn: event.dueOn });
        break;
      case 'termRestarted':
        told.push({ at, kind: 'restarted', dueOn: event.dueOn });
        break;
      case 'termSuspended':
        told.push({ at, kind: 'termSuspended' });
        break;
      case 'termResumed':
        told.push({ at, kind: 'termResumed', dueOn: event.dueOn });
        break;
      case 'termForwarded':
        told.push({ at, kind: 'forwarded', text: event.to });
        break;
      case 'caseWithdrawn':
        told.push({ at, kind: 'withdrawn' });
        break;
      case 'caseCompleted':
        if (row.withdrawnAt === undefined) told.push({ at, kind: 'decided' });
        break;
      case 'caseCancelled':
        if (row.withdrawnAt === undefined) told.push({ at, kind: 'closed' });
        break;
      default:
    }
  }
  return told
    .map((one, place) => ({ one, place }))
    .sort((a, b) => b.one.at - a.one.at || b.place - a.place)
    .map(({ one }) => one);
}
