/**
 * The contract of /api: every operation with its shapes. Types, run-time checks and the OpenAPI document come from here, and the page
 * imports it too, so nothing but zod and the pure shapes of programme/card, plan and survey may be imported below.
 */
import { analyticsOperations } from './contract/analytics.ts';
import { batchOperations } from './contract/batches.ts';
import { caseChangeOperations } from './contract/case-changes.ts';
import { caseOperations } from './contract/cases.ts';
import { decisionOperations } from './contract/decisions.ts';
import { changePlanOperations } from './contract/change-plan.ts';
import { surveyOperations } from './contract/surveys.ts';
import { comparisonOperations } from './contract/comparison-operations.ts';
import { deskOperations } from './contract/desk.ts';
import { definitionOperations } from './contract/definitions.ts';
import { forecastOperations } from './contract/forecasts.ts';
import { incidentOperations } from './contract/incidents.ts';
import { insightOperations } from './contract/insight.ts';
import { logFileOperations } from './contract/log-files.ts';
import { logOperations } from './contract/logs.ts';
import { organisationOperations } from './contract/organisation.ts';
import { qualityOperations } from './contract/quality.ts';
import { referenceModelOperations } from './contract/reference-models.ts';
import { simulationOperations } from './contract/simulation-operations.ts';
import { serviceOperations } from './contract/services.ts';
import { sessionOperations } from './contract/session.ts';
import { standardOperations } from './contract/standards.ts';
import { statusOperations } from './contract/status.ts';
import { taskOperations } from './contract/tasks.ts';

export const operations = {
  ...sessionOperations,
  ...definitionOperations,
  ...decisionOperations,
  ...caseOperations,
  ...caseChangeOperations,
  ...batchOperations,
  ...taskOperations,
  ...incidentOperations,
  ...insightOperations,
  ...analyticsOperations,
  ...comparisonOperations,
  ...simulationOperations,
  ...logOperations,
  ...logFileOperations,
  ...forecastOperations,
  ...referenceModelOperations,
  ...serviceOperations,
  ...changePlanOperations,
  ...standardOperations,
  ...qualityOperations,
  ...surveyOperations,
  ...organisationOperations,
  ...deskOperations,
  ...statusOperations,
};
export type OperationName = keyof typeof operations;

export * from './contract/analytics.ts';
export * from './contract/analytics-answers.ts';
export {
  caseFilterFields,
  hours,
  namedElement,
  type ClauseJson,
  type DistributionFigures,
  type NamedElement,
  type NamedUnit,
  type WaitCause,
  type WaitPartName,
} from './contract/analytics-values.ts';
export * from './contract/analytics-views.ts';
export * from './contract/batches.ts';
export * from './contract/case-changes.ts';
export * from './contract/cases.ts';
export * from './contract/comparison-operations.ts';
export * from './contract/comparisons.ts';
export * from './contract/decisions.ts';
export * from './contract/definitions.ts';
export * from './contract/desk.ts';
export * from './contract/forecasts.ts';
export * from './contract/incidents.ts';
export * from './contract/insight.ts';
export * from './contract/log-files.ts';
export * from './contract/logs.ts';
export * from './contract/quality.ts';
export * from './contract/reference-models.ts';
export * from './contract/operation.ts';
export * from './contract/organisation.ts';
export * from './contract/change-plan.ts';
export * from './contract/simulation-operations.ts';
export * from './contract/simulations.ts';
export * from './contract/standards.ts';
export * from './contract/services.ts';
export * from './contract/surveys.ts';
export * from './contract/session.ts';
export * from './contract/status.ts';
export * from './contract/tasks.ts';
export * from './contract/values.ts';
