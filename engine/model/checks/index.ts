import type { Finding } from '../../errors.ts';
import type { ModelView } from '../model-view.ts';
import { rule as boundaryErrorInterrupts } from './boundary-error-interrupts.ts';
import { rule as boundaryFlows } from './boundary-flows.ts';
import { rule as boundaryHost } from './boundary-host.ts';
import { rule as conditionEmpty } from './condition-empty.ts';
import { rule as conditionPlace } from './condition-place.ts';
import { rule as correlationKey } from './correlation-key.ts';
import { rule as defaultFlow } from './default-flow.ts';
import { rule as endOutgoing } from './end-outgoing.ts';
import { rule as endlessNode } from './endless-node.ts';
import { rule as errorBoundaryHost } from './error-boundary-host.ts';
import { rule as errorUncaught } from './error-uncaught.ts';
import { rule as eventGateway } from './event-gateway.ts';
import { rule as eventPosition } from './event-position.ts';
import { rule as eventReference } from './event-reference.ts';
import { rule as exclusiveCondition } from './exclusive-condition.ts';
import { rule as flowCrossesBorder } from './flow-crosses-border.ts';
import { rule as flowEnds } from './flow-ends.ts';
import { rule as jobDefinition } from './job-definition.ts';
import { rule as messageStartName } from './message-start-name.ts';
import { rule as missingId } from './missing-id.ts';
import { rule as multiInstanceSource } from './multi-instance-source.ts';
import { rule as mustUnderstand } from './must-understand.ts';
import { rule as noEndEvent } from './no-end-event.ts';
import { rule as noExecutableProcess } from './no-executable-process.ts';
import { rule as noStartEvent } from './no-start-event.ts';
import { rule as severalNoneStarts } from './several-none-starts.ts';
import { rule as startIncoming } from './start-incoming.ts';
import { rule as subProcessStart } from './sub-process-start.ts';
import { rule as timerForm } from './timer-form.ts';
import { rule as unreachableNode } from './unreachable-node.ts';
import type { Rule } from './rule.ts';

/** Every structural rule that a model must keep, at deployment as in the modeler; a new rule is a file and a line here. */
export const RULES: readonly Rule[] = [
  boundaryErrorInterrupts,
  boundaryFlows,
  boundaryHost,
  conditionEmpty,
  conditionPlace,
  correlationKey,
  defaultFlow,
  endOutgoing,
  endlessNode,
  errorBoundaryHost,
  errorUncaught,
  eventGateway,
  eventPosition,
  eventReference,
  exclusiveCondition,
  flowCrossesBorder,
  flowEnds,
  jobDefinition,
  messageStartName,
  missingId,
  multiInstanceSource,
  mustUnderstand,
  noEndEvent,
  noExecutableProcess,
  noStartEvent,
  severalNoneStarts,
  startIncoming,
  subProcessStart,
  timerForm,
  unreachableNode,
];

export function runRules(model: ModelView): readonly Finding[] {
  return RULES.flatMap((rule) => rule.check(model));
}
