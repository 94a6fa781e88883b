import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'no-executable-process',
  clause: '10.2 Process, attribute isExecutable',
  demands: 'the file holds a process with isExecutable="true"; other processes are documentation',
  severity: 'error',
  check: ({ definitions, processes }) => {
    if (processes.length > 0) return [];
    const process = definitions.rootElements?.find(({ $type }) => $type === 'bpmn:Process');
    const message = process
      ? `No process of the file is executable; set isExecutable="true" on the process ${process.id ?? ''}.`
      : 'The file holds no process; draw one and set isExecutable="true" on it.';
    return [{ rule: 'no-executable-process', severity: 'error', element: process?.id ?? '', message }];
  },
};
