import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { StartCommand } from './command.ts';
import { instanceOf, nodeOf, record, rootKey, touch, type Draft, type Token } from './draft.ts';
import { openHandlers } from './handlers.ts';
import { raise } from './incidents.ts';
import { asJson, listen } from './listeners.ts';
import { tokenFor } from './modify.ts';
import { send } from './moves.ts';
import { Problem } from './problem.ts';
import { rowOf } from './projection.ts';
import { BROUGHT, type ElementInstance } from './state.ts';
import { startTerm } from './terms.ts';
import { setLocal } from './variables.ts';

/** Begins a case (BPMN 2.0.2 §13.2): by itself, by one of its start events, or with an instruction to begin elsewhere. */
export function startCase(draft: Draft, command: StartCommand): Refusal | undefined {
  const { process } = draft;
  const { caseKey, tenantId, definitionKey, dimensions, variables, term, startEvent, caller, conversation, activate, endsAfter } =
    command;
  const begins = startEvent === undefined ? process.root.begins : [startEvent];
  if ((begins.length === 0 && !activate) || (startEvent !== undefined && !process.root.startEvents.includes(startEvent))) {
    return refuse('invalid', `process '${process.id}' has no start event that can be started like this`);
  }
  const unknown = endsAfter?.find((id) => !process.nodes.has(id));
  if (unknown !== undefined) return refuse('invalid', `process '${process.id}' has no element '${unknown}' to end after`);
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
    ...(endsAfter ? { endsAfter } : {}),
  });
  const key = rootKey(draft);
  draft.projection.root(rowOf(instanceOf(draft, key)));
  startTerm(draft);
  setLocal(draft, key, variables);
  const tokens: Token[] = [];
  for (const token of activate ? activate.map((one) => tokenFor(draft, one)) : tokensOf(draft, command, begins)) {
    if (isRefusal(token)) return token;
    tokens.push(token);
  }
  if (process.listeners?.start) setLocal(draft, key, { [BROUGHT]: asJson(tokens) });
  begin(draft, tokens);
  return undefined;
}

/** Its start listeners have answered, or it has none: the process begins. */
function begin(draft: Draft, tokens: readonly Token[]): void {
  const key = rootKey(draft);
  try {
    if (listen(draft, draft.process, key, 'start')) return;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return raise(draft, key, problem);
  }
  if (draft.state.variables[key]?.[BROUGHT]) setLocal(draft, key, { [BROUGHT]: null });
  openRoot(draft);
  for (const token of tokens) send(draft, token);
  touch(draft, key);
}

/** A start listener of the process has answered, or what it could not begin with is mended. @returns whether it had not begun yet */
export function beginAgain(draft: Draft): boolean {
  const tokens = draft.state.variables[rootKey(draft)]?.[BROUGHT] as readonly Token[] | null | undefined;
  if (tokens) begin(draft, tokens);
  return tokens !== null && tokens !== undefined;
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
  if (beginAgain(draft)) return;
  // Any other incident came later: what is not waited for by then has happened.
  if (incident?.kind === 'timer' || incident?.kind === 'correlation') openRoot(draft);
  touch(draft, key);
}
