import type { ScopeGraph, Step } from './scope-graph.ts';

const KINDS: Readonly<Partial<Record<Step['kind'], string>>> = {
  jobScriptTask: 'script task',
  feelScriptTask: 'script task',
  jobRuleTask: 'business rule task',
  decisionTask: 'business rule task',
  messageSendTask: 'send task',
};

/** A node in words, as the structural rules say it. */
export function nodeWords({ kind, name, id }: Step): string {
  const words = KINDS[kind] ?? kind.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return name === '' || name === id ? `${words} (${id})` : `${words} "${name}" (${id})`;
}

/** Where tokens come from, in words; undefined is the beginning. */
export function inScopeWords(ids: readonly (string | undefined)[], { steps }: ScopeGraph): string {
  const words = [...new Set(ids)].map((id) => {
    const step = id === undefined ? undefined : steps.get(id);
    return step ? `"${step.name === '' ? step.id : step.name}"` : 'the beginning';
  });
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}` : (words[0] ?? 'anywhere');
}
