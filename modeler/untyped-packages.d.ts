/// <reference types="vite/client" />

declare module 'bpmn-js-properties-panel' {
  type ModuleDeclaration = import('didi').ModuleDeclaration;
  export const BpmnPropertiesPanelModule: ModuleDeclaration;
  export const BpmnPropertiesProviderModule: ModuleDeclaration;
  export const ZeebePropertiesProviderModule: ModuleDeclaration;
  /** A hook of the panel: a service of the surrounding bpmn-js instance. */
  export function useService<Service>(name: string): Service;
}

declare module 'camunda-bpmn-js-behaviors/lib/camunda-cloud' {
  type ModuleDeclaration = import('didi').ModuleDeclaration;
  const module: ModuleDeclaration;
  export default module;
}

declare module '@bpmn-io/properties-panel' {
  interface EntryProps {
    readonly element: unknown;
    readonly id: string;
    readonly label: string;
    readonly description?: string;
    readonly getValue: () => string;
    readonly setValue: (value: string | undefined) => void;
    readonly debounce: unknown;
    readonly getOptions?: () => readonly { readonly value: string; readonly label: string }[];
  }
  /** Entries return the panel's own virtual nodes; they mean nothing outside of it. */
  export function TextFieldEntry(props: EntryProps): unknown;
  export function SelectEntry(props: EntryProps): unknown;
  export function isTextFieldEntryEdited(node: unknown): boolean;
  export function isSelectEntryEdited(node: unknown): boolean;
  export const Group: unknown;
  export const ListGroup: unknown;
}
