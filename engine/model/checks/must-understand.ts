import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'must-understand',
  clause: '8.3.3 Extensibility, attribute mustUnderstand',
  demands: 'no extension is demanded that the engine does not know',
  severity: 'error',
  check: ({ definitions }) =>
    (definitions.extensions ?? [])
      .filter(({ mustUnderstand }) => mustUnderstand === true)
      .map(() => ({
        rule: 'must-understand',
        severity: 'error',
        element: definitions.id ?? '',
        message: 'The file demands an extension (mustUnderstand) that this engine does not know; remove the demand.',
      })),
};
