import { compileBinding } from './bindings.ts';
import { camunda7Attribute } from './camunda7.ts';
import type { Compilation } from './compilation.ts';
import type { UserTask } from './executable-process.ts';
import { describe, extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';

type FormSource = Pick<UserTask, 'form' | 'embeddedForm' | 'externalForm'>;

/** Camunda Modeler's name for a form inside the model. */
const EMBEDDED = /^camunda-forms:bpmn:(.+)$/;

/** The form of a user task or a start event: by id, inside the model, or a reference that the client resolves. */
export function compileForm(node: NodeView, compilation: Compilation): FormSource {
  const definition = extension(node.element, 'zeebe:FormDefinition');
  const formId = definition?.formId?.trim() || camunda7Attribute(node.element, 'formRef', compilation)?.trim();
  if (formId) {
    const binding = compileBinding('form', definition ?? {}, node, compilation);
    return binding ? { form: { formId, ...binding } } : {};
  }
  if (definition?.externalReference) return { externalForm: definition.externalReference };
  const key = definition?.formKey?.trim();
  if (!key) return {};
  const embedded = EMBEDDED.exec(key)?.[1];
  if (embedded === undefined) return { externalForm: key };
  const schema = compilation.embeddedForms.get(embedded);
  if (schema !== undefined) return { embeddedForm: schema };
  compilation.report(
    'form-missing',
    node.id,
    `${describe(node.element)} uses the form ${embedded}, which the process does not hold; add it.`,
  );
  return {};
}
