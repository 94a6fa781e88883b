import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { StartCommand } from './command.ts';
import { instanceOf, nodeOf, record, rootKey, touch, type Draft, type Token } from './draft.ts';
import { openHandlers } from './handlers.ts';
import { raise } from './incidents.ts';
import { tokenFor } from './modify.ts';
import { send } from './moves.ts';
import { Problem } from './problem.ts';
import { rowOf } from './projection.ts';
import type { ElementInstance } from './state.ts';
import { startTerm } from './terms.ts';
import { setLocal } from './variables.ts';

/** Begins a case (BPMN 2.0.2 §13.2): by itself, by one of its start events, or with an instruction to begin elsewhere. */
export function startCase(draft: Draft, command: StartCommand): Refusal | undefined {
  const { process } = draft;
  const { caseKey, tenantId, definitionKey, dimensions, variables, term, startEvent, caller, conversation, activate } = command;
  const begins = startEvent === undefined ? process.root.begins : [startEvent];
  if ((begins.length === 0 && !activate) || (startEvent !== undefined && !process.root.startEvents.includes(startEvent))) {
    return refuse('invalid', `process '${process.id}' has no start event that can be started like this`);
  }
  record(draft, {
    type: 'caseStarted',
    caseKey,
    tenantId,
    definitionKey,
    processId: process.id,
    dimensions,
    ...(term ? { term } : {}),
    ...(caller ? { caller } : {}),
    ...(conversation === undefined ? {} : { conversation }),
  });
  const key = rootKey(draft);
  draft.projection.root(rowOf(instanceOf(draft, key)));
  startTerm(draft);
  setLocal(draft, key, variables);
  openRoot(draft);
  const tokens = activate ? activate.map((one) => tokenFor(draft, one)) : tokensOf(draft, command, begins);
  for (const token of tokens) {
    if (isRefusal(token)) return token;
    send(draft, token);
  }
  touch(draft, key);
  return undefined;
}

/** What the event brought goes with its token; where several must come, the others begin to be waited for. */
function tokensOf(draft: Draft, { startEvent, part, variables }: StartCommand, begins: readonly string[]): readonly Token[] {
  const scopeKey = rootKey(draft);
  if (startEvent === undefined) return begins.map((node) => ({ node, scopeKey }));
  const first = { node: startEvent, scopeKey, ...(part === undefined ? {} : { part }) };
  if (nodeOf(draft, startEvent).kind === 'startEvent') return [first];
  const gateway = instantiatingGateway(draft, startEvent);
  const others = gateway?.instantiates === 'parallel' ? targetsOf(draft, gateway.outgoing) : [];
  return [{ ...first, variables }, ...others.filter((node) => node !== startEvent).map((node) => ({ node, scopeKey }))];
}

function instantiatingGateway(draft: Draft, target: string) {
  for (const flow of nodeOf(draft, target).incoming) {
    const source = nodeOf(draft, draft.process.flows.get(flow)?.source ?? '');
    if (source.kind === 'eventBasedGateway') return source;
  }
  return undefined;
}

function targetsOf(draft: Draft, flows: readonly string[]): readonly string[] {
  return flows.flatMap((flow) => draft.process.flows.get(flow)?.target ?? []);
}

function openRoot(draft: Draft): void {
  const key = rootKey(draft);
  try {
    openHandlers(draft, instanceOf(draft, key));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    raise(draft, key, problem);
  }
}

/** After an incident on the process itself: opens what it could not wait for, and looks at it again. */
export function reopenRoot(draft: Draft, { key, incident }: ElementInstance): void {
  // Any other incident came later: what is not waited for by then has happened.
  if (incident?.kind === 'timer' || incident?.kind === 'correlation') openRoot(draft);
  touch(draft, key);
}
