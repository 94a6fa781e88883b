/**
 * Models for tests as arrow lines, read by the real parser and compiler.
 *
 *     const { process } = await model(`
 *       start -> user:Check -> xor:ok?
 *       ok? -> service:Register [= approved] -> end
 *       ok? -> end:refused [default]
 *     `);
 *
 * A line is a chain of nodes; `[…]` after a node is the condition (FEEL, `=` may be left out) of the flow that leads to it, or `default`.
 * A node is `kind:name(argument){key: value; key: value}`, each part but the kind optional, or the name of a node declared in any line.
 * Its id is the name without what an id cannot hold (`ok?` → `ok`); without a name the kind (`start`), in a sub-process `Checks.start`.
 * A flow's id is `source--target`, a second one between the same two nodes `source--target-2`.
 *
 * | kind | argument | keys (besides those of every node) |
 * | --- | --- | --- |
 * | start, end, terminate, throw, task, manual, xor, and, or | | start: form |
 * | complex | activation condition (FEEL) | |
 * | event | | instantiate: exclusive or parallel |
 * | start.message, .signal, .timer, .condition, .multiple | see catching | |
 * | message, signal, timer, condition, link, multiple (catching) | name, name, timer, FEEL, name, definitions | message: key; timer: calendar; multiple: parallel |
 * | throw.message, .signal, .escalation, .compensation, .link, .multiple | name, name, code, activity or none, name, definitions | message: job, key, ttl; compensation: wait |
 * | end.message, .signal, .error, .escalation, .compensation, .cancel, .terminate, .multiple; error | the same; error: code | the same |
 * | user | | assignee, groups, users, priority, due, followUp, form |
 * | service | | job (else its id), retries, `header x` |
 * | script | | feel and result, or job |
 * | send | message | job, or message by the argument: key, ttl |
 * | receive | message | key, instantiate: yes |
 * | rule | decision id | result, binding; or job |
 * | call | process id | binding, propagateIn, propagateOut: yes or no |
 * | sub, transaction | | its content follows as a block: a line `Checks {`, lines, a line `}` |
 * | adhoc | | the same; active, until: FEEL, sequential, cancelRemaining |
 * | eventsub | | the same, `eventsub:Late {` being its only line; its start is start.message … or start.error, .escalation, .compensation, key interrupting: no |
 * | pool | | at the top: `pool:Clerk {` is a process of its own; a line `Ask ~> Answer [Question]` a message flow between two |
 * | global.task, .manual, .user, .script, .rule | as the task | at the top: a global task |
 *
 * A timer is `PT4H`, `R3/P1D` or a date, or says its form before an expression: `duration =wait`. Definitions are words joined by `;`:
 * `multiple:Any(message Go; timer PT1H; signal stop){parallel: yes}`. An error or escalation without argument catches every one. A
 * correlation key is FEEL; catching nodes have `=id` unless they say another, or `none`. `message:Ask()` names no message. A binding is
 * `latest`, `deployment` or `versionTag 2`. Every node: `name`, `in x`, `out x` (mappings), `cost`, `value`, `legal`, `term`, `label en`, `reference`.
 * Every activity: multi-instance `each: item in =items` or `times: 3`, with `sequential: yes`, `collect: results from =x`, `until: =done`,
 * `behavior: none signal s` (or `one …`, or `complex signal s when =a | escalation E when =b`); standard loop `repeat: =more` and/or
 * `max: 3`, with `before: yes`; listeners `on start: audit, log`, of user tasks also `on assigning: check`; quantities `needs: 2`, `gives: 3`; `compensates: yes` for what a compensation event leads to.
 *
 * A boundary event begins a line: `Check ! timer(P3D){calendar: working} -> user:Remind -> end` interrupts, `Check ~ message(Hurry) -> …`
 * does not; kinds timer, message, signal, condition, error, escalation, cancel, compensation, multiple. Its id is `Check-timer` unless
 * named: `Check ! timer:Late(P3D)`. The arrow of `Check ! compensation -> task:Undo{compensates: yes}` is an association.
 * `//` begins a comment.
 */
import { readModel } from '../../engine/model/compile.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import type { Finding } from '../../engine/errors.ts';
import { readArrows } from './model-arrows.ts';
import { writeXml } from './model-xml.ts';

export interface ModelOptions {
  readonly id?: string;
  readonly name?: string;
  readonly versionTag?: string;
  readonly termProfile?: string;
  /** Listeners of the process itself: `{ start: 'open', end: 'audit, close' }`. */
  readonly on?: Readonly<Record<string, string>>;
}

/** @throws Error that lists the findings when the model is refused. Warnings are given back. */
export async function model(
  text: string,
  options: ModelOptions = {},
): Promise<{
  readonly xml: string;
  /** The first of the file; all in document order, global tasks after them. */
  readonly process: ExecutableProcess;
  readonly processes: readonly ExecutableProcess[];
  readonly warnings: readonly Finding[];
}> {
  const xml = modelXml(text, options);
  const { processes, findings } = await readModel(xml);
  const [process] = processes;
  if (process) return { xml, process, processes, warnings: findings };
  throw new Error(
    `The model is refused:\n${findings.map(({ rule, element, message }) => `${rule} at ${element}: ${message}`).join('\n')}\n${xml}`,
  );
}

/** The BPMN file of arrow lines, whether it is valid or not. */
export function modelXml(text: string, options: ModelOptions = {}): string {
  return writeXml(readArrows(text), options);
}

/** The findings of arrow lines, for models that are to be refused. */
export async function findingsOf(text: string, options: ModelOptions = {}): Promise<readonly Finding[]> {
  return (await readModel(modelXml(text, options))).findings;
}
