import type { ForecastJson } from '../../../api/contract/forecasts.ts';
import type { QuestionOf } from '../insight/use-job.ts';

/** Which cases tell whether a forecast came true: those of the as-is's version and of the one in force since; or before and after a day. */
export function comparisonOf({ processId, fromVersion, realised }: ForecastJson): QuestionOf<'compare'> | undefined {
  if (realised === null) return undefined;
  if (realised.kind === 'changeOn')
    return {
      kind: 'compare',
      before: { processId, to: realised.day },
      after: { processId, from: realised.day },
      changeOn: realised.day,
    };
  const before = fromVersion ?? realised.version - 1;
  if (before < 1 || before === realised.version) return undefined;
  return { kind: 'compare', before: { processId, version: before }, after: { processId, version: realised.version } };
}
