import type { Finding } from '../../errors.ts';
import type { ModelView } from '../model-view.ts';
import type { Rule } from './rule.ts';

export const RULES: readonly Rule[] = [];

export function runRules(model: ModelView): readonly Finding[] {
  return RULES.flatMap((rule) => rule.check(model));
}
