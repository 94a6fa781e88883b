import type { ModdleElement } from 'bpmn-moddle';

const TASKS = new Map([
  ['bpmn:GlobalTask', 'bpmn:Task'],
  ['bpmn:GlobalManualTask', 'bpmn:ManualTask'],
  ['bpmn:GlobalUserTask', 'bpmn:UserTask'],
  ['bpmn:GlobalScriptTask', 'bpmn:ScriptTask'],
  ['bpmn:GlobalBusinessRuleTask', 'bpmn:BusinessRuleTask'],
]);

/**
 * A global task as a process with its id: `G.start`, the task itself as `G.task`, `G.end` (BPMN 2.0.2 §10.3.4: a call activity may call
 * one like a process). Undefined for everything else.
 */
export function aroundGlobalTask(global: ModdleElement): ModdleElement | undefined {
  const { id = '', name } = global;
  const $type = TASKS.get(global.$type);
  if ($type === undefined) return undefined;
  const own = { $type, id: `${id}.task`, scriptFormat: global.scriptLanguage };
  // The same element under another name: what the file says of it is read through.
  const task = Object.create(global, Object.getOwnPropertyDescriptors(own)) as ModdleElement;
  const start: ModdleElement = { $type: 'bpmn:StartEvent', id: `${id}.start` };
  const end: ModdleElement = { $type: 'bpmn:EndEvent', id: `${id}.end` };
  const flow = (sourceRef: ModdleElement, targetRef: ModdleElement): ModdleElement => {
    return { $type: 'bpmn:SequenceFlow', id: `${sourceRef.id ?? ''}--${targetRef.id ?? ''}`, sourceRef, targetRef };
  };
  const flowElements = [start, task, end, flow(start, task), flow(task, end)];
  return { $type: 'bpmn:Process', id, ...(name !== undefined && { name }), isExecutable: true, flowElements };
}
