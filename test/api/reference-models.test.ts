import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { modelXml } from '../support/model.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let analyst: Client;
const REFERENCE = 'start -> user:Register{groups: desk} -> user:Check{groups: officers} -> user:Tell{groups: desk} -> end';

beforeAll(async () => {
  server = await testServer();
  analyst = await server.as('analyst');
  const deploy = (id: string, text: string, versionTag?: string) =>
    server.deploy({ name: `${id}.bpmn`, content: modelXml(text, { id, name: id, ...(versionTag && { versionTag }) }) });
  await deploy('agreed', REFERENCE, 'reference');
  await deploy('north', 'start -> user:Register{groups: desk} -> user:Tell{groups: desk} -> user:Check{groups: officers} -> end');
  await deploy('south', 'start -> user:Take{groups: desk; reference: Register} -> user:Stamp{groups: desk} -> end');
}, 60_000);
afterAll(() => server.stop());

const compared = (models: string) =>
  analyst.ask('compareWithReference', { params: { referenceId: 'agreed' }, query: { models } });

describe('models beside the reference', () => {
  test('the version that is tagged so is proposed as the reference', async () => {
    expect((await analyst.ask('listReferenceModels', {})).items.map(({ processId }) => processId)).toEqual(['agreed']);
  });

  test('two units deviate each in their own way, step by step', async () => {
    const { steps, models } = await compared('north,south:1');
    expect(steps.map(({ element }) => element)).toEqual(['Register', 'Check', 'Tell']);
    const [north, south] = models;
    expect(north?.steps.map(({ deviations }) => deviations)).toEqual([
      [],
      [{ kind: 'otherOrder', other: 'Tell', reference: 'before', model: 'after' }],
      [],
    ]);
    expect(north).toMatchObject({ coverage: 1, added: [] });
    expect(south?.steps.map(({ elements, by }) => [elements, by])).toEqual([
      [['Take'], 'mark'],
      [[], null],
      [[], null],
    ]);
    expect(south?.added.map(({ element }) => element)).toEqual(['Stamp']);
  });

  test('what the analyst says stands for a step is kept, and taken back', async () => {
    const params = { referenceId: 'agreed', processId: 'south' };
    await analyst.ask('chooseReferenceSteps', { params, body: { choices: { Check: 'Stamp', Register: '' } } });
    const [said] = (await compared('south')).models;
    expect(said?.steps.map(({ elements }) => elements)).toEqual([[], ['Stamp'], []]);
    expect(said).toMatchObject({ choices: { Check: 'Stamp', Register: '' }, chosenBy: 'analyst' });
    await analyst.ask('chooseReferenceSteps', { params, body: { choices: {} } });
    const [after] = (await compared('south')).models;
    expect(after).toMatchObject({ choices: {}, chosenBy: null, coverage: 1 / 3 });
  });

  test('a head office sees which step is missing where, who follows furthest first, and as analysts corrected it', async () => {
    const params = { referenceId: 'agreed' };
    const steps = async () =>
      Object.fromEntries((await analyst.ask('listFollowing', { params })).items.map((one) => [one.processId, one.steps]));
    expect(await steps()).toEqual({
      north: ['asReference', 'otherwise', 'asReference'],
      south: ['asReference', 'missing', 'missing'],
    });
    const { items, steps: heads } = await analyst.ask('listFollowing', { params });
    expect(heads.map(({ element }) => element)).toEqual(['Register', 'Check', 'Tell']);
    expect(items.map(({ processId, isMade, coverage }) => [processId, isMade, coverage])).toEqual([
      ['north', false, 1],
      ['south', false, 1 / 3],
    ]);
    const chosen = { params: { ...params, processId: 'south' } };
    await analyst.ask('chooseReferenceSteps', { ...chosen, body: { choices: { Tell: 'Stamp' } } });
    expect((await steps())['south']).toEqual(['asReference', 'missing', 'asReference']);
    await analyst.ask('chooseReferenceSteps', { ...chosen, body: { choices: {} } });
  });

  test('processes made from the reference stand beside the others, with nothing told of fewer than five', async () => {
    const { xml } = await analyst.ask('draftFromReference', {
      params: { referenceId: 'agreed' },
      body: { processId: 'permit', name: 'Leidimas' },
    });
    await server.deploy({ name: 'permit.bpmn', content: xml });
    const effect = await analyst.ask('getReferenceEffect', { params: { referenceId: 'agreed' } });
    expect(effect.on.processIds.toSorted()).toEqual(['agreed', 'permit']);
    expect(effect.others.processIds.toSorted()).toEqual(['north', 'south']);
    const nothing = { n: 0, value: null, low: null, high: null };
    expect([effect.on.inTime, effect.others.satisfaction]).toEqual([nothing, nothing]);
    const made = (await analyst.ask('listFollowing', { params: { referenceId: 'agreed' } })).items[0];
    expect(made).toMatchObject({ processId: 'permit', isMade: true, coverage: 1, consistency: 1 });
  });

  test('what is not there is refused by name, and nothing is kept', async () => {
    const at = '/api/reference-models/agreed';
    const refused = async (choices: Record<string, string>) =>
      (await analyst.send('PUT', `${at}/choices/south`, { body: { choices } })).body;
    expect(await refused({ Check: 'Nowhere' })).toMatchObject({
      code: 'invalid',
      detail: 'There is no such step or element: Nowhere.',
    });
    expect(await refused({ Check: 'Stamp', Tell: 'Stamp' })).toMatchObject({ code: 'invalid' });
    expect((await compared('south')).models[0]?.choices).toEqual({});
    const unknown = await analyst.send('GET', `${at}/comparison?models=west`);
    expect(unknown.body).toMatchObject({ code: 'notFound', detail: 'There is no such model: west.' });
    const many = await analyst.send('GET', `${at}/comparison?models=north,south,north,south,north`);
    expect(many.body).toMatchObject({ code: 'badRequest' });
  });
});
