import type { ModdleElement } from 'bpmn-moddle';

/** Gives the elements of a parsed model their names in another language, where the model has them. For showing only, never for saving. */
export function relabel(definitions: ModdleElement, labels: ReadonlyMap<string, string>): void {
  if (labels.size === 0) return;
  const rename = (element: ModdleElement): void => {
    const label = element.id === undefined ? undefined : labels.get(element.id);
    if (label !== undefined) Object.assign(element, { name: label });
    for (const part of [...(element.rootElements ?? []), ...(element.flowElements ?? []), ...(element.participants ?? [])])
      rename(part);
    for (const set of element.laneSets ?? []) for (const lane of set.lanes ?? []) rename(lane);
  };
  rename(definitions);
}
