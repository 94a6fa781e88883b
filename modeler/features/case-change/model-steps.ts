const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const STEP = /Task$|^task$|SubProcess$|^subProcess$|^transaction$|^callActivity$|Gateway$|^intermediate|^endEvent$/;

export interface ModelStep {
  readonly id: string;
  /** The model's own name for it; of a flow, those of its ends. */
  readonly name: string;
  readonly kind: 'step' | 'flow';
}

/**
 * What a case of a process can stand at, in the order of the file: elements that can be begun by hand, and flows into gateways, on which
 * tokens wait for others.
 */
export function modelSteps(xml: string, processId: string): readonly ModelStep[] {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const process = [...document.getElementsByTagNameNS(BPMN, 'process')].find((one) => one.id === processId);
  const inside = [...(process?.getElementsByTagNameNS(BPMN, '*') ?? [])];
  const named = new Map(inside.filter(({ id }) => id !== '').map((element) => [element.id, element]));
  const nameOf = (id: string): string => named.get(id)?.getAttribute('name') ?? id;
  return inside.flatMap((element): readonly ModelStep[] => {
    const { id, localName } = element;
    if (STEP.test(localName) && !isBegunByEvents(element)) return [{ id, name: nameOf(id), kind: 'step' }];
    const [source, target] = [element.getAttribute('sourceRef') ?? '', element.getAttribute('targetRef') ?? ''];
    if (localName !== 'sequenceFlow' || !/Gateway$/.test(named.get(target)?.localName ?? '')) return [];
    return [{ id, name: `${nameOf(source)} – ${nameOf(target)}`, kind: 'flow' }];
  });
}

/** Event sub-processes begin by their events alone, compensation activities by a compensation. */
function isBegunByEvents(element: Element): boolean {
  return ['triggeredByEvent', 'isForCompensation'].some((attribute) => element.getAttribute(attribute) === 'true');
}
