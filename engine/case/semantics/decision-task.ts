import { DecisionError } from '../../decision/decision-error.ts';
import type { DecisionTask } from '../../model/executable-process.ts';
import { newKey, record } from '../draft.ts';
import { activate, begin, complete } from '../moves.ts';
import { Problem } from '../problem.ts';
import { evaluate, visible } from '../variables.ts';
import type { Semantics } from './semantics.ts';

/** A business rule task (BPMN 2.0.2 §13.3.3) whose decision the engine evaluates; which rules matched is kept with the case. */
export const decisionTask: Semantics<DecisionTask> = {
  enter(draft, node, visit) {
    const { key, node: elementId } = visit;
    begin(draft, visit);
    const { now, calendar } = draft.context;
    const decisionId = evaluate(draft, node.decision.decisionId, key, 'decision');
    const name = node.name || node.id;
    if (typeof decisionId !== 'string') throw new Problem('decision', `'${name}' names no decision`);
    const deployed = draft.context.decisionFor?.(decisionId, node.decision);
    if (!deployed) throw new Problem('decision', `'${name}' asks for decision '${decisionId}', which is not deployed`);
    const result = (() => {
      try {
        return deployed.evaluate(visible(draft.state, key), { now, zone: calendar.zone });
      } catch (error) {
        if (error instanceof DecisionError) throw new Problem('decision', error.message);
        throw error;
      }
    })();
    const decisions = result.evaluated.map((one) => ({
      decisionId: one.decisionId,
      matched: one.matched.map(({ ruleIndex }) => ruleIndex),
    }));
    activate(draft, visit);
    record(draft, { type: 'decisionEvaluated', key, elementId, decisions });
    const row = {
      key: newKey<never>(draft),
      decisionKey: deployed.decisionKey,
      elementInstanceKey: key,
      elementId,
      evaluatedAt: now,
      result,
    };
    draft.sent.push({ type: 'saveDecision', row });
    complete(draft, key, { [node.resultVariable]: result.value });
  },
};
