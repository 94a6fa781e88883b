import { compileDecisionFile } from '../decision/compile.ts';
import type { DecisionEntry } from '../decision/decision-model.ts';
import type { Finding } from '../errors.ts';
import type { Binding, ExecutableProcess } from '../model/executable-process.ts';
import type { Resource } from './contract.ts';

type Found = Finding & { readonly resource: string };

/** A DMN file that shall be deployed. */
export interface PlannedDecisions {
  readonly requirementsId: string;
  readonly name: string;
  readonly entries: readonly DecisionEntry[];
  readonly resource: Resource;
  readonly hash: string;
}

export interface DecisionsPlanned {
  readonly planned?: PlannedDecisions;
  readonly findings: readonly Found[];
}

interface PlannedModel {
  readonly process: ExecutableProcess;
  readonly resource: Resource;
}

/** Reads a DMN file. One whose definitions have no id goes by its file's name. */
export function planDecisions(resource: Resource, hash: string): DecisionsPlanned {
  const { model, findings } = compileDecisionFile(resource.content);
  const told = findings.map((finding) => ({ ...finding, resource: resource.name }));
  if (!model) return { findings: told };
  const requirementsId = model.id || resource.name.replace(/\.dmn$/, '');
  const entries = [...model.entries.values()];
  return { planned: { requirementsId, name: model.name, entries, resource, hash }, findings: told };
}

/** Files and decisions that a deployment has twice. */
export function repeatedDecisions(files: readonly PlannedDecisions[]): Found[] {
  const findings: Found[] = [];
  const seen = new Set<string>();
  const isRepeated = (name: string) => seen.size === seen.add(name).size;
  for (const { requirementsId, entries, resource } of files) {
    const report = (rule: string, element: string, message: string) =>
      findings.push({ rule, severity: 'error', element, message, resource: resource.name });
    if (isRepeated(`file ${requirementsId}`)) {
      const message = `The decisions '${requirementsId}' are in this deployment twice; give one of the files' definitions another id.`;
      report('decisions-repeated', requirementsId, message);
    }
    for (const { id } of entries) {
      if (!isRepeated(`decision ${id}`)) continue;
      report('decision-repeated', id, `Decision '${id}' is in this deployment twice; give one of them another id.`);
    }
  }
  return findings;
}

/** A business rule task that names its decision itself, and not by an expression. */
export interface DecisionUse extends Binding {
  readonly element: string;
  readonly decisionId: string;
  readonly resource: string;
}

function usesOf({ process, resource }: PlannedModel): DecisionUse[] {
  return [...process.nodes.values()].flatMap((node) => {
    if (node.kind !== 'decisionTask') return [];
    const { decisionId, ...binding } = node.decision;
    if (typeof decisionId.constant !== 'string') return [];
    return [{ ...binding, element: node.id, decisionId: decisionId.constant, resource: resource.name }];
  });
}

function isIn(files: readonly PlannedDecisions[], { decisionId, versionTag }: DecisionUse): boolean {
  return files.some(({ entries }) =>
    entries.some((entry) => entry.id === decisionId && (versionTag === undefined || entry.versionTag === versionTag)),
  );
}

/** A decision bound to the deployment has to be in it. */
export function missingDecisions(processes: readonly PlannedModel[], files: readonly PlannedDecisions[]): Found[] {
  return processes
    .flatMap(usesOf)
    .filter((use) => use.binding === 'deployment' && !isIn(files, use))
    .map(({ element, decisionId, resource }) => ({
      rule: 'decision-not-found',
      severity: 'error',
      element,
      message:
        `'${element}' evaluates decision '${decisionId}' of the same deployment, but it is not in it; ` +
        'deploy the .dmn file together with the model, or bind the task to the latest version.',
      resource,
    }));
}

/** Tasks whose decision the deployment does not bring along. */
export function decisionsElsewhere(processes: readonly PlannedModel[], files: readonly PlannedDecisions[]): DecisionUse[] {
  return processes.flatMap(usesOf).filter((use) => use.binding !== 'deployment' && !isIn(files, use));
}
