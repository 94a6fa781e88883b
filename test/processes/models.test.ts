import { describe, expect, it } from '@jest/globals';
import { decisionsOf } from '../../api/demo/decisions.ts';
import { readService, SERVICES } from '../../api/demo/service-files.ts';
import { scenarioGaps } from '../../analytics/simulation/scenario-gaps.ts';
import { simulate } from '../../analytics/simulation/simulate.ts';
import { readModel } from '../../engine/model/compile.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';

const services = await Promise.all(SERVICES.map(async (name) => [name, await readService(name)] as const));
const models = services.flatMap(([service, files]) =>
  [...files.models].map(([name, xml]) => [`${service}/${name}`, xml, files] as const),
);

async function processOf(xml: string): Promise<ExecutableProcess> {
  const { findings, processes } = await readModel(xml);
  expect(findings).toEqual([]);
  expect(processes).toHaveLength(1);
  return processes[0]!;
}

describe.each(models)('the process %s', (_, xml, files) => {
  it('is read without a finding, warnings included', async () => {
    await processOf(xml);
  });

  it('has a Lithuanian name and an English label on all that people read', () => {
    const labelled = [
      ...xml.matchAll(
        /<bpmn:(?:\w*[tT]ask|\w+Event|subProcess|process) id="([^"]+)"([^>]*)>(\s*<bpmn:extensionElements>\s*<eiga:label lang="en">)?/g,
      ),
    ];
    expect(labelled.length).toBeGreaterThan(15);
    const without = labelled.filter(
      ([, , attributes = '', english]) => !/name="[^"]+"/.test(attributes) || english === undefined,
    );
    expect(without.map(([, id]) => id)).toEqual([]);
  });

  it('is drawn: every element and flow has its place', () => {
    const ids = [...xml.matchAll(/<bpmn:(?:\w*[tT]ask|\w*Event|subProcess|\w+Gateway|sequenceFlow) id="([^"]+)"/g)].map(
      ([, id]) => id,
    );
    const drawn = new Set([...xml.matchAll(/bpmnElement="([^"]+)"/g)].map(([, id]) => id));
    expect(ids.filter((id) => !drawn.has(id))).toEqual([]);
  });

  it('names who has to act wherever a message is waited for', async () => {
    const process = await processOf(xml);
    const waits = [...process.nodes.values()].filter(
      (node) => node.kind === 'receiveTask' || (node.kind === 'intermediateCatchEvent' && node.trigger.kind === 'message'),
    );
    const unnamed = waits.filter(({ id }) => process.facts.get(id)?.waitsFor === undefined);
    expect(unnamed.map(({ id }) => id)).toEqual([]);
  });

  it('has a form for every task of a person, in both languages', async () => {
    const process = await processOf(xml);
    const byId = new Map(files.forms.map(({ content }) => [(JSON.parse(content) as { id: string }).id, content]));
    for (const node of process.nodes.values()) {
      if (node.kind !== 'userTask') continue;
      const form = byId.get(node.form?.formId ?? '');
      expect([node.id, form === undefined]).toEqual([node.id, false]);
      const { components } = JSON.parse(form ?? '{}') as {
        components: { label?: string; text?: string; properties?: Record<string, string> }[];
      };
      for (const { label, text, properties } of components) {
        if (label !== undefined) expect(properties?.['label.en']).toMatch(/\w/);
        if (text !== undefined) expect(properties?.['text.en']).toMatch(/\w/);
      }
    }
  });

  it('is covered by its scenario, and 60 cases come to an end without an incident (seed 3)', async () => {
    const process = await processOf(xml);
    expect(scenarioGaps(process, files.scenario)).toEqual([]);
    const { log, incidents, states } = simulate({
      process,
      scenario: files.scenario,
      seed: 3,
      cases: 60,
      decisionFor: decisionsOf(files.decisions),
      fromAt: Date.parse('2025-03-03T00:00:00Z'),
      ...(files.terms[0] && { term: files.terms[0] }),
    });
    expect(incidents).toEqual([]);
    expect(log.cases.count).toBe(60);
    expect(states.map(({ status }) => status)).toEqual(states.map(() => 'completed'));
  });
});

describe('the statutory terms of the processes', () => {
  it.each(services)('%s: data with a legal act and a first day, in the order of their days', (_, { terms }) => {
    expect(terms.length).toBeGreaterThan(0);
    for (const { legalAct, days } of terms) {
      expect(legalAct.length).toBeGreaterThan(10);
      expect(days).toBeGreaterThan(0);
    }
    const daysFrom = terms.map(({ validFrom }) => validFrom);
    expect(daysFrom).toEqual([...daysFrom].sort());
  });
});
