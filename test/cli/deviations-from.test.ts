import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fromReference } from '../../analytics/reference-model/from-reference.ts';
import { command as conform } from '../../cli/commands/conform.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const REFERENCE = join(import.meta.dirname, '../../processes/unified-request/model.bpmn');

test('a model is compared with its reference: it deviates in nothing as it was made, then is told what became of each step', async () => {
  const folder = await temporaryDirectory();
  const [path, map] = [join(folder, 'own.bpmn'), join(folder, 'map.json')];
  const made = await fromReference(await readFile(REFERENCE, 'utf8'), { processId: 'own', name: 'Own', labels: {} });
  if ('findings' in made) throw new Error(JSON.stringify(made.findings));
  await writeFile(path, made.xml);
  const ask = (...words: string[]) => conform.run([path, '--reference', REFERENCE, ...words]);
  expect(await ask()).toMatchObject({ exit: 0, json: { coverage: 1, consistency: 1 } });
  await writeFile(path, made.xml.replace('candidateGroups="front-desk"', 'candidateGroups="registry"').replace('P10D', 'P15D'));
  const found = await ask();
  expect(found?.exit).toBe(1);
  expect(found?.text).toContain('Užregistruoti prašymą: done by registry instead of front-desk');
  expect(found?.text).toContain('instead of');
  await writeFile(map, '{ "examine": "" }');
  expect((await ask('--map', map))?.text).toContain('Išnagrinėti prašymą: missing');
  await writeFile(map, '{ "examine": "nowhere" }');
  await expect(ask('--map', map)).rejects.toThrow('There is no such step or element: nowhere.');
  await expect(conform.run(['--reference', REFERENCE])).rejects.toThrow('Name one model');
});
