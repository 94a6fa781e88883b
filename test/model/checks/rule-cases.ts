import { ACTIVITY_CASES } from './activity-cases.ts';
import { COMPENSATION_CASES } from './compensation-cases.ts';
import { DATA_CASES } from './data-cases.ts';
import { EVENT_CASES } from './event-cases.ts';
import { FLOW_CASES } from './flow-cases.ts';
import { HANDLER_CASES } from './handler-cases.ts';
import { POSITION_CASES } from './position-cases.ts';
import type { RuleCase } from './rule-case.ts';
import { WAITING_CASES } from './waiting-cases.ts';
import { WAY_CASES } from './way-cases.ts';

/** A broken model and its nearest valid neighbour for every structural rule. */
export const RULE_CASES: readonly RuleCase[] = [
  ...FLOW_CASES,
  ...WAY_CASES,
  ...EVENT_CASES,
  ...POSITION_CASES,
  ...WAITING_CASES,
  ...HANDLER_CASES,
  ...COMPENSATION_CASES,
  ...ACTIVITY_CASES,
  ...DATA_CASES,
];
