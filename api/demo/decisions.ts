/** The decisions of DMN files for steps that are taken outside the store, as in a simulation. */
import { compileDecisionFile } from '../../engine/decision/compile.ts';
import { evaluateDecision } from '../../engine/decision/evaluate.ts';
import type { DeployedDecision, StepContext } from '../../engine/case/command.ts';
import type { Resource } from '../../engine/index.ts';
import { numberedKey } from '../../engine/ids.ts';
import type { DecisionKey } from '../../engine/ids.ts';

/** Whatever the binding: there is one version of each. @throws Error when a file does not compile */
export function decisionsOf(files: readonly Resource[]): NonNullable<StepContext['decisionFor']> {
  const decisions = new Map<string, DeployedDecision>();
  for (const { name, content } of files) {
    const { model, findings } = compileDecisionFile(content);
    if (model === undefined) throw new Error(`${name}: ${findings.map(({ message }) => message).join(' ')}`);
    for (const id of model.entries.keys())
      decisions.set(id, {
        decisionKey: numberedKey<DecisionKey>(decisions.size + 1, 0),
        version: 1,
        evaluate: (inputs, at) => evaluateDecision(model, id, inputs, at),
      });
  }
  return (decisionId) => decisions.get(decisionId);
}
