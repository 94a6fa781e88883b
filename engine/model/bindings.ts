import type { Compilation } from './compilation.ts';
import type { Binding } from './executable-process.ts';
import { describe } from './model-view.ts';
import type { NodeView } from './model-view.ts';

/** `bindingType` and `versionTag` of what an element uses (`what`: form, decision, process); undefined when they say nothing that is known. */
export function compileBinding(
  what: string,
  { bindingType = 'latest', versionTag }: { readonly bindingType?: string; readonly versionTag?: string },
  node: NodeView,
  compilation: Compilation,
): Binding | undefined {
  const tag = versionTag?.trim();
  if (bindingType === 'latest' || bindingType === 'deployment') return { binding: bindingType };
  if (bindingType === 'versionTag' && tag) return { binding: bindingType, versionTag: tag };
  const remedy = bindingType === 'versionTag' ? 'name the version tag' : 'write latest, deployment or versionTag';
  const sentence = `the ${what} of ${describe(node.element)} has the binding ${bindingType.slice(0, 40)}; ${remedy}.`;
  compilation.report(`${what}-binding`, node.id, sentence);
  return undefined;
}
