import type { ModdleElement } from 'bpmn-moddle';
import type { ModelView } from '../model-view.ts';

export function messageFlowsOf({ definitions }: ModelView): readonly { readonly element: ModdleElement }[] {
  return (definitions.rootElements ?? []).flatMap(({ messageFlows }) => (messageFlows ?? []).map((element) => ({ element })));
}

/** The process that an end of a message flow stands for or stands in; undefined for a pool that shows none. */
export function processOf(end: ModdleElement): ModdleElement | undefined {
  if (end.$type === 'bpmn:Participant') return end.processRef;
  let at: ModdleElement | undefined = end;
  while (at && at.$type !== 'bpmn:Process') at = at.$parent;
  return at;
}
