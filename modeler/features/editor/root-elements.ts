import type { ModdleElement } from 'bpmn-moddle';
import type { DiagramElement } from '../diagram/diagram-services.ts';
import type { Writing } from './extension-values.ts';

/** The file's root elements of a type: messages, signals, errors, escalations, shared event definitions. */
export function rootsOf({ businessObject }: DiagramElement, type: string): readonly ModdleElement[] {
  return (fileOf(businessObject)?.rootElements ?? []).filter(({ $type }) => $type === type);
}

/** Puts an element at the top of the file. */
export function addRoot({ modeling }: Writing, element: DiagramElement, root: ModdleElement): void {
  const file = fileOf(element.businessObject);
  if (!file) return;
  Object.assign(root, { $parent: file });
  modeling.updateModdleProperties(element, file, { rootElements: [...(file.rootElements ?? []), root] });
}

export function removeRoot({ modeling }: Writing, element: DiagramElement, root: ModdleElement): void {
  const file = fileOf(element.businessObject);
  if (!file) return;
  modeling.updateModdleProperties(element, file, { rootElements: (file.rootElements ?? []).filter((one) => one !== root) });
}

function fileOf(from: ModdleElement): ModdleElement | undefined {
  for (let at: ModdleElement | undefined = from; at; at = at.$parent) if (at.$type === 'bpmn:Definitions') return at;
  return undefined;
}
