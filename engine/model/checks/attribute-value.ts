import type { ModdleElement } from 'bpmn-moddle';
import { nodeRule } from './rule.ts';

/** Attributes whose words the standard lists; the XML reader takes any text. */
const WORDS = new Map<string, readonly string[]>([
  ['gatewayDirection', ['Unspecified', 'Converging', 'Diverging', 'Mixed']],
  ['eventGatewayType', ['Exclusive', 'Parallel']],
  ['behavior', ['None', 'One', 'All', 'Complex']],
  ['ordering', ['Parallel', 'Sequential']],
]);

export const rule = nodeRule(
  {
    id: 'attribute-value',
    clause: '8.4.9, 10.3.5, 10.3.8 and 10.6.6: enumerations of the XML schema',
    demands: 'gatewayDirection, eventGatewayType, behavior and ordering have one of the values that the standard lists',
    severity: 'error',
  },
  ({ element }) => {
    for (const [name, words] of WORDS) {
      const value = valueOf(name, element);
      if (value !== undefined && !words.includes(value))
        return `has the ${name} ${value.slice(0, 40)}; write ${words.join(', ')}.`;
    }
    return undefined;
  },
);

function valueOf(name: string, element: ModdleElement): string | undefined {
  const { gatewayDirection, eventGatewayType, ordering, loopCharacteristics } = element;
  return { gatewayDirection, eventGatewayType, ordering, behavior: loopCharacteristics?.behavior }[name];
}
