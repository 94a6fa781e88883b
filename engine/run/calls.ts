import { isRefusal, type Refusal } from '../errors.ts';
import type { CallCase } from '../case/effect.ts';
import { SUSPENDED } from '../case/suspension.ts';
import { calledVersion } from '../store/called-process.ts';
import { dropMail, firstMail, mailClaim, mailId, noteFailure, type CaseMail, type MailEffect } from '../store/case-mail.ts';
import { TAKEN, type Ask, type Call, type Done } from './commit-group.ts';
import type { EngineNode } from './node.ts';
import { engineAccess } from './start.ts';

/**
 * Brings what a case asks of another one there: begins the case that a call activity calls, ends one that nobody waits for any more, tells
 * a caller how its called case went. May be done again after a crash, or by two nodes at once: the mail is taken out in the transaction of
 * the step that it causes. Mail to the same case is brought in the order in which it was sent.
 * @param at when the asking step happened, where that was not now (a history that is loaded)
 */
export async function bring(node: EngineNode, mail: CaseMail, at?: number): Promise<void> {
  const id = mailId(mail);
  node.distributing.add(id);
  let next: CaseMail | undefined = mail;
  try {
    while (next) {
      const answer: Done | Refusal = await carryOut(node, next, at);
      // Brought when it is resumed.
      if (answer === SUSPENDED) return;
      // Refused, and not because something earlier stands in its way: nobody waits for it any more.
      if (isRefusal(answer) && answer !== TAKEN) await dropMail(node.sql, next);
      if (next === mail && answer !== TAKEN) return;
      next = await firstMail(node.sql, mail);
    }
  } catch (error) {
    await noteFailure(node.sql, next ?? mail, error, node.clock.now());
    throw error;
  } finally {
    node.distributing.delete(id);
  }
}

function carryOut(node: EngineNode, mail: CaseMail, at: number | undefined): Promise<Done | Refusal> {
  const { effect } = mail;
  return effect.type === 'callCase' ? call(node, mail, effect, at) : tell(node, mail, effect, at);
}

type TellCase = Extract<MailEffect, { readonly type: 'tellCase' }>;

function ask(node: EngineNode, mail: CaseMail, asked: Pick<Ask, 'caseKey' | 'command' | 'call' | 'at'>): Promise<Done | Refusal> {
  return node.perform({ access: engineAccess(mail.tenantId), claims: [mailClaim(mail)], ...asked });
}

function tell(node: EngineNode, mail: CaseMail, effect: TellCase, at: number | undefined): Promise<Done | Refusal> {
  const { caseKey, command } = effect;
  if (!('elementInstanceKey' in command)) return ask(node, mail, { caseKey, command, at });
  const { elementInstanceKey } = command;
  return ask(node, mail, { caseKey, command, at, call: { caseKey, elementInstanceKey, calledCaseKey: mail.from } });
}

/** Begins the called case in a transaction that holds its caller's row, or tells the caller why it cannot. */
async function call(node: EngineNode, mail: CaseMail, effect: CallCase, at: number | undefined): Promise<Done | Refusal> {
  const { calledCaseKey, caller, variables, dimensions, processId, binding } = effect;
  const { caseKey, elementInstanceKey } = caller;
  const { tenantId } = mail;
  const waits: Call = { caseKey, elementInstanceKey, calledCaseKey };
  const definitionKey = await calledVersion(node.sql, { tenantId, caseKey, processId, binding });
  let why = missing(effect);
  if (definitionKey !== undefined) {
    const common = { type: 'startCase', caseKey: calledCaseKey, tenantId, definitionKey } as const;
    const command = { ...common, variables, dimensions, caller };
    const started = await ask(node, mail, { caseKey: calledCaseKey, command, call: waits, at });
    if (!isRefusal(started) || started === TAKEN) return started;
    why = `process '${processId}' cannot be called: ${started.message}`;
  }
  return ask(node, mail, { caseKey, command: { type: 'callRefused', elementInstanceKey, message: why }, call: waits, at });
}

function missing({ processId, binding: { binding, versionTag } }: CallCase): string {
  switch (binding) {
    case 'latest':
      return `process '${processId}' is called, but it is not deployed; deploy it and try again`;
    case 'deployment':
      return `process '${processId}' is called, but it is not in the same deployment; deploy the two together`;
    case 'versionTag':
      return `process '${processId}' is called in the version with the tag '${versionTag ?? ''}', which is not deployed; deploy it and try again`;
    default:
      return binding satisfies never;
  }
}
