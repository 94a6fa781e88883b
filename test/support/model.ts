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
 * | start, end, terminate, task, manual, xor, and, event | | start: form |
 * | start.message, start.signal, start.timer | name, name, timer | |
 * | end.message, end.signal, error | name, name, code | message: job, key, ttl |
 * | message, signal, timer (catching) | name, name, timer | message: key; timer: calendar |
 * | throw, throw.message, throw.signal | -, name, name | message: job, key, ttl |
 * | user | | assignee, groups, users, priority, due, followUp, form |
 * | service | | job (else its id), retries, `header x` |
 * | script | | feel and result, or job |
 * | send | message | job, or message by the argument: key, ttl |
 * | receive | message | key |
 * | sub | | its content follows as a block: a line `Checks {`, lines, a line `}` |
 *
 * A timer is `PT4H`, `R3/P1D` or a date, or says its form before an expression: `duration =wait`. A correlation key is FEEL; catching
 * nodes have `=id` unless they say another. Every node: `name`, `in x`, `out x` (mappings), `cost`, `value`, `legal`, `term`, `label en`.
 * Every activity, multi-instance: `each: item in =items` or `times: 3`; `sequential: yes`, `collect: results from =x`, `until: =done`.
 *
 * A boundary event begins a line: `Check ! timer(P3D){calendar: working} -> user:Remind -> end` interrupts, `Check ~ message(Hurry) -> …`
 * does not; kinds timer, message, signal, error (no argument: every error). Its id is `Check-timer` unless named: `Check ! timer:Late(P3D)`.
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
}

/** @throws Error that lists the findings when the model is refused. Warnings are given back. */
export async function model(
  text: string,
  options: ModelOptions = {},
): Promise<{ readonly xml: string; readonly process: ExecutableProcess; readonly warnings: readonly Finding[] }> {
  const xml = modelXml(text, options);
  const { processes, findings } = await readModel(xml);
  const [process] = processes;
  if (process) return { xml, process, warnings: findings };
  throw new Error(
    `The model is refused:\n${findings.map(({ rule, element, message }) => `${rule} at ${element}: ${message}`).join('\n')}\n${xml}`,
  );
}

/** The BPMN file of arrow lines, whether it is valid or not. */
export function modelXml(text: string, options: ModelOptions = {}): string {
  return writeXml(readArrows(text), options);
}

/** The findings of arrow lines, for models that are to be refused. */
export async function findingsOf(text: string): Promise<readonly Finding[]> {
  return (await readModel(modelXml(text))).findings;
}
