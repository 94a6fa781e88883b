import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { command as simulate } from '../../cli/commands/simulate.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { modelXml } from '../support/model.ts';

const SOURCE = join(import.meta.dirname, '../../processes/unified-request');

/** The unified request as a service takes it over: what is examined, and how, is a process of its own. */
async function withCall(): Promise<{ readonly model: string; readonly scenario: string }> {
  const folder = await temporaryDirectory();
  const xml = await readFile(join(SOURCE, 'model.bpmn'), 'utf8');
  const task =
    /<bpmn:userTask id="examine"[^>]*>\s*<bpmn:extensionElements>[^]*?<\/bpmn:extensionElements>([^]*?)<\/bpmn:userTask>/;
  const call = xml.replace(
    task,
    '<bpmn:callActivity id="examine"><bpmn:extensionElements><zeebe:calledElement processId="examination"/></bpmn:extensionElements>$1</bpmn:callActivity>',
  );
  expect(call).not.toBe(xml);
  const { activities, ...scenario } = JSON.parse(await readFile(join(SOURCE, 'scenario.json'), 'utf8')) as {
    activities: Record<string, unknown>;
  };
  const { examine, ...others } = activities;
  const examined = { ...others, 'examination/look': examine, 'examination/write': { workMinutes: { kind: 'fixed', value: 20 } } };
  const text = 'start -> user:look{groups: =responsibleUnit} -> user:write{groups: =responsibleUnit} -> end';
  const [model, path] = [join(folder, 'model.bpmn'), join(folder, 'scenario.json')];
  await writeFile(model, call);
  await writeFile(join(folder, 'examination.bpmn'), modelXml(text, { id: 'examination' }));
  await writeFile(path, JSON.stringify({ ...scenario, activities: examined }));
  await writeFile(join(folder, 'term.json'), await readFile(join(SOURCE, 'term.json')));
  return { model, scenario: path };
}

interface Answer {
  readonly open: number;
  readonly incidents: readonly unknown[];
  readonly notes: readonly string[];
  readonly onTimeShare: { readonly mean: number | null };
  readonly withdrawnShare: { readonly mean: number | null };
  readonly activities: readonly { readonly activity: string; readonly perCase: { readonly mean: number } }[];
}

it('the unified request is simulated with the process that a service examines by, found beside it (seed 4)', async () => {
  const { model, scenario } = await withCall();
  const words = ['--cases', '200', '--replications', '3', '--seed', '4', '--threads', '1', '--json'];
  const found = (await simulate.run([model, scenario, ...words]))?.json as Answer;
  const plain = (await simulate.run([join(SOURCE, 'model.bpmn'), join(SOURCE, 'scenario.json'), ...words]))?.json as Answer;
  expect([found.open, found.incidents, found.notes]).toEqual([0, [], []]);
  expect(found.onTimeShare.mean).toBeGreaterThan(0.5);
  // Who withdraws ends what is examined too.
  expect(found.withdrawnShare.mean).toBeGreaterThan(0);
  const often = ({ activities }: Answer, id: string) => activities.find(({ activity }) => activity === id)?.perCase.mean ?? NaN;
  expect(often(found, 'examination/look')).toBeCloseTo(often(plain, 'examine'), 1);
  expect(often(found, 'examination/write')).toBeGreaterThan(0.8);
  expect(often(found, 'examination/write')).toBeLessThanOrEqual(often(found, 'examination/look'));
  expect(often(found, 'register')).toBe(1);
});
