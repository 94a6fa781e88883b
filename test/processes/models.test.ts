import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { readModel } from '../../engine/model/compile.ts';

const MODELS = ['building-permit/as-is', 'building-permit/to-be', 'unified-request/model'];
describe('the processes that come with Eiga', () => {
  it.each(MODELS)('%s is read without a finding', async (name) => {
    const xml = await readFile(new URL(`../../processes/${name}.bpmn`, import.meta.url), 'utf8');
    const { findings, processes } = await readModel(xml);
    expect(findings).toEqual([]);
    expect(processes).toHaveLength(1);
  });
});
