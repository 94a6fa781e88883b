import type { NodeView, ScopeView } from '../model-view.ts';
import { linkName } from './reach.ts';
import { fault, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'link-pair',
  clause: '10.5.5 Link Event Definition: several sources, one target, on one process level',
  demands: 'a link has exactly one target of its name in its scope, and at least one source',
  severity: 'error',
  check: (model) =>
    scopesOf(model).flatMap((scope) =>
      [...linksOf(scope)].flatMap(([name, ends]) => {
        const targets = ends.filter(({ type }) => type === 'IntermediateCatchEvent');
        const sources = ends.filter((end) => !targets.includes(end));
        if (targets.length === 0)
          return faults(sources, `leads to no target; draw a catching link event ${name} in the same scope.`);
        if (sources.length === 0)
          return faults(targets, `is a link that nothing leads to; throw the link ${name} in the same scope.`);
        return faults(targets.slice(1), `is a second target of the link ${name}; keep one, or give it another name.`);
      }),
    ),
};

/** Links without a name are the business of `event-reference`. */
function linksOf({ nodes }: ScopeView): ReadonlyMap<string, readonly NodeView[]> {
  const links = new Map<string, NodeView[]>();
  for (const node of nodes) {
    const name = node.type.startsWith('Intermediate') ? linkName(node) : undefined;
    if (name) links.set(name, [...(links.get(name) ?? []), node]);
  }
  return links;
}

function faults(ends: readonly NodeView[], says: string) {
  return ends.map(({ element }) => fault(rule, element, says));
}
