/** Forecasts: kept from finished simulations, found again by whoever may, linked to the version in which they came true. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { modelXml } from '../support/model.ts';
import { onBothDatabases } from '../support/postgres.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

const ID = 'checked';
const AS_IS = modelXml('start -> user:Check{groups: permits} -> user:Sign{groups: permits} -> end', { id: ID, name: 'Checked' });
const TO_BE = modelXml('start -> user:Check{groups: permits} -> end', { id: ID, name: 'Checked' });
const work = { workMinutes: { kind: 'fixed', value: 60 } };
const SCENARIO = {
  formatVersion: 1,
  service: 's',
  unit: 'permits',
  arrivals: { perWorkingDay: 2 },
  staff: [{ role: 'permits', people: 3 }],
  activities: { Check: work, Sign: work },
};
const VERSION_1 = { model: { processId: ID, version: 1 }, scenario: SCENARIO };

onBothDatabases((_name, openDatabase) => {
  let server: TestServer;
  let analyst: Client;
  beforeAll(async () => {
    server = await testServer({ openDatabase });
    analyst = await server.as('analyst');
    await server.deploy({ name: 'as-is.bpmn', content: AS_IS });
  });
  afterAll(() => server.stop());

  async function simulated(toBe: object): Promise<string> {
    const body = { kind: 'simulate', asIs: VERSION_1, toBe, cases: 20, replications: 3, seed: 5, from: '2026-01-05' };
    const { id } = await analyst.ask('askSimulation', { body });
    for (;;) {
      const job = await analyst.ask('getSimulation', { params: { id } });
      if (job.status === 'done') return id;
      if (job.status === 'failed') throw new Error(JSON.stringify(job.fault));
    }
  }
  const asked = (forecastKey: string, body?: object) => ({ params: { forecastKey }, ...(body && { body }) });

  describe('a forecast', () => {
    test('is what a simulation said, with both sides as they were asked, and who kept and changed it', async () => {
      const jobId = await simulated({ model: { bpmnXml: TO_BE }, scenario: SCENARIO });
      const job = await analyst.ask('getSimulation', { params: { id: jobId } });
      const view = job.kind === 'simulate' ? job.answer?.view : undefined;
      const body = { jobId, name: 'No signature', why: 'Nobody ever refused' };
      const kept = await analyst.ask('createForecast', { body });
      expect(kept).toMatchObject({ processId: ID, processName: 'Checked', fromVersion: 1, toVersion: null, keptBy: 'analyst' });
      expect(kept).toMatchObject({ name: 'No signature', why: 'Nobody ever refused', realised: null });
      expect(kept.cycleTimeMs).toEqual(view?.difference.cycleTimeMs);
      expect(kept.cycleTimeMs.high).toBeLessThan(0);

      const manager = await server.as('manager');
      const changed = await manager.ask('changeForecast', asked(kept.forecastKey, { name: 'Without', why: null }));
      expect(changed).toMatchObject({ name: 'Without', why: null, keptBy: 'analyst' });
      const whole = await manager.ask('getForecast', asked(kept.forecastKey));
      expect(whole.view).toEqual(view);
      expect([whole.asIs, whole.toBe.model]).toEqual([VERSION_1, { bpmnXml: TO_BE }]);
      expect(whole.runs).toEqual({ cases: 20, replications: 3, seed: 5, from: '2026-01-05' });
      expect(whole.history.map(({ what, by }) => [what, by])).toEqual([
        ['kept', 'analyst'],
        ['changed', 'manager'],
      ]);
    });

    test('of a model comes true in the version that has this very text; somebody may name another, or a day', async () => {
      const [first] = (await analyst.ask('listForecasts', { query: { processId: ID } })).items;
      const forecastKey = first?.forecastKey ?? '';
      expect(first?.realised).toBeNull();
      const { definitions } = await server.deploy({ name: 'to-be.bpmn', content: TO_BE });
      const version = definitions[0]?.version;
      const found = await analyst.ask('getForecast', asked(forecastKey));
      expect(found.realised).toEqual({ kind: 'version', version, found: 'byModel' });

      const named = await analyst.ask('changeForecast', asked(forecastKey, { realised: { version: 1 } }));
      expect(named.realised).toEqual({ kind: 'version', version: 1, found: 'named' });
      const day = await analyst.ask('changeForecast', asked(forecastKey, { realised: { changeOn: '2026-03-01' } }));
      expect(day.realised).toEqual({ kind: 'changeOn', day: '2026-03-01' });
      const none = await analyst.send('PATCH', `/api/forecasts/${forecastKey}`, { body: { realised: { version: 9 } } });
      expect(none.status).toBe(404);
      const again = await analyst.ask('changeForecast', asked(forecastKey, { realised: null }));
      expect(again.realised).toEqual({ kind: 'version', version, found: 'byModel' });
      const { history } = await analyst.ask('getForecast', asked(forecastKey));
      expect(history.slice(2).map(({ what }) => what)).toEqual(['realised', 'realised', 'realised']);
    });

    test('of a scenario alone comes true on no version by itself', async () => {
      const more = { ...SCENARIO, staff: [{ role: 'permits', people: 4 }] };
      const jobId = await simulated({ ...VERSION_1, scenario: more });
      const kept = await analyst.ask('createForecast', { body: { jobId, name: 'One more' } });
      expect(kept).toMatchObject({ fromVersion: 1, toVersion: 1, realised: null, why: null });
      const { items } = await analyst.ask('listForecasts', {});
      expect(items.map(({ name }) => name)).toEqual(['One more', 'Without']);
      expect((await analyst.ask('listForecasts', { query: { processId: 'other' } })).items).toEqual([]);
    });

    test('is kept from a finished simulation alone, and figures are written by nobody', async () => {
      const keep = async (body: object) => (await analyst.send('POST', '/api/forecasts', { body })).status;
      expect(await keep({ jobId: 'none', name: 'x' })).toBe(404);
      const { id } = await analyst.ask('askSimulation', { body: { kind: 'improve', ...VERSION_1, cases: 20, replications: 2 } });
      expect(await keep({ jobId: id, name: 'x' })).toBe(404);
      const jobId = await simulated(VERSION_1);
      expect(await keep({ jobId, name: 'x', cycleTimeMs: { mean: -1, low: -2, high: 0, n: 3 } })).toBe(400);
      expect(await keep({ jobId, name: '' })).toBe(400);
    });

    test('is nothing to another tenant, nor to clerks, and gone when it is deleted', async () => {
      const forecastKey = (await analyst.ask('listForecasts', {})).items[0]?.forecastKey ?? '';
      const path = `/api/forecasts/${forecastKey}`;
      const stranger = await server.as('strange-analyst');
      expect((await stranger.ask('listForecasts', {})).items).toEqual([]);
      const tried = [
        stranger.send('GET', path),
        stranger.send('PATCH', path, { body: { name: 'x' } }),
        stranger.send('DELETE', path),
      ];
      expect((await Promise.all(tried)).map(({ status }) => status)).toEqual([404, 404, 404]);
      expect((await (await server.as('clerk')).send('GET', path)).status).toBe(403);
      await analyst.ask('deleteForecast', asked(forecastKey));
      for (const gone of [path, '/api/forecasts/0', '/api/forecasts/99999999999999999999', '/api/forecasts/x'])
        expect([gone, (await analyst.send('GET', gone)).status]).toEqual([gone, 404]);
      expect((await analyst.ask('listForecasts', {})).items.map(({ name }) => name)).toEqual(['Without']);
    });
  });
});
