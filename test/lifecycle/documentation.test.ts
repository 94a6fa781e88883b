import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { bodyLifecycle } from '../../engine/lifecycle/body.ts';
import { caseLifecycle } from '../../engine/lifecycle/case.ts';
import { elementLifecycle } from '../../engine/lifecycle/element.ts';
import { incidentLifecycle } from '../../engine/lifecycle/incident.ts';
import { jobLifecycle } from '../../engine/lifecycle/job.ts';
import type { Lifecycle } from '../../engine/lifecycle/table.ts';
import { taskLifecycle } from '../../engine/lifecycle/task.ts';
import { termLifecycle } from '../../engine/lifecycle/term.ts';
import { timerLifecycle } from '../../engine/lifecycle/timer.ts';

const PAGE = new URL('../../docs/lifecycles.md', import.meta.url);

const LIFECYCLES: readonly [string, unknown][] = [
  ['A case', caseLifecycle],
  ['An element instance', elementLifecycle],
  ['A multi-instance body', bodyLifecycle],
  ['A user task', taskLifecycle],
  ['A job', jobLifecycle],
  ['A timer', timerLifecycle],
  ['An incident', incidentLifecycle],
  ['The statutory term', termLifecycle],
];

function diagram(title: string, { initial, statuses, allowed, next }: Lifecycle<string, string>): string {
  const lines = statuses.flatMap((status) => {
    const byTarget = new Map<string, string[]>();
    for (const change of allowed(status)) {
      const target = next(status, change) ?? status;
      byTarget.set(target, [...(byTarget.get(target) ?? []), change]);
    }
    if (byTarget.size === 0) return [`  ${status} --> [*]`];
    return [...byTarget].map(([target, changes]) => `  ${status} --> ${target}: ${changes.join(', ')}`);
  });
  return [`## ${title}`, '', '```mermaid', 'stateDiagram-v2', `  [*] --> ${initial}`, ...lines, '```', ''].join('\n');
}

test('docs/lifecycles.md shows the lifecycles as the machines define them (EIGA_WRITE_DOCS=1 writes it anew)', () => {
  const head = '# Lifecycles\n\nGenerated from the xstate machines in `engine/lifecycle/`; a test holds this page to them.\n';
  const page = [head, ...LIFECYCLES.map(([title, lifecycle]) => diagram(title, lifecycle as Lifecycle<string, string>))].join(
    '\n',
  );
  if (process.env['EIGA_WRITE_DOCS'] === '1') writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
