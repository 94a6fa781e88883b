import type { CheckedModel } from '../../../engine/soundness/read-model.ts';

/** What is known of a drawing: what deployment would say of it, and how far its ways were followed. */
export type Checked = Omit<CheckedModel, 'processes'>;
