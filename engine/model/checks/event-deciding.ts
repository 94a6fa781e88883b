import { definitionsOf } from '../model-view.ts';
import { kindOf, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'event-deciding',
    clause:
      '10.5.6 Handling Events: an error ends the activity that catches it, and leaves by its handler; 10.3.5 Transaction: it is either cancelled, with compensation, or ended by an error, without; 13.3.2: an activity ends once',
    demands: 'of several definitions of an end event one at most is an error or a cancel, unless they are errors of one code',
    severity: 'error',
  },
  ({ type, element }) => {
    if (type !== 'EndEvent') return undefined;
    const ways = definitionsOf(element).flatMap((definition) => {
      const kind = kindOf(definition);
      if (kind === 'cancel') return [kind];
      return kind === 'error' ? [`error ${definition.errorRef?.errorCode ?? ''}`.trim()] : [];
    });
    const different = [...new Set(ways)];
    return different.length > 1
      ? `leaves what is around it in several ways at once (${different.join(', ')}), and only one can be taken; keep one.`
      : undefined;
  },
);
