import { hasKind, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'link-flows',
    clause: '10.5.4 Intermediate Event: a link is not both target and source of sequence flows',
    demands: 'no flow leaves the source of a link, and none leads to its target',
    severity: 'error',
  },
  ({ type, element, incoming, outgoing }) => {
    if (!type.startsWith('Intermediate') || !hasKind(element, 'link')) return undefined;
    if (type === 'IntermediateThrowEvent')
      return outgoing.length > 0 ? 'goes on at its target and has an outgoing flow too; remove the flow.' : undefined;
    return incoming.length > 0 ? 'is the target of a link and has an incoming flow; lead it to the element after it.' : undefined;
  },
);
