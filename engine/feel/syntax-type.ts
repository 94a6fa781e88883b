/** Types as they are written: after `instance of`, after a parameter's colon. */
import { Refused } from './fault.ts';
import type { FeelType } from './nodes.ts';
import { child, children } from './syntax-source.ts';
import type { Source, SyntaxNode } from './syntax-source.ts';

/**
 * The grammar has no `range<…>`; `list <…>`, of the same length, stands in for it while it parses, and the text tells them apart. Only the
 * tree is made from what this returns, so names and strings that look alike are not touched.
 */
export function withRangesAsLists(text: string): string {
  return text.replace(/\brange(\s*<)/g, 'list $1');
}

export function typeOf(source: Source, node: SyntaxNode): FeelType {
  const type = child(node, 0);
  const parts = children(type);
  switch (type.name) {
    case 'ListType': {
      const of = typeOf(source, child(type, 2));
      return source.text.startsWith('range', type.from) ? { rangeOf: of } : { listOf: of };
    }
    case 'FunctionType': {
      const given = parts.find((part) => part.name === 'ArgumentTypes');
      const result = parts.findLast((part) => part.name === 'Type');
      if (given === undefined || result === undefined) throw new Refused('The type function is not complete.', node.from);
      const parameters = children(given).map((argument) => typeOf(source, child(argument, 0)));
      return { parameters, result: typeOf(source, result) };
    }
    case 'ContextType': {
      const entries = parts.flatMap((part) => (part.name === 'ContextEntryTypes' ? children(part) : []));
      return {
        entries: entries.map((entry) => ({ name: source.nameOf(child(entry, 0)), type: typeOf(source, child(entry, 1)) })),
      };
    }
    default:
      return { name: source.nameOf(type) };
  }
}
