import type { Finding } from '../errors.ts';

/** Takes a fault of a model; `error` unless said otherwise. */
export type Report = (rule: string, element: string, message: string, severity?: Finding['severity']) => void;

/** A list of findings and the function that adds to it, capped so that a broken file cannot fill the memory. */
export function findingList(most: number): { readonly findings: readonly Finding[]; readonly report: Report } {
  const findings: Finding[] = [];
  const report: Report = (rule, element, message, severity = 'error') => {
    if (findings.length < most)
      findings.push({ rule, severity, element, message: `${message.charAt(0).toUpperCase()}${message.slice(1)}` });
  };
  return { findings, report };
}
