import { describe, expect, test } from '@jest/globals';
import { RULES, runRules } from '../../../engine/model/checks/index.ts';
import type { Finding } from '../../../engine/errors.ts';
import { viewModel } from '../../../engine/model/model-view.ts';
import { parse } from '../../../engine/model/parse.ts';
import { readArrows } from '../../support/model-arrows.ts';
import { writeXml } from '../../support/model-xml.ts';
import { RULE_CASES } from './rule-cases.ts';

/** What the rules alone say; the file must be readable. */
async function check(text: string): Promise<readonly Finding[]> {
  const parsed = await parse(text.startsWith('<') ? text : writeXml(readArrows(text), {}));
  if ('findings' in parsed) throw new Error(parsed.findings.map(({ message }) => message).join('\n'));
  return runRules(viewModel(parsed.definitions));
}

async function findings(text: string): Promise<readonly string[]> {
  return (await check(text)).map(({ rule, element }) => `${rule} at ${element}`).sort();
}

describe.each(RULE_CASES)('$rule: $what', ({ rule, at, broken, alsoBroken = [], neighbour, warnings = [] }) => {
  test('is found where it is broken, and nothing else is', async () => {
    expect(await findings(broken)).toEqual([...at.map((element) => `${rule} at ${element}`), ...alsoBroken].sort());
  });

  test('is not found in the nearest valid model', async () => {
    expect(await findings(neighbour)).toEqual(warnings);
  });
});

test('every rule has a broken and a valid model', () => {
  expect([...new Set(RULE_CASES.map(({ rule }) => rule))].sort()).toEqual(RULES.map(({ id }) => id).sort());
});

test('a finding has the severity of its rule and is a sentence that says what to do', async () => {
  const severities = new Map(RULES.map(({ id, severity }) => [id, severity]));
  const found = (await Promise.all(RULE_CASES.map(({ broken }) => check(broken)))).flat();
  for (const { rule, severity, message } of found) {
    expect([rule, severity]).toEqual([rule, severities.get(rule)]);
    expect(message).toMatch(/^[A-Z].*[;:,.] .*\.$/s);
  }
  expect((await check('start -> task:A -> end -> task:B -> end:F'))[0]).toEqual({
    rule: 'end-outgoing',
    severity: 'error',
    element: 'end',
    message: 'End event (end) has an outgoing flow; remove it, or make the event an intermediate one.',
  });
});

test('every rule names a clause of the standard and has a name of its own', () => {
  for (const { clause } of RULES) expect(clause).toMatch(/^\d+(\.\d+)*[ ,;]/);
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});
