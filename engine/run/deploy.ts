import type { SqlTransaction } from '../store/sql.ts';
import { transaction } from '../../database/transaction.ts';
import { numberedKey, type DefinitionKey, type DeploymentKey, type FormKey } from '../ids.ts';
import type { Access } from '../store/access.ts';
import {
  analyseDefinitions,
  insertDefinition,
  insertDeployment,
  readNewest,
  type StoredDefinition,
  type StoredElement,
} from '../store/definitions.ts';
import { insertMembers } from '../store/called-process.ts';
import { insertDeploymentDecisions, type DeploymentDecisions } from '../store/decisions.ts';
import { elementKind } from '../store/element-kind.ts';
import { hasForm, insertForm, latestForm, type StoredForm } from '../store/forms.ts';
import { missedStarts } from '../store/recovery.ts';
import { replaceStartSubscriptions, type StartSubscription } from '../store/start-subscriptions.ts';
import { newVersions, unknownCalls, type Standing } from './called-processes.ts';
import type { Deployment, DeploymentRefused, DeployRequest } from './contract.ts';
import { decisionKeys, decisionsMoved, heldDecisions, unknownDecisions, writeDecisions } from './decision-deploy.ts';
import type { DecisionKeys, WrittenDecisions } from './decision-deploy.ts';
import { decisionsElsewhere } from './decision-plan.ts';
import { formBindingOf, formsElsewhere, planDeployment, type DeployPlan, type PlannedForm } from './deploy-plan.ts';
import type { PlannedProcess, ResourceFinding } from './planned.ts';
import { startNext } from './distribute.ts';
import { isSoundness } from '../soundness/finding.ts';
import type { EngineNode } from './node.ts';
import { isStartFault, startSubscriptions, type StartsFrom } from './start-events.ts';

/** Tries again when another deployment has made the same version first. */
const ATTEMPTS = 5;

/**
 * All of it or nothing: any error among the findings refuses the whole deployment, but for faults of soundness that are deployed on purpose.
 * Same bytes as the latest version: that version.
 */
export async function deploy(node: EngineNode, access: Access, request: DeployRequest): Promise<Deployment | DeploymentRefused> {
  const plan = await planDeployment(request.resources, node.reading);
  const { tenantId } = access;
  const elsewhere = decisionsElsewhere(plan.processes, plan.decisions);
  const unknown = [...(await unknownForms(node, tenantId, plan)), ...(await unknownDecisions(node.sql, tenantId, elsewhere))];
  unknown.push(...(await unknownCalls(node.sql, tenantId, plan.processes)));
  const findings = [...plan.findings, ...startFaults(node, tenantId, plan), ...unknown];
  const onPurpose = request.reason !== undefined || request.acceptsUnsound === true;
  if (findings.some((finding) => finding.severity === 'error' && !(onPurpose && isSoundness(finding)))) return { findings };
  const deployment = await store(node, access, request, { ...plan, findings });
  if (deployment.definitions.some(({ isNew }) => isNew)) await analyseDefinitions(node.sql);
  for (const { processId, isNew } of deployment.definitions) if (isNew) await startKept(node, tenantId, processId);
  return deployment;
}

/** The same findings, nothing stored; whether a form is deployed already is a question of the tenant, which is not asked here. */
export async function check(node: EngineNode, request: DeployRequest): Promise<readonly ResourceFinding[]> {
  const plan = await planDeployment(request.resources, node.reading);
  return [...plan.findings, ...startFaults(node, '', plan)];
}

/** A form may come after its model, so that it is missing is a warning. */
async function unknownForms(node: EngineNode, tenantId: string, plan: DeployPlan): Promise<ResourceFinding[]> {
  const findings: ResourceFinding[] = [];
  for (const { element, formId, resource } of formsElsewhere(plan)) {
    if (await hasForm(node.sql, tenantId, formId)) continue;
    const message = `'${element}' shows form '${formId}', which is not deployed yet; deploy it before a case gets there.`;
    findings.push({ rule: 'form-not-found', severity: 'warning', element, message, resource });
  }
  return findings;
}

function startFaults(node: EngineNode, tenantId: string, { processes }: DeployPlan): ResourceFinding[] {
  const nowhere = { ...startsFrom(node, tenantId), definitionKey: numberedKey<DefinitionKey>(1, 0) };
  return processes.flatMap(({ process, resource }) =>
    startSubscriptions(process, nowhere)
      .filter(isStartFault)
      .map(({ elementId: element, message }): ResourceFinding => {
        return { rule: 'start-not-constant', severity: 'error', element, message, resource: resource.name };
      }),
  );
}

/** What begins by itself goes by the calendar of the whole institution: no case, and so no unit, is there yet. */
function startsFrom({ clock, calendarOf }: EngineNode, tenantId: string): Omit<StartsFrom, 'definitionKey'> {
  return { tenantId, now: clock.now(), calendar: calendarOf(tenantId, undefined) };
}

async function store(node: EngineNode, access: Access, request: DeployRequest, plan: DeployPlan): Promise<Deployment> {
  const from = startsFrom(node, access.tenantId);
  for (let attempt = 1; ; attempt++) {
    const keys = await keysFor(node, plan);
    try {
      return await transaction(node.database, (sql) => write(sql, access, request, plan, keys, from));
    } catch (error) {
      const clash = error instanceof Error && 'code' in error && error.code === '23505';
      if (!clash || attempt === ATTEMPTS) throw error;
    }
  }
}

interface Keys {
  readonly deployment: DeploymentKey;
  readonly definitions: readonly DefinitionKey[];
  readonly forms: readonly FormKey[];
  readonly decisions: readonly DecisionKeys[];
}

/** Taken before the transaction: see numbers.ts. */
async function keysFor({ numbers }: EngineNode, { processes, forms, decisions }: DeployPlan): Promise<Keys> {
  const deployment = numberedKey<DeploymentKey>(await numbers.next(), 0);
  const definitions: DefinitionKey[] = [];
  for (const _ of processes) definitions.push(numberedKey<DefinitionKey>(await numbers.next(), 0));
  const formKeys: FormKey[] = [];
  for (const _ of forms) formKeys.push(numberedKey<FormKey>(await numbers.next(), 0));
  return { deployment, definitions, forms: formKeys, decisions: await decisionKeys(numbers, decisions) };
}

interface Stored<Row> {
  readonly row: Row;
  readonly isNew: boolean;
}

async function write(
  sql: SqlTransaction,
  access: Access,
  request: DeployRequest,
  plan: DeployPlan,
  keys: Keys,
  from: Omit<StartsFrom, 'definitionKey'>,
): Promise<Deployment> {
  const { tenantId, actor } = access;
  const by = actor ? { deployedBy: actor.user } : {};
  const forms: Stored<StoredForm>[] = [];
  for (const [index, form] of plan.forms.entries()) {
    forms.push(await writeForm(sql, tenantId, form, keys.deployment, keys.forms[index] ?? missing()));
  }
  const of = { tenantId, deploymentKey: keys.deployment, deployedAt: from.now, ...by };
  const files: WrittenDecisions[] = [];
  for (const [index, planned] of plan.decisions.entries())
    files.push(await writeDecisions(sql, planned, keys.decisions[index] ?? missing(), of));
  const held = heldDecisions(files);
  const definitions: Stored<StoredDefinition>[] = [];
  const standings: Standing[] = [];
  for (const planned of plan.processes) standings.push(await standing(sql, tenantId, planned, { forms, held }));
  const changed = await newVersions(sql, tenantId, standings);
  for (const [index, { planned, latest }] of standings.entries()) {
    const definitionKey = keys.definitions[index] ?? missing();
    if (latest && !changed.has(planned.process.id)) definitions.push({ row: latest, isNew: false });
    else
      definitions.push({
        row: await writeDefinition(sql, planned, latest, forms, { ...of, ...from, definitionKey }),
        isNew: true,
      });
  }
  const isNew = [...forms, ...files, ...definitions].some((one) => one.isNew);
  const before = (definitions[0] ?? forms[0])?.row ?? files[0]?.requirements;
  const deploymentKey = isNew ? keys.deployment : (before?.deploymentKey ?? keys.deployment);
  if (isNew) {
    const { reason } = request;
    await insertDeploymentDecisions(sql, tenantId, deploymentKey, held);
    await insertMembers(
      sql,
      { tenantId, deploymentKey },
      definitions.map(({ row }) => row),
    );
    await insertDeployment(sql, { tenantId, deploymentKey, deployedAt: from.now, ...by, reason, findings: plan.findings });
  }
  return {
    deploymentKey,
    tenantId,
    definitions: definitions.map(({ row: { xml: _xml, hash: _hash, ...row }, isNew: fresh }) => ({ ...row, isNew: fresh })),
    forms: forms.map(({ row: { formKey, formId, version, resourceName }, isNew: fresh }) => {
      return { formKey, formId, version, resourceName, isNew: fresh };
    }),
    decisionRequirements: files.map(({ requirements, isNew: fresh }) => ({ ...requirements, isNew: fresh })),
    decisions: files.flatMap(({ decisions, isNew: fresh }) => decisions.map((row) => ({ ...row, isNew: fresh }))),
    findings: plan.findings,
  };
}

function missing(): never {
  throw new Error('a deployment has fewer keys than resources');
}

async function writeForm(
  sql: SqlTransaction,
  tenantId: string,
  form: PlannedForm,
  deploymentKey: DeploymentKey,
  formKey: FormKey,
): Promise<Stored<StoredForm>> {
  const latest = await latestForm(sql, tenantId, form.formId);
  if (latest?.hash === form.hash && !latest.isDeleted && latest.resourceName === form.resourceName)
    return { row: latest, isNew: false };
  const row = { ...form, tenantId, deploymentKey, formKey, version: (latest?.version ?? 0) + 1 };
  await insertForm(sql, row);
  return { row, isNew: true };
}

/** A model that is bound to forms or decisions of its own deployment is a new version when one of them is, though its bytes are the same. */
async function standing(
  sql: SqlTransaction,
  tenantId: string,
  planned: PlannedProcess,
  { forms, held }: { readonly forms: readonly Stored<StoredForm>[]; readonly held: DeploymentDecisions },
): Promise<Standing> {
  const { process, resource, hash } = planned;
  const latest = await readNewest(sql, tenantId, process.id);
  const bound = new Set(
    [...process.nodes.keys()].flatMap((id) => {
      const binding = formBindingOf(process, id);
      return binding?.binding === 'deployment' ? [binding.formId] : [];
    }),
  );
  const isMoved = forms.some(({ row, isNew }) => isNew && bound.has(row.formId));
  const hasBytes = latest?.hash === hash && latest.deletedAt === undefined && latest.resourceName === resource.name && !isMoved;
  const isSame = hasBytes && !(await decisionsMoved(sql, tenantId, process, latest.deploymentKey, held));
  return { planned, latest, isSame };
}

async function writeDefinition(
  sql: SqlTransaction,
  { process, resource, hash }: PlannedProcess,
  latest: StoredDefinition | undefined,
  forms: readonly Stored<StoredForm>[],
  { now, calendar, ...of }: Pick<StoredDefinition, 'deploymentKey' | 'deployedAt' | 'deployedBy'> & StartsFrom,
): Promise<StoredDefinition> {
  const { tenantId, definitionKey } = of;
  const startFormId = startFormOf(process);
  const row: StoredDefinition = {
    ...of,
    processId: process.id,
    name: process.name,
    version: (latest?.version ?? 0) + 1,
    ...(process.versionTag === undefined ? {} : { versionTag: process.versionTag }),
    resourceName: resource.name,
    hasStartForm: startFormId !== undefined,
    ...(startFormId === undefined ? {} : { startFormId }),
    hash,
    xml: resource.content,
  };
  await insertDefinition(sql, row, elementsOf(process, forms));
  const starts = startSubscriptions(process, { tenantId, definitionKey, now, calendar });
  const subscriptions = starts.filter((one): one is StartSubscription => !isStartFault(one));
  await replaceStartSubscriptions(sql, { tenantId, processId: process.id }, subscriptions);
  return row;
}

function startFormOf(process: PlannedProcess['process']): string | undefined {
  const none = process.root.startEvents.find((id) => {
    const node = process.nodes.get(id);
    return node?.kind === 'startEvent' && node.trigger.kind === 'none';
  });
  return none === undefined ? undefined : formBindingOf(process, none)?.formId;
}

function elementsOf(process: PlannedProcess['process'], forms: readonly Stored<StoredForm>[]): StoredElement[] {
  const keys = new Map(forms.map(({ row }) => [row.formId, row.formKey]));
  const root: StoredElement = { elementId: process.id, name: process.name, kind: 'process' };
  const nodes = [...process.nodes.values()].map((node): StoredElement => {
    const form = formBindingOf(process, node.id);
    const formKey = form?.binding === 'deployment' ? keys.get(form.formId) : undefined;
    const externalForm = 'externalForm' in node ? node.externalForm : undefined;
    return {
      elementId: node.id,
      name: node.name,
      kind: elementKind(node),
      ...(form ? { form } : {}),
      ...(formKey === undefined ? {} : { formKey }),
      ...(externalForm === undefined ? {} : { externalForm }),
    };
  });
  return [root, ...nodes];
}

/** Messages that were kept before this version's start events waited for them. */
async function startKept(node: EngineNode, tenantId: string, processId: string): Promise<void> {
  const missed = await missedStarts(node.sql, node.clock.now(), 1_000, { tenantId, processId });
  for (const one of missed) await startNext(node, one);
}
