import type { Finding } from '../../errors.ts';
import type { ModelView } from '../model-view.ts';

/** One structural rule of BPMN: a file of its own, named for what it demands. */
export interface Rule {
  readonly id: string;
  /** Where it is written: a clause of BPMN 2.0.2, or what else demands it. */
  readonly clause: string;
  check(model: ModelView): readonly Finding[];
}
