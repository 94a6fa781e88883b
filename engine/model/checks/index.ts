import type { Finding } from '../../errors.ts';
import type { ModelView } from '../model-view.ts';
import { rule as adHocCondition } from './ad-hoc-condition.ts';
import { rule as adHocContent } from './ad-hoc-content.ts';
import { rule as attributeValue } from './attribute-value.ts';
import { rule as boundaryErrorInterrupts } from './boundary-error-interrupts.ts';
import { rule as boundaryFlows } from './boundary-flows.ts';
import { rule as boundaryHost } from './boundary-host.ts';
import { rule as callBeginning } from './call-beginning.ts';
import { rule as callTarget } from './call-target.ts';
import { rule as cancelBoundary } from './cancel-boundary.ts';
import { rule as cancelEnd } from './cancel-end.ts';
import { rule as cancelUnanswered } from './cancel-unanswered.ts';
import { rule as compensationActivity } from './compensation-activity.ts';
import { rule as compensationBoundary } from './compensation-boundary.ts';
import { rule as compensationReference } from './compensation-reference.ts';
import { rule as compensationTwice } from './compensation-twice.ts';
import { rule as compensationUnhandled } from './compensation-unhandled.ts';
import { rule as complexActivation } from './complex-activation.ts';
import { rule as conditionAlone } from './condition-alone.ts';
import { rule as conditionEmpty } from './condition-empty.ts';
import { rule as conditionPlace } from './condition-place.ts';
import { rule as conditionalExpression } from './conditional-expression.ts';
import { rule as correlationKey } from './correlation-key.ts';
import { rule as correlationSubscription } from './correlation-subscription.ts';
import { rule as dataAssociation } from './data-association.ts';
import { rule as deadEnd } from './dead-end.ts';
import { rule as defaultFlow } from './default-flow.ts';
import { rule as emptySubProcess } from './empty-sub-process.ts';
import { rule as endOutgoing } from './end-outgoing.ts';
import { rule as endlessNode } from './endless-node.ts';
import { rule as errorBoundaryHost } from './error-boundary-host.ts';
import { rule as errorUncaught } from './error-uncaught.ts';
import { rule as eventDeciding } from './event-deciding.ts';
import { rule as eventDefinitionRef } from './event-definition-ref.ts';
import { rule as eventGateway } from './event-gateway.ts';
import { rule as eventMixed } from './event-mixed.ts';
import { rule as eventPosition } from './event-position.ts';
import { rule as eventReference } from './event-reference.ts';
import { rule as eventSubProcessFlows } from './event-sub-process-flows.ts';
import { rule as eventSubProcessMarker } from './event-sub-process-marker.ts';
import { rule as eventSubProcessStart } from './event-sub-process-start.ts';
import { rule as eventTwice } from './event-twice.ts';
import { rule as exclusiveCondition } from './exclusive-condition.ts';
import { rule as flowBetweenNodes } from './flow-between-nodes.ts';
import { rule as flowCrossesBorder } from './flow-crosses-border.ts';
import { rule as flowEnds } from './flow-ends.ts';
import { rule as flowImmediate } from './flow-immediate.ts';
import { rule as gatewayDirection } from './gateway-direction.ts';
import { rule as gatewayPointless } from './gateway-pointless.ts';
import { rule as inclusiveCondition } from './inclusive-condition.ts';
import { rule as instantiate } from './instantiate.ts';
import { rule as intermediateIncoming } from './intermediate-incoming.ts';
import { rule as jobDefinition } from './job-definition.ts';
import { rule as linkFlows } from './link-flows.ts';
import { rule as linkPair } from './link-pair.ts';
import { rule as loopStandard } from './loop-standard.ts';
import { rule as messageFlowEnds } from './message-flow-ends.ts';
import { rule as messageFlowNoneEvent } from './message-flow-none-event.ts';
import { rule as messageFlowPools } from './message-flow-pools.ts';
import { rule as messageStartName } from './message-start-name.ts';
import { rule as missingId } from './missing-id.ts';
import { rule as multiInstanceBehavior } from './multi-instance-behavior.ts';
import { rule as multiInstanceEvent } from './multi-instance-event.ts';
import { rule as multiInstanceSource } from './multi-instance-source.ts';
import { rule as mustUnderstand } from './must-understand.ts';
import { rule as noBeginning } from './no-beginning.ts';
import { rule as noEndEvent } from './no-end-event.ts';
import { rule as noExecutableProcess } from './no-executable-process.ts';
import { rule as noStartEvent } from './no-start-event.ts';
import { rule as participantMultiplicity } from './participant-multiplicity.ts';
import { rule as processPublic } from './process-public.ts';
import { rule as severalNoneStarts } from './several-none-starts.ts';
import { rule as startErrorInterrupts } from './start-error-interrupts.ts';
import { rule as startIncoming } from './start-incoming.ts';
import { rule as subProcessData } from './sub-process-data.ts';
import { rule as subProcessStart } from './sub-process-start.ts';
import { rule as timerForm } from './timer-form.ts';
import { rule as tokenQuantity } from './token-quantity.ts';
import { rule as unreachableNode } from './unreachable-node.ts';
import type { Rule } from './rule.ts';

/** Every structural rule that a model must keep, at deployment as in the modeler; a new rule is a file and a line here. */
export const RULES: readonly Rule[] = [
  adHocCondition,
  adHocContent,
  attributeValue,
  boundaryErrorInterrupts,
  boundaryFlows,
  boundaryHost,
  callBeginning,
  callTarget,
  cancelBoundary,
  cancelEnd,
  cancelUnanswered,
  compensationActivity,
  compensationBoundary,
  compensationReference,
  compensationTwice,
  compensationUnhandled,
  complexActivation,
  conditionAlone,
  conditionEmpty,
  conditionPlace,
  conditionalExpression,
  correlationKey,
  correlationSubscription,
  dataAssociation,
  deadEnd,
  defaultFlow,
  emptySubProcess,
  endOutgoing,
  endlessNode,
  errorBoundaryHost,
  errorUncaught,
  eventDeciding,
  eventDefinitionRef,
  eventGateway,
  eventMixed,
  eventPosition,
  eventReference,
  eventSubProcessFlows,
  eventSubProcessMarker,
  eventSubProcessStart,
  eventTwice,
  exclusiveCondition,
  flowBetweenNodes,
  flowCrossesBorder,
  flowEnds,
  flowImmediate,
  gatewayDirection,
  gatewayPointless,
  inclusiveCondition,
  instantiate,
  intermediateIncoming,
  jobDefinition,
  linkFlows,
  linkPair,
  loopStandard,
  messageFlowEnds,
  messageFlowNoneEvent,
  messageFlowPools,
  messageStartName,
  missingId,
  multiInstanceBehavior,
  multiInstanceEvent,
  multiInstanceSource,
  mustUnderstand,
  noBeginning,
  noEndEvent,
  noExecutableProcess,
  noStartEvent,
  participantMultiplicity,
  processPublic,
  severalNoneStarts,
  startErrorInterrupts,
  startIncoming,
  subProcessData,
  subProcessStart,
  timerForm,
  tokenQuantity,
  unreachableNode,
];

export function runRules(model: ModelView): readonly Finding[] {
  return RULES.flatMap((rule) => rule.check(model));
}
