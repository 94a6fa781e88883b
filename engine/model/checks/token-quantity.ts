import { isActivityType } from '../model-view.ts';
import { nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'token-quantity',
    clause: '10.3 Activities, attributes startQuantity and completionQuantity',
    demands: 'startQuantity and completionQuantity are whole numbers of 1 or more',
    severity: 'error',
  },
  ({ type, element: { startQuantity = 1, completionQuantity = 1 } }) =>
    isActivityType(type) && !(startQuantity >= 1 && completionQuantity >= 1)
      ? 'begins with or leaves less than one token; write a quantity of 1 or more.'
      : undefined,
);
