import { around, bpmnFile, flow } from '../bpmn-file.ts';
import type { RuleCase } from './rule-case.ts';

const inner = (content: string): string => around('sub', `<bpmn:subProcess id="sub">${content}</bpmn:subProcess>`);
const PASS = `<bpmn:startEvent id="s"/><bpmn:task id="t"/><bpmn:endEvent id="e"/>${flow('s', 't')}${flow('t', 'e')}`;

/** Processes, scopes, flows and gateways. */
export const FLOW_CASES: readonly RuleCase[] = [
  {
    rule: 'no-executable-process',
    what: 'a file of documentation',
    at: ['p'],
    broken: bpmnFile('', '<bpmn:process id="p" isExecutable="false"><bpmn:task id="t"/></bpmn:process>'),
    neighbour: bpmnFile(PASS, '<bpmn:process id="p" isExecutable="false"><bpmn:task id="other"/></bpmn:process>'),
  },
  {
    rule: 'missing-id',
    what: 'a flow without id',
    at: ['process'],
    broken: bpmnFile(
      `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>${flow('s', 'e')}<bpmn:sequenceFlow sourceRef="s" targetRef="e"/>`,
    ),
    neighbour: bpmnFile(
      `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>${flow('s', 'e')}<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/>`,
    ),
  },
  {
    rule: 'no-start-event',
    what: 'a process that begins at a task and has an end event; without both it begins and ends by itself',
    at: ['process'],
    broken: bpmnFile(`<bpmn:task id="t"/><bpmn:endEvent id="e"/>${flow('t', 'e')}`),
    neighbour: bpmnFile(`<bpmn:task id="t"/><bpmn:task id="e"/>${flow('t', 'e')}`),
  },
  {
    rule: 'no-start-event',
    what: 'a sub-process that begins at a task',
    at: ['sub'],
    broken: inner(`<bpmn:task id="t"/><bpmn:endEvent id="e"/>${flow('t', 'e')}`),
    neighbour: inner(PASS),
  },
  {
    rule: 'sub-process-start',
    what: 'a sub-process that waits for a message to begin',
    at: ['A.start.message'],
    broken: 'start -> sub:A -> end\nA {\nstart.message(Go) -> end\n}',
    neighbour: 'start -> sub:A -> end\nA {\nstart -> end\n}',
  },
  {
    rule: 'sub-process-start',
    what: 'a sub-process with two beginnings',
    at: ['Second'],
    broken: 'start -> sub:A -> end\nA {\nstart:First -> end\nstart:Second -> end\n}',
    neighbour: 'start -> sub:A -> end\nA {\nstart:First -> and:Both -> end\nBoth -> end\n}',
  },
  {
    rule: 'several-none-starts',
    what: 'a process with two none start events',
    at: ['Second'],
    broken: 'start:First -> end\nstart:Second -> end',
    neighbour: 'start:First -> end\nstart.message:Second(Go) -> end',
  },
  {
    rule: 'no-end-event',
    what: 'a process that stops at its last task',
    at: ['process'],
    broken: 'start -> task:A',
    neighbour: 'start -> task:A -> end',
  },
  {
    rule: 'unreachable-node',
    what: 'a task that nothing leads to',
    at: ['B', 'C'],
    broken: 'start -> task:A -> end\ntask:B -> task:C -> end',
    neighbour: 'start -> task:A -> end\nA -> task:B -> task:C -> end',
  },
  {
    rule: 'unreachable-node',
    what: 'a loop beside the way',
    at: ['m', 'B', 'x'],
    broken: 'start -> end\nxor:m -> task:B -> xor:x -> m [= again]\nx -> end [default]',
    alsoBroken: ['gateway-pointless at m'],
    neighbour: 'start -> xor:m -> task:B -> xor:x -> m [= again]\nx -> end [default]',
  },
  {
    rule: 'unreachable-node',
    what: 'a loop beside the way that has no end either',
    at: ['m', 'B'],
    broken: 'start -> end\nxor:m -> task:B -> m',
    alsoBroken: ['gateway-pointless at m'],
    neighbour: 'start -> xor:m -> task:B -> m [= again]\nB -> end [default]',
  },
  {
    rule: 'endless-node',
    what: 'a loop without a way out',
    at: ['m', 'B'],
    broken: 'start -> and:split -> xor:m -> user:B -> m\nsplit -> end',
    neighbour: 'start -> and:split -> xor:m -> user:B -> xor:x -> m [= again]\nx -> end [default]\nsplit -> end',
  },
  {
    rule: 'endless-node',
    what: 'a loop that a terminate end event beside it stops is fine',
    at: ['m', 'B'],
    broken: 'start -> and:split -> xor:m -> user:B -> m\nsplit -> user:C -> end',
    neighbour: 'start -> and:split -> xor:m -> user:B -> m\nsplit -> user:C -> terminate',
  },
  {
    rule: 'endless-node',
    what: 'a loop that an interrupting boundary event stops is fine',
    at: ['m', 'Wait'],
    broken: 'start -> sub:A -> end\nA ~ message(Stop) -> end\nA {\nstart -> and:s -> xor:m -> timer:Wait(P1D) -> m\ns -> end\n}',
    neighbour:
      'start -> sub:A -> end\nA ! message(Stop) -> end\nA {\nstart -> and:s -> xor:m -> timer:Wait(P1D) -> m\ns -> end\n}',
  },
  {
    rule: 'flow-crosses-border',
    what: 'a flow out of a sub-process',
    at: ['t--end'],
    broken: bpmnFile(
      `<bpmn:startEvent id="start"/><bpmn:subProcess id="sub">${PASS}${flow('t', 'end')}</bpmn:subProcess><bpmn:endEvent id="end"/>${flow('start', 'sub')}${flow('sub', 'end')}`,
    ),
    neighbour: inner(PASS),
  },
  {
    rule: 'flow-crosses-border',
    what: 'a flow into another pool',
    at: ['t--other'],
    broken: bpmnFile(`${PASS}${flow('t', 'other')}`, '<bpmn:process id="p"><bpmn:task id="other"/></bpmn:process>'),
    neighbour: bpmnFile(
      PASS,
      '<bpmn:process id="p"><bpmn:task id="other"/></bpmn:process><bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="process"/><bpmn:participant id="p2" processRef="p"/><bpmn:messageFlow id="m" sourceRef="t" targetRef="other"/></bpmn:collaboration>',
    ),
  },
  {
    rule: 'flow-ends',
    what: 'a flow that leads nowhere',
    at: ['f'],
    broken: bpmnFile(`${PASS}<bpmn:sequenceFlow id="f" sourceRef="t"/>`),
    neighbour: bpmnFile(`${PASS}<bpmn:sequenceFlow id="f" sourceRef="t" targetRef="e"/>`),
  },
  {
    rule: 'default-flow',
    what: 'the flow of another gateway',
    at: ['x'],
    broken: around('x', `<bpmn:task id="x" default="start--x"/>`),
    neighbour: around('x', `<bpmn:task id="x" default="x--end"/>`),
  },
  {
    rule: 'default-flow',
    what: 'a default flow with a condition',
    at: ['t--end'],
    broken: bpmnFile(
      `<bpmn:startEvent id="s"/><bpmn:task id="t" default="t--end"/><bpmn:endEvent id="end"/>${flow('s', 't')}${flow('t', 'end', '=a')}`,
    ),
    alsoBroken: ['condition-alone at t--end'],
    neighbour: bpmnFile(
      `<bpmn:startEvent id="s"/><bpmn:task id="t" default="t--end"/><bpmn:endEvent id="end"/>${flow('s', 't')}${flow('t', 'end')}`,
    ),
  },
  {
    rule: 'exclusive-condition',
    what: 'a branch without a condition',
    at: ['x--B'],
    broken: 'start -> xor:x -> task:A [= a] -> end\nx -> task:B -> end',
    neighbour: 'start -> xor:x -> task:A [= a] -> end\nx -> task:B [default] -> end',
  },
  {
    rule: 'condition-place',
    what: 'a condition after a parallel gateway',
    at: ['x--A'],
    broken: 'start -> and:x -> task:A [= a] -> end\nx -> task:B -> end',
    neighbour: 'start -> task:x -> task:A [= a] -> end\nx -> task:B [default] -> end',
  },
  {
    rule: 'condition-place',
    what: 'a condition after a start event',
    at: ['start--A'],
    broken: 'start -> task:A [= a] -> end',
    neighbour: 'start -> task:A -> end [= a]',
    warnings: ['condition-alone at A--end'],
  },
  {
    rule: 'condition-empty',
    what: 'a condition without content',
    at: ['t--e'],
    broken: bpmnFile(
      `<bpmn:startEvent id="s"/><bpmn:task id="t"/><bpmn:endEvent id="e"/>${flow('s', 't')}${flow('t', 'e', ' ')}`,
    ),
    alsoBroken: ['condition-alone at t--e'],
    neighbour: bpmnFile(PASS),
  },
  {
    rule: 'must-understand',
    what: 'a demanded extension',
    at: ['definitions'],
    broken: bpmnFile(PASS, '<bpmn:extension mustUnderstand="true"/>'),
    neighbour: bpmnFile(PASS, '<bpmn:extension mustUnderstand="false"/>'),
  },
  {
    rule: 'condition-empty',
    what: 'a condition without content on the only flow of a gateway; the branches of a split have rules of their own',
    at: ['x--e'],
    broken: around('x', '<bpmn:exclusiveGateway id="x"/><bpmn:endEvent id="e"/>').replace(flow('x', 'end'), flow('x', 'e', ' ')),
    neighbour: around('x', '<bpmn:exclusiveGateway id="x"/>'),
    alsoBroken: ['gateway-pointless at x', 'unreachable-node at end'],
    warnings: ['gateway-pointless at x'],
  },
  {
    rule: 'inclusive-condition',
    what: 'a branch whose condition has no content',
    at: ['x--e'],
    broken: around('x', `<bpmn:inclusiveGateway id="x" default="x--end"/><bpmn:endEvent id="e"/>${flow('x', 'e', ' ')}`),
    neighbour: around('x', `<bpmn:inclusiveGateway id="x" default="x--end"/><bpmn:endEvent id="e"/>${flow('x', 'e', '=a')}`),
  },
];
