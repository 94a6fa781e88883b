/** Decisions: deployed versions of DMN files, and what was decided by them. */
import { z } from 'zod';
import { operation } from './operation.ts';
import { count, instant, json, key, pageOf, paging, variables } from './values.ts';

export const decisionVersion = z.strictObject({
  decisionKey: key,
  decisionId: z.string(),
  name: z.string(),
  /** `decisionTable`, `literalExpression` and so on, or `decisionService`. */
  kind: z.string(),
  version: count,
  versionTag: z.string().optional(),
  /** Of the file: the decision requirements graph that it belongs to. */
  requirementsKey: key,
  requirementsId: z.string(),
  requirementsName: z.string(),
  requirementsVersion: count,
  resourceName: z.string(),
  deployedAt: instant,
});
export type DecisionVersionJson = z.output<typeof decisionVersion>;

export const deployedDecision = z.strictObject({
  decisionId: z.string(),
  /** Of the newest version. */
  name: z.string(),
  /** Newest first. */
  versions: z.array(decisionVersion),
});
export type DecisionJson = z.output<typeof deployedDecision>;

const namedValue = z.strictObject({ id: z.string(), name: z.string(), value: json });
const matchedRule = z.strictObject({
  /** 1 is the first. */
  ruleIndex: count,
  ruleId: z.string(),
  outputs: z.array(namedValue),
});

/** One decision that an evaluation went through; those of one evaluation share the key. */
export const decisionInstance = z.strictObject({
  decisionInstanceKey: key,
  /** 1, 2, 3… in the order of evaluation. */
  ordinal: count,
  decisionKey: key,
  decisionId: z.string(),
  decisionName: z.string(),
  decisionVersion: count,
  kind: z.string(),
  /** What was asked for. */
  askedKey: key,
  askedId: z.string(),
  evaluatedAt: instant,
  /** Absent where it was evaluated without a case. */
  caseKey: key.optional(),
  elementInstanceKey: key.optional(),
  elementId: z.string().optional(),
  /** Numbers of the rules that matched. */
  rules: z.array(count),
  /** Absent once the case's values are erased. */
  values: z.strictObject({ inputs: z.array(namedValue), matched: z.array(matchedRule), value: json }).optional(),
  /** What failed and was taken for null; with the last decision of the evaluation. */
  notes: z.array(z.string()).optional(),
});
export type DecisionInstanceJson = z.output<typeof decisionInstance>;

const evaluated = z.strictObject({
  decisionInstanceKey: key,
  decisionKey: key,
  evaluatedAt: instant,
  value: json,
  /** Every decision of the graph, in the order of evaluation. */
  evaluated: z.array(
    z.strictObject({
      decisionId: z.string(),
      name: z.string(),
      kind: z.string(),
      inputs: z.array(namedValue),
      matched: z.array(matchedRule),
      value: json,
    }),
  ),
  notes: z.array(z.string()),
});

export const decisionOperations = {
  listDecisions: operation({
    method: 'GET',
    path: '/api/decisions',
    needs: 'cases.read',
    summary: 'All decisions with their deployed versions',
    answer: z.strictObject({ items: z.array(deployedDecision) }),
  }),
  getDecision: operation({
    method: 'GET',
    path: '/api/decisions/:decisionKey',
    needs: 'cases.read',
    summary: 'One version with the DMN of its file',
    answer: decisionVersion.extend({ xml: z.string() }),
  }),
  evaluateDecision: operation({
    method: 'POST',
    path: '/api/decisions/evaluate',
    needs: 'cases.start',
    summary: 'Evaluates a version, or the latest of an id, without a case; what came of it is kept',
    body: z.strictObject({
      decision: z.union([z.strictObject({ decisionKey: key }), z.strictObject({ decisionId: z.string().min(1).max(255) })]),
      variables: variables.default({}),
    }),
    answer: evaluated,
  }),
  listDecisionInstances: operation({
    method: 'GET',
    path: '/api/decision-instances',
    needs: 'cases.read',
    summary: 'What was decided, newest first, the decisions of one evaluation in their order',
    query: z.strictObject({ caseKey: key.optional(), decisionId: z.string().max(255).optional(), ...paging }),
    answer: pageOf(decisionInstance),
  }),
};
