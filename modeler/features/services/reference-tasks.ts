/** The tasks of people in a reference model: any of them may be done by a process of the service's own. */

export interface ReferenceTask {
  readonly id: string;
  readonly name: string;
  /** By language tag. */
  readonly labels: Readonly<Record<string, string>>;
  readonly addsValue: boolean;
}

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const EIGA = 'http://eiga.lt/schema/1.0';

export function referenceTasks(xml: string): readonly ReferenceTask[] {
  const file = new DOMParser().parseFromString(xml, 'application/xml');
  return [...file.getElementsByTagNameNS(BPMN, 'userTask')].map((task) => {
    const id = task.getAttribute('id') ?? '';
    const labels = [...task.getElementsByTagNameNS(EIGA, 'label')].map((label) => [
      label.getAttribute('lang') ?? '',
      label.textContent,
    ]);
    const addsValue = task.getElementsByTagNameNS(EIGA, 'step')[0]?.getAttribute('valueClass') === 'VA';
    return {
      id,
      name: task.getAttribute('name') ?? id,
      labels: Object.fromEntries(labels) as ReferenceTask['labels'],
      addsValue,
    };
  });
}

/** An id for the process of a service: its code in the letters that ids have. */
export function processIdOf(code: string): string {
  return `service-${code.toLowerCase().replace(/[^\w.-]+/g, '-')}`;
}
