/** Every construct of BPMN besides events (event-table.ts), with a model of each: what docs/bpmn.md says is what these models do. */

export interface Construct {
  readonly group: 'activity' | 'sub-process' | 'marker' | 'gateway' | 'flow' | 'data' | 'file';
  readonly name: string;
  /** Names of the meta-model that this row is about. */
  readonly covers: readonly string[];
  readonly status: 'executed' | 'refused' | 'deviates' | 'documentation';
  readonly note: string;
  /** Arrow lines of a model that has it; none where the meta-model has it and the notation cannot write it. */
  readonly model?: string;
  /** What refuses it. */
  readonly rule?: string;
}

export const CONSTRUCTS: readonly Construct[] = [
  activity('task, manual task', ['Task', 'ManualTask'], 'pass at once', 'start -> task:A -> manual:B -> end'),
  activity(
    'user task',
    ['UserTask'],
    'assignee, candidates, priority, dates, form by binding, listeners; always the engine’s own task, never a job',
    'start -> user:A{assignee: =who; groups: unit; due: 2026-12-01T00:00:00Z; on assigning: check} -> end',
  ),
  activity('service task', ['ServiceTask'], 'a job', 'start -> service:A{job: work; on start: audit} -> end'),
  activity(
    'script task',
    ['ScriptTask'],
    'FEEL, or a job; scripts of other languages are refused (`unsupported/script-language`)',
    'start -> script:A{feel: =1 + 1; result: x} -> script:B{job: work} -> end',
  ),
  activity(
    'send task',
    ['SendTask'],
    'publishes its message, or a job',
    'start -> send:A(m){key: =id} -> send:B{job: mail} -> end',
  ),
  activity(
    'receive task',
    ['ReceiveTask'],
    'waits for its message; also begins a case',
    'receive:A(m){instantiate: yes} -> receive:B(n) -> end',
  ),
  activity(
    'business rule task',
    ['BusinessRuleTask'],
    'a DMN decision by binding (latest, deployment, version tag), or a job; matched rules are kept with the case',
    'start -> rule:A(d){result: x} -> rule:B{job: work} -> end',
  ),
  activity(
    'call activity',
    ['CallActivity'],
    'a process or global task as a case of its own; binding, propagation, mappings, 16 levels',
    'start -> call:A(p){binding: versionTag 2; propagateIn: no} -> end',
  ),
  activity(
    'global tasks',
    ['GlobalTask', 'GlobalManualTask', 'GlobalUserTask', 'GlobalScriptTask', 'GlobalBusinessRuleTask'],
    'a process of one task, called by call activities',
    'start -> call:A(G) -> end\nglobal.user:G',
  ),
  sub('embedded sub-process', ['SubProcess'], 'a scope of its own', 'start -> sub:S -> end\nS {\nstart -> task:A -> end\n}'),
  sub(
    'event sub-process',
    ['SubProcess'],
    'every start of table 10.93, interrupting or not; an interrupted scope stays active while its handler runs and completes with it, as in Camunda 8 (deviation 6)',
    'start -> task:A -> end\neventsub:E {\nstart.error(E) -> task:B -> end\n}',
  ),
  sub(
    'transaction',
    ['Transaction'],
    'cancel ends what goes on, compensates what has completed, leaves by the cancel boundary event',
    'start -> transaction:T -> end\nT {\nstart -> xor:x -> end.cancel [= a]\nx -> end [default]\n}\nT ! cancel -> end:c',
  ),
  sub(
    'ad-hoc sub-process',
    ['AdHocSubProcess'],
    'elements named by the model or begun by people, parallel or sequential, completion condition, remaining instances cancelled or awaited',
    'start -> adhoc:S{active: =["A"]; until: =done} -> end\nS {\nuser:A\nuser:B\n}',
  ),
  marker(
    'multi-instance, parallel and sequential',
    ['MultiInstanceLoopCharacteristics'],
    'input collection or cardinality, output collection in order, completion condition, behaviour None, One, All, Complex',
    'start -> task:A{each: x in =[1]; sequential: yes; collect: r from =x; until: =false; behavior: none signal s} -> end',
  ),
  marker(
    'standard loop',
    ['StandardLoopCharacteristics'],
    'tested before or after, maximum',
    'start -> task:A{repeat: =a; before: yes; max: 2} -> end',
  ),
  marker(
    'compensation',
    ['Association'],
    'compensation activities by boundary event and association; the last completed is undone first, one after the other',
    'start -> task:A -> end.compensation\nA ! compensation -> task:B{compensates: yes}',
  ),
  marker(
    'start and completion quantity',
    [],
    'any whole number from 1 to 10,000',
    'start -> task:A{gives: 2} -> task:B{needs: 2} -> end',
  ),
  marker(
    'execution listeners',
    [],
    'of the process, sub-processes, activities and events: start and end; gateways: start; start and boundary events: end',
    'start{on end: x} -> xor:g{on start: x} -> task:A{on start: x; on end: y} -> end{on start: x; on end: y} [default]',
  ),
  {
    group: 'marker',
    name: 'execution listeners elsewhere',
    covers: [],
    status: 'refused',
    note: 'start of start and boundary events, end of gateways, of error and cancel ends; complex gateways, compensation boundary',
    model: 'start{on start: x} -> end',
    rule: 'unsupported/listener-event',
  },
  gateway(
    'exclusive gateway',
    ['ExclusiveGateway'],
    'in the order of the flows; default',
    'start -> xor:x -> end [= a]\nx -> end:b [default]',
  ),
  gateway(
    'parallel gateway',
    ['ParallelGateway'],
    'joins one token of each distinct flow',
    'start -> and:x -> and:y -> end\nx -> y',
  ),
  gateway(
    'inclusive gateway',
    ['InclusiveGateway'],
    'joins by both halves of table 13.3, tested when everything in the scope rests',
    'start -> or:x -> or:y [= a] -> end\nx -> y [default]',
  ),
  gateway(
    'complex gateway',
    ['ComplexGateway'],
    'activation condition, reset by table 13.5; expressions may read `activationCount` and `waitingForStart`',
    'start -> and:x -> complex:y(activationCount > 1) -> end [= waitingForStart]\nx -> y\ny -> end:e [= not(waitingForStart)]',
  ),
  gateway(
    'event-based gateway',
    ['EventBasedGateway'],
    'events and receive tasks; also begins a case, exclusive or parallel',
    'event:x{instantiate: parallel} -> message:A(a) -> and:j -> end\nx -> message:B(b) -> j',
  ),
  {
    group: 'flow',
    name: 'sequence flow: plain, conditional, default',
    covers: ['SequenceFlow'],
    status: 'executed',
    note: 'conditions leave activities, exclusive, inclusive and complex gateways',
    model: 'start -> task:A -> end [= a]\nA -> end:b [default]',
  },
  {
    group: 'flow',
    name: 'message flow between pools of one file',
    covers: ['Collaboration'],
    status: 'executed',
    note: 'as a message; without a modelled key the cases of one conversation know each other',
    model: 'start -> task:A -> end.message:T -> \npool:P {\nstart.message:R -> task:B -> end\n}\nT ~> R [Question]'.replace(
      ' -> \n',
      '\n',
    ),
  },
  {
    group: 'data',
    name: 'data object, data input and output, data association',
    covers: [
      'DataObject',
      'DataObjectReference',
      'DataInput',
      'DataOutput',
      'DataAssociation',
      'DataInputAssociation',
      'DataOutputAssociation',
    ],
    status: 'executed',
    note: 'a data object is a variable; associations with transformation or assignment are mappings',
  },
  {
    group: 'data',
    name: 'data store',
    covers: ['DataStore', 'DataStoreReference'],
    status: 'documentation',
    note: 'drawn only; an association that really reads or writes one is refused (`unsupported/data-store`)',
  },
  {
    group: 'data',
    name: 'property, item definition',
    covers: ['Property', 'ItemAwareElement', 'ItemDefinition'],
    status: 'documentation',
    note: 'variables need no declaration',
  },
  {
    group: 'file',
    name: 'process or sub-process without a start event',
    covers: ['Process'],
    status: 'executed',
    note: 'begins at its nodes without an incoming flow (13.2)',
    model: 'task:A -> end',
  },
  {
    group: 'file',
    name: 'annotation, group, lane, category',
    covers: ['TextAnnotation', 'Group', 'Category'],
    status: 'documentation',
    note: 'lanes name the unit in analytics',
  },
  {
    group: 'file',
    name: 'choreography',
    covers: [
      'CallChoreography',
      'SubChoreography',
      'ChoreographyTask',
      'Choreography',
      'GlobalChoreographyTask',
      'GlobalConversation',
    ],
    status: 'documentation',
    note: 'not part of executable processes; in a process it is refused by its kind',
  },
  {
    group: 'file',
    name: 'implicit throw event',
    covers: ['ImplicitThrowEvent'],
    status: 'executed',
    note: 'inside a complex behaviour of a multi-instance activity alone; as a node refused',
  },
];

function activity(name: string, covers: readonly string[], note: string, model: string): Construct {
  return { group: 'activity', name, covers, status: 'executed', note, model };
}
function sub(name: string, covers: readonly string[], note: string, model: string): Construct {
  return { group: 'sub-process', name, covers, status: note.includes('deviation') ? 'deviates' : 'executed', note, model };
}
function marker(name: string, covers: readonly string[], note: string, model: string): Construct {
  return { group: 'marker', name, covers, status: 'executed', note, model };
}
function gateway(name: string, covers: readonly string[], note: string, model: string): Construct {
  return { group: 'gateway', name, covers, status: 'executed', note, model };
}
