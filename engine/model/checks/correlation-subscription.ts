import { elementRule, isWritten } from './rule.ts';

export const rule = elementRule(
  {
    id: 'correlation-subscription',
    clause: '8.4.2 Correlation, Correlation Subscription and Property Binding',
    demands: 'a correlation subscription names a key and binds each of its properties once, with a data path',
    severity: 'error',
  },
  ({ processes }) =>
    processes.flatMap(({ element }) => (element.correlationSubscriptions ?? []).map((one) => ({ element: one }))),
  ({ element: { correlationKeyRef, correlationPropertyBinding } }) => {
    if (!correlationKeyRef) return 'names no correlation key; choose one.';
    // A key holds several properties, though the shape of an element knows one reference.
    const properties = [correlationKeyRef.correlationPropertyRef ?? []].flat();
    const bindings = correlationPropertyBinding ?? [];
    const isBound = properties.every(
      (property) => bindings.filter((one) => one.correlationPropertyRef === property && isWritten(one.dataPath)).length === 1,
    );
    return isBound && bindings.length === properties.length
      ? undefined
      : 'does not bind each property of its key once with a data path; bind those and no others.';
  },
);
