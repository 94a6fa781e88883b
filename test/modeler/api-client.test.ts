import { describe, expect, test } from '@jest/globals';
import { addressOf, failureOf } from '../../modeler/api-client.ts';

describe('the address of a call', () => {
  test('has its parameters filled in and leaves out what is not asked', () => {
    expect(addressOf('/api/tasks/:taskKey/claim', { params: { taskKey: '1/2' } })).toBe('/api/tasks/1%2F2/claim');
    expect(addressOf('/api/cases', { query: { number: 'Ž-1', status: undefined, unit: '', limit: 50 } })).toBe(
      '/api/cases?number=%C5%BD-1&limit=50',
    );
  });
});

describe('a failure', () => {
  test('has the code and the findings of the problem that the server sent', () => {
    const finding = { rule: 'no-start-event', severity: 'error', element: 'p', message: 'There is no start event.' };
    const problem = {
      type: 'about:blank',
      title: 'Refused',
      status: 422,
      detail: 'Refused.',
      code: 'refusedModel',
      findings: [finding],
    };
    expect(failureOf(JSON.stringify(problem), 422)).toMatchObject({ code: 'refusedModel', problem: { findings: [finding] } });
  });

  test('of something in between is told by its status', () => {
    expect(failureOf('<html>Bad Gateway</html>', 502).code).toBe('notReady');
    expect(failureOf('', 401).code).toBe('notSignedIn');
    expect(failureOf('{"error":"?"}', 500).code).toBe('fault');
  });
});
