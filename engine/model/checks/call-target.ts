import { typeOf } from '../model-view.ts';
import { calledId } from './called.ts';
import { nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'call-target',
    clause: '10.3.6 Call Activity, attribute calledElement; 10.3.7 Global Task',
    demands: 'a call activity names what it calls; if the file holds it, it is an executable process or a global task',
    severity: 'error',
  },
  ({ type, element }, { definitions }) => {
    if (type !== 'CallActivity') return undefined;
    const id = calledId(element);
    if (id === undefined) return 'calls nothing; name a process or a global task.';
    const called = definitions.rootElements?.find((root) => root.id === id);
    if (!called || /^Global\w*Task$/.test(typeOf(called))) return undefined;
    if (called.$type !== 'bpmn:Process') return `calls ${id}, which is no process and no global task; name one.`;
    return called.isExecutable === true
      ? undefined
      : `calls the process ${id}, which is not executable; set isExecutable="true".`;
  },
);
