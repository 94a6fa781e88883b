import { numberedKey, type DecisionKey, type DeploymentKey, type RequirementsKey } from '../ids.ts';
import type { Finding } from '../errors.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import type { DeployedDecisionRow, RequirementsRow } from '../store/decision-views.ts';
import {
  decisionRow,
  deploymentDecisions,
  findDecisions,
  insertRequirements,
  latestDecisions,
  latestRequirements,
  type DeploymentDecisions,
} from '../store/decisions.ts';
import type { Numbers } from '../store/numbers.ts';
import type { Sql, SqlTransaction } from '../store/sql.ts';
import type { DecisionUse, PlannedDecisions } from './decision-plan.ts';

/** Taken before the transaction: see numbers.ts. */
export interface DecisionKeys {
  readonly requirements: RequirementsKey;
  readonly decisions: readonly DecisionKey[];
}

export async function decisionKeys(numbers: Numbers, files: readonly PlannedDecisions[]): Promise<DecisionKeys[]> {
  const keys: DecisionKeys[] = [];
  for (const { entries } of files) {
    const requirements = numberedKey<RequirementsKey>(await numbers.next(), 0);
    const decisions: DecisionKey[] = [];
    for (const _ of entries) decisions.push(numberedKey<DecisionKey>(await numbers.next(), 0));
    keys.push({ requirements, decisions });
  }
  return keys;
}

export interface WrittenDecisions {
  readonly requirements: RequirementsRow;
  readonly decisions: readonly DeployedDecisionRow[];
  readonly isNew: boolean;
}

type Deploying = Pick<RequirementsRow, 'tenantId' | 'deploymentKey' | 'deployedAt' | 'deployedBy'>;

/** The same bytes are the same version, unless one of its decisions has since come from another file. */
export async function writeDecisions(
  sql: SqlTransaction,
  { requirementsId, name, entries, resource, hash }: PlannedDecisions,
  keys: DecisionKeys,
  of: Deploying,
): Promise<WrittenDecisions> {
  const { tenantId } = of;
  const last = await latestRequirements(sql, tenantId, requirementsId);
  const ids = entries.map(({ id }) => id);
  const latest = await latestDecisions(sql, tenantId, ids);
  if (last?.hash === hash && !last.isDeleted && last.resourceName === resource.name) {
    const { hash: _hash, xml: _xml, ...requirements } = last;
    const decisions = ids.flatMap((id) => latest.get(id) ?? []);
    const { requirementsKey } = requirements;
    if (decisions.length === ids.length && decisions.every((row) => row.requirementsKey === requirementsKey))
      return { requirements, decisions, isNew: false };
  }
  const requirementsKey = keys.requirements;
  const version = (last?.version ?? 0) + 1;
  const requirements: RequirementsRow = { ...of, requirementsKey, requirementsId, name, version, resourceName: resource.name };
  const decisions = entries.map((entry, index) => {
    const decisionKey = keys.decisions[index];
    if (decisionKey === undefined) throw new Error('a deployment has fewer keys than decisions');
    return decisionRow(entry, {
      tenantId,
      requirementsKey,
      decisionKey,
      version: (latest.get(entry.id)?.version ?? 0) + 1,
    });
  });
  await insertRequirements(sql, { ...requirements, xml: resource.content, hash }, decisions);
  return { requirements, decisions, isNew: true };
}

/** The version of every decision of a deployment. */
export function heldDecisions(files: readonly WrittenDecisions[]): DeploymentDecisions {
  return new Map(files.flatMap(({ decisions }) => decisions.map((row) => [row.decisionId, row.decisionKey])));
}

/**
 * Whether a decision that a model is bound to by its deployment is another version than in the model's last deployment: then the model
 * is a new version too, though its bytes are the same. A task that names its decision by an expression may mean any of them.
 */
export async function decisionsMoved(
  sql: Sql,
  tenantId: string,
  process: ExecutableProcess,
  before: DeploymentKey,
  held: DeploymentDecisions,
): Promise<boolean> {
  const bound = [...process.nodes.values()].flatMap((node) =>
    node.kind === 'decisionTask' && node.decision.binding === 'deployment' ? [node.decision.decisionId.constant] : [],
  );
  if (bound.length === 0) return false;
  const had = await deploymentDecisions(sql, tenantId, before);
  const any = new Set([...had.keys(), ...held.keys()]);
  return bound
    .flatMap((constant) => (typeof constant === 'string' ? [constant] : [...any]))
    .some((id) => had.get(id) !== held.get(id));
}

/** A decision may come after its model, so that it is missing is a warning. */
export async function unknownDecisions(
  sql: Sql,
  tenantId: string,
  uses: readonly DecisionUse[],
): Promise<(Finding & { readonly resource: string })[]> {
  if (uses.length === 0) return [];
  const nowhere = numberedKey<DeploymentKey>(1, 0);
  const found = await findDecisions(
    sql,
    tenantId,
    uses.map((use) => ({ ...use, deploymentKey: nowhere })),
  );
  return uses
    .filter((_use, index) => found[index]?.isDeleted !== false)
    .map(({ element, decisionId, versionTag, resource }) => {
      const tagged = versionTag === undefined ? '' : ` with the version tag '${versionTag}'`;
      const message = `'${element}' evaluates decision '${decisionId}'${tagged}, which is not deployed yet; deploy it before a case gets there.`;
      return { rule: 'decision-not-found', severity: 'warning', element, message, resource };
    });
}
