import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import eiga from './extensions.json' with { type: 'json' };

/** Camunda 8 executes it, but its published descriptor leaves it out: how a thrown message is addressed. */
const PUBLISH_MESSAGE = {
  name: 'PublishMessage',
  superClass: ['Element'],
  meta: { allowedIn: ['bpmn:SendTask', 'bpmn:EndEvent', 'bpmn:IntermediateThrowEvent'] },
  properties: ['correlationKey', 'messageId', 'timeToLive'].map((name) => ({ name, isAttr: true, type: 'String' })),
};

/** The descriptors of the extensions that a model may use; the modeler reads the same. */
export function moddlePackages(): { readonly zeebe: object; readonly eiga: object } {
  return { zeebe: { ...zeebe, types: [...zeebe.types, PUBLISH_MESSAGE] }, eiga };
}
