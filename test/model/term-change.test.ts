import { expect, test } from '@jest/globals';
import { findingsOf, model } from '../support/model.ts';

test('an element can restart the statutory term when it completes; another word is a finding that names the three', async () => {
  const { process } = await model('start -> user:Ask{termChange: restart} -> user:B -> end');
  expect(process.nodes.get('Ask')?.termChange).toBe('restart');
  expect(process.nodes.get('B')).not.toHaveProperty('termChange');
  expect(await findingsOf('start -> user:Ask{termChange: pause} -> end')).toEqual([
    expect.objectContaining({
      rule: 'term-change',
      element: 'Ask',
      severity: 'error',
      message: expect.stringContaining('restart, suspend or resume') as unknown,
    }),
  ]);
});
