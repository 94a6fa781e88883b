/** The unified model taken over by services of the demo's catalogue: what they run is complete and comes to an end. */
import { describe, expect, it, test } from '@jest/globals';
import { conform, isNotComparable } from '../../analytics/conformance/conform.ts';
import { compareWithReference } from '../../analytics/reference-model/compare-with-reference.ts';
import { stepsDoneByCalls } from '../../analytics/reference-model/steps-done-by-calls.ts';
import { scenarioGaps } from '../../analytics/simulation/scenario-gaps.ts';
import { simulate } from '../../analytics/simulation/simulate.ts';
import { eldershipProcesses } from '../../api/demo/elderships.ts';
import { readService } from '../../api/demo/service-files.ts';
import { TRADE_TITLES } from '../../api/demo/services/titles-trade.ts';
import { readModel } from '../../engine/model/compile.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { fromReference } from '../../analytics/reference-model/from-reference.ts';
import { model } from '../support/model.ts';

const unified = await readService('unified-request');
const { models, scenario, terms } = unified;
const xml = [...models.values()][0] ?? '';
const reference = await processOf(xml);
const [SEED, CASES] = [5, 60];
const services = Object.entries(TRADE_TITLES)
  .slice(0, 3)
  .map(([field, text]): [string, string, string] => {
    const [, lt = '', en = ''] = (text.trim().split('\n')[0] ?? '').split(' | ');
    return [`service-${field}`, lt, en];
  });

async function processOf(text: string): Promise<ExecutableProcess> {
  const { processes, findings } = await readModel(text);
  expect(findings).toEqual([]);
  return processes[0]!;
}

describe.each(services)('the unified model taken over as %s', (processId, name, en) => {
  it(`is deployed as it is, its cases come to an end, and nothing of the unified model is missing (seed ${String(SEED)})`, async () => {
    const isCalled = processId === services[0]?.[0];
    const made = await fromReference(xml, {
      ...{ processId, name, labels: { en } },
      ...(isCalled && { calls: { examine: 'inspection' } }),
    });
    if ('findings' in made) throw new Error(JSON.stringify(made.findings));
    const process = await processOf(made.xml);
    expect(process.name).toBe(name);
    const { examine, ...others } = scenario.activities;
    const inspection = (await model('start -> user:look{groups: =responsibleUnit} -> end', { id: 'inspection' })).process;
    const { log, incidents, states } = simulate({
      process,
      scenario: isCalled && examine ? { ...scenario, activities: { ...others, 'inspection/look': examine } } : scenario,
      seed: SEED,
      cases: CASES,
      fromAt: Date.parse('2025-03-03T00:00:00Z'),
      ...(isCalled && { called: [inspection] }),
      ...(terms[0] && { term: terms[0] }),
    });
    expect(incidents).toEqual([]);
    expect(states.map(({ status }) => status)).toEqual(states.map(() => 'completed'));
    const compared = compareWithReference(reference, process);
    expect(compared.steps.filter(({ deviations }) => deviations.length > 0)).toEqual([]);
    expect(compared).toMatchObject({ coverage: 1, consistency: 1, added: [] });
    // What a called process does is recorded in its own case.
    const unrecorded = new Set(stepsDoneByCalls(reference, process));
    expect([...unrecorded]).toEqual(isCalled ? ['examine'] : []);
    const found = conform(log, reference, { unrecorded });
    if (isNotComparable(found)) throw new Error(found.notComparable);
    expect(found.deviations).toEqual([]);
    expect(found.cases).toBeGreaterThan(CASES / 2);
  });
});

const elderships = await eldershipProcesses(unified);
/** Deviations of the models by step, and by kind and step in how many of the simulated cases. */
const FOUND = {
  'tree-felling-centre': { models: {}, missing: [] },
  'tree-felling-lakes': {
    models: {
      register: ['otherGroups'],
      'check-request': ['missing'],
      'ask-to-clarify': ['otherOrder', 'otherOrder'],
      clarified: ['otherOrder', 'otherOrder'],
      'clarification-overdue': ['otherOrder', 'otherOrder'],
      'examine-reminder': ['missing'],
      'remind-examiner': ['missing'],
    },
    missing: ['check-request'],
  },
} as const;

test.each(Object.entries(FOUND))(
  `%s of the demo is complete, comes to an end (seed ${String(SEED)}), and keeps to the unified model as far as is said`,
  async (service, expected) => {
    const found = elderships.find((one) => one.service === service);
    if (found === undefined) throw new Error(`There is no ${service}.`);
    const { models: own, scenario: among, terms: card, forms } = found.files;
    const process = await processOf(own.get('model') ?? '');
    expect(process.id).toBe(service);
    expect(process.facts.get(service)?.reference).toBe('unified-request');
    const known = new Set(forms.map(({ content }) => (JSON.parse(content) as { id: string }).id));
    for (const node of process.nodes.values()) if (node.kind === 'userTask') expect([...known]).toContain(node.form?.formId);
    expect(scenarioGaps(process, among)).toEqual([]);
    const { log, incidents, states } = simulate({
      ...{ process, scenario: among, seed: SEED, cases: CASES, fromAt: Date.parse('2025-03-03T00:00:00Z') },
      ...(card[0] && { term: card[0] }),
    });
    expect(incidents).toEqual([]);
    expect(states.map(({ status }) => status)).toEqual(states.map(() => 'completed'));
    const { steps } = compareWithReference(reference, process);
    const deviating = steps.filter(({ deviations }) => deviations.length > 0);
    expect(Object.fromEntries(deviating.map(({ step, deviations }) => [step.id, deviations.map(({ kind }) => kind)]))).toEqual(
      expected.models,
    );
    const conformed = conform(log, reference);
    if (isNotComparable(conformed)) throw new Error(conformed.notComparable);
    const missing = conformed.deviations.filter(({ kind }) => kind === 'missing');
    expect(missing.flatMap(({ elements }) => elements)).toEqual(expected.missing);
  },
);
