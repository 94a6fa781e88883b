import { createHash } from 'node:crypto';
import type { Json } from '../errors.ts';
import type { ExecutableProcess, FormBinding } from '../model/executable-process.ts';
import type { PlannedProcess, ResourceFinding } from './planned.ts';
import { unacceptable } from './acceptable.ts';
import { missingCalls } from './called-processes.ts';
import type { Resource } from './contract.ts';
import { missingDecisions, repeatedDecisions, type PlannedDecisions } from './decision-plan.ts';
import type { FileReading } from './file-reading.ts';

/** What a deployment would bring, read and checked, nothing looked up yet. */
export interface DeployPlan {
  readonly processes: readonly PlannedProcess[];
  readonly forms: readonly PlannedForm[];
  readonly decisions: readonly PlannedDecisions[];
  readonly findings: readonly ResourceFinding[];
}

export interface PlannedForm {
  readonly formId: string;
  readonly schema: Json;
  readonly versionTag?: string;
  readonly resourceName: string;
  readonly hash: string;
}

/** Reads every resource and gathers all findings at once. Of a resource with an error nothing else is taken. */
export async function planDeployment(resources: readonly Resource[], reading: FileReading): Promise<DeployPlan> {
  const processes: PlannedProcess[] = [];
  const forms: PlannedForm[] = [];
  const decisions: PlannedDecisions[] = [];
  const findings: ResourceFinding[] = [];
  const report = (resource: string, rule: string, element: string, message: string) => {
    findings.push({ resource, rule, element, message, severity: 'error' });
  };
  if (resources.length === 0) report('', 'deployment-empty', '', 'The deployment has no files; add a .bpmn, .dmn or .form file.');
  for (const resource of resources) {
    const { name, content } = resource;
    if (name.endsWith('.bpmn')) {
      const read = await reading.model(content);
      findings.push(...read.findings.map((finding) => ({ ...finding, resource: name })));
      processes.push(...read.processes.map((process) => ({ process, resource, hash: hashOf(content) })));
    } else if (name.endsWith('.form')) {
      const form = readForm(resource);
      if (typeof form === 'string') report(name, 'form-unreadable', '', form);
      else forms.push(form);
    } else if (name.endsWith('.dmn')) {
      const read = await reading.decisions(resource, hashOf(content));
      findings.push(...read.findings);
      if (read.planned) decisions.push(read.planned);
    } else {
      const says = 'a model is a .bpmn file, a decision a .dmn file, a form a .form file';
      report(name, 'resource-unknown', '', `'${name}' cannot be deployed: ${says}.`);
    }
  }
  for (const { process } of repeated(processes, ({ process }) => process.id)) {
    report('', 'process-repeated', process.id, `Process '${process.id}' is in this deployment twice; deploy one of them.`);
  }
  for (const { formId, resourceName } of repeated(forms, (form) => form.formId)) {
    report(resourceName, 'form-repeated', formId, `Form '${formId}' is in this deployment twice; give one of them another id.`);
  }
  for (const { resource, process } of processes)
    for (const form of embeddedForms(process, resource)) {
      const refusal = unacceptable({ form: form.schema });
      if (refusal)
        report(resource.name, 'form-unreadable', form.formId, `Form '${form.formId}' cannot be kept: ${refusal.message}.`);
      else forms.push(form);
    }
  findings.push(...processes.flatMap((planned) => missingForms(planned, forms)));
  findings.push(...missingCalls(processes));
  findings.push(...repeatedDecisions(decisions), ...missingDecisions(processes, decisions));
  return { processes, forms, decisions, findings };
}

function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

function repeated<Item>(items: readonly Item[], idOf: (item: Item) => string): Item[] {
  const seen = new Set<string>();
  return items.filter((item) => seen.size === seen.add(idOf(item)).size);
}

/** A form-js schema, or why it is none. */
function readForm({ name, content }: Resource): PlannedForm | string {
  const schema = parseJson(content);
  if (schema === undefined) return `'${name}' is not JSON; export the form again.`;
  if (!isContext(schema)) return `'${name}' is not a form-js form: it has to be an object with an 'id'.`;
  const refusal = unacceptable({ form: schema });
  if (refusal) return `The form in '${name}' cannot be kept: ${refusal.message}.`;
  const { id, versionTag } = schema;
  if (typeof id !== 'string' || id === '') return `The form in '${name}' has no 'id'; give it one in the form editor.`;
  const tag = typeof versionTag === 'string' ? { versionTag } : {};
  return { formId: id, schema, ...tag, resourceName: name, hash: hashOf(content) };
}

function parseJson(content: string): Json | undefined {
  try {
    // JSON.parse gives nothing but JSON.
    return JSON.parse(content) as Json;
  } catch {
    return undefined;
  }
}

function isContext(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How an element's form is found: the one it names, or the one that the model itself holds, under an id of its own. */
export function formBindingOf(process: ExecutableProcess, elementId: string): FormBinding | undefined {
  const node = process.nodes.get(elementId);
  if (node?.kind !== 'userTask' && node?.kind !== 'startEvent') return undefined;
  if (node.form) return node.form;
  return node.embeddedForm === undefined ? undefined : { formId: `${process.id}:${elementId}`, binding: 'deployment' };
}

function embeddedForms(process: ExecutableProcess, resource: Resource): PlannedForm[] {
  return [...process.nodes.values()].flatMap((node) => {
    if (!('embeddedForm' in node)) return [];
    const schema = parseJson(node.embeddedForm);
    const binding = formBindingOf(process, node.id);
    if (schema === undefined || !binding) return [];
    return [{ formId: binding.formId, schema, resourceName: resource.name, hash: hashOf(node.embeddedForm) }];
  });
}

/** Elements that show the latest version of a form that is not in the deployment. */
export function formsElsewhere({ processes, forms }: DeployPlan): { element: string; formId: string; resource: string }[] {
  const there = new Set(forms.map((form) => form.formId));
  return processes.flatMap(({ process, resource }) =>
    [...process.nodes.keys()].flatMap((element) => {
      const binding = formBindingOf(process, element);
      const elsewhere = binding?.binding === 'latest' && !there.has(binding.formId);
      return elsewhere ? [{ element, formId: binding.formId, resource: resource.name }] : [];
    }),
  );
}

/** A form bound to the deployment has to be in it. The other bindings are looked up when the form is shown. */
function missingForms({ process, resource }: PlannedProcess, forms: readonly PlannedForm[]): ResourceFinding[] {
  const there = new Set(forms.map((form) => form.formId));
  return [...process.nodes.keys()].flatMap((elementId): ResourceFinding[] => {
    const binding = formBindingOf(process, elementId);
    if (binding?.binding !== 'deployment' || there.has(binding.formId)) return [];
    const message =
      `'${elementId}' shows form '${binding.formId}' of the same deployment, but it is not in it; ` +
      'deploy the form together with the model, or bind it to the latest version.';
    return [{ rule: 'form-not-found', severity: 'error', element: elementId, message, resource: resource.name }];
  });
}
