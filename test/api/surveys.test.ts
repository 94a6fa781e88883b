/** Surveys from the questionnaire to the difference of waves; the one-use link as the public meets it, without JavaScript. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TENANT } from '../../api/main.ts';
import { type Instrument, type KeptAnswer, openProgramme, type Question, type Wave } from '../../programme/index.ts';
import { modelXml } from '../support/model.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let analyst: Client;
let clerk: Client;
const words = (lt: string) => ({ lt, en: `${lt} (en)` });
const question = (id: string, kind: Question['kind'], required = true): Question => ({ id, kind, text: words(id), required });
const INSTRUMENT: Instrument = {
  title: words('Apklausa'),
  lead: words('Klausimai'),
  questions: [question('satisfaction', 'satisfaction'), question('effort', 'effort'), question('more', 'text', false)],
};
const wave = (more: Partial<Wave> = {}): Wave => ({
  title: words('Banga'),
  kind: 'campaign',
  instrument: 'short',
  instrumentVersion: 1,
  audience: 'natural',
  population: 25_000,
  from: '2020-01-01',
  ...more,
});

beforeAll(async () => {
  server = await testServer();
  [analyst, clerk] = [await server.as('analyst'), await server.as('clerk')];
  await server.deploy({ name: 'p.bpmn', content: modelXml('start -> user:Tikrinti{groups: permits} -> end', { id: 'permit' }) });
  await analyst.ask('saveInstrument', { params: { instrument: 'short' }, body: { version: 0, body: INSTRUMENT } });
}, 60_000);
afterAll(() => server.stop());

const makeWave = async (more: Partial<Wave> = {}) => (await analyst.ask('createWave', { body: wave(more) })).wave;
const enter = (number: number, sheet: string, answers: object) =>
  clerk.send('POST', `/api/survey-waves/${String(number)}/answers`, { body: { sheet, answers, context: { service: 'S-1' } } });

describe('a questionnaire', () => {
  test('keeps its versions, and says so when somebody was faster', async () => {
    const put = (version: number, body: Instrument) =>
      analyst.send('PUT', '/api/survey-instruments/kept', { body: { version, body } });
    await put(0, INSTRUMENT);
    // The same again is no version.
    expect((await put(1, INSTRUMENT)).body).toMatchObject({ version: 1 });
    const longer = { ...INSTRUMENT, questions: [...INSTRUMENT.questions, question('why', 'text', false)] };
    expect((await put(1, longer)).body).toMatchObject({ version: 2 });
    expect((await put(1, INSTRUMENT)).status).toBe(409);
    const { items } = await analyst.ask('listInstruments');
    const kept = items.filter(({ instrument }) => instrument === 'kept');
    expect(kept.map(({ version, body }) => [version, body.questions.length])).toEqual([
      [2, 4],
      [1, 3],
    ]);
  });

  test('is refused without satisfaction, or with an expectation that nothing meets', async () => {
    const send = async (questions: unknown[]) =>
      (await analyst.send('PUT', '/api/survey-instruments/bad', { body: { version: 0, body: { ...INSTRUMENT, questions } } }))
        .status;
    expect(await send([question('effort', 'effort')])).toBe(400);
    expect(await send([...INSTRUMENT.questions, { ...question('w', 'expectation'), dimension: 'empathy' }])).toBe(400);
  });
});

describe('a wave on paper', () => {
  test('takes each sheet once, and nothing that the questionnaire does not have', async () => {
    const number = await makeWave();
    expect((await enter(number, '7', { satisfaction: 4, effort: 2 })).status).toBe(204);
    const twice = await enter(number, '7', { satisfaction: 1, effort: 7 });
    expect([twice.status, (twice.body as { detail: string }).detail]).toEqual([409, 'Sheet 7 was entered before.']);
    expect((await enter(number, '8', { satisfaction: 6, effort: 1 })).status).toBe(422);
    expect((await enter(number, '8', { satisfaction: 5 })).status).toBe(422);
    expect((await analyst.ask('getWaveResults', { params: { wave: String(number) } })).n).toBe(1);
    // What was refused has not used its sheet up.
    expect((await enter(number, '8', { satisfaction: 5, effort: 1 })).status).toBe(204);
  });

  test('is closed before its first and after its last day', async () => {
    const [early, late] = [await makeWave({ from: '2999-01-01' }), await makeWave({ to: '2020-02-01' })];
    for (const number of [early, late]) expect((await enter(number, '1', { satisfaction: 4, effort: 2 })).status).toBe(409);
  });

  test('is frozen once somebody has answered', async () => {
    const number = await makeWave();
    await analyst.ask('saveInstrument', { params: { instrument: 'other' }, body: { version: 0, body: INSTRUMENT } });
    const change = (more: Partial<Wave>) => analyst.send('PUT', `/api/survey-waves/${String(number)}`, { body: wave(more) });
    expect((await change({ instrument: 'other' })).status).toBe(200);
    await enter(number, '1', { satisfaction: 4, effort: 2 });
    expect((await change({ instrument: 'short' })).status).toBe(409);
    expect((await change({ instrument: 'other', title: words('Kitaip') })).status).toBe(200);
  });

  test('has 379 of 25,000 to ask, and says beforehand what a second one proves', async () => {
    const sample = await clerk.ask('surveySample', { query: { population: '25000' } });
    expect(sample).toMatchObject({ needed: 379, toProveTen: 356, toProveFive: 1471 });
    expect((await clerk.ask('surveySample', { query: { population: '321' } })).needed).toBe(176);
    expect(sample.provable).toBeGreaterThan(0.09);
    expect(sample.provable).toBeLessThan(0.1);
  });
});

describe('two waves', () => {
  const answered = async (liked: number, disliked: number, more: Partial<Wave> = {}) => {
    const number = await makeWave(more);
    const { surveys } = openProgramme({ database: server.database, organisation: server.organisation, engine: server.engine });
    const give = (satisfaction: number, count: number) =>
      Array.from(
        { length: count },
        () => ({ answers: { satisfaction, effort: 3 }, source: 'paper', week: '2026-01-05' }) as const,
      );
    await surveys.takeAll(TENANT, number, [...give(5, liked), ...give(2, disliked)]);
    return String(number);
  };

  test('tell an improvement that is proved from one that is not', async () => {
    const [before, better, unsure] = [await answered(240, 160), await answered(300, 100), await answered(250, 150)];
    const change = async (after: string) => {
      const { differences } = await analyst.ask('compareWaves', { query: { before, after } });
      return differences.find(({ name }) => name === 'csat');
    };
    expect(await change(better)).toMatchObject({ change: 'better', before: { value: 0.6 }, after: { value: 0.75 } });
    const not = await change(unsure);
    expect([not?.change, (not?.low ?? 1) < 0]).toEqual(['not proven', true]);
  });

  test('are not compared when the questionnaire has changed, or other people were asked', async () => {
    const changed = { ...INSTRUMENT, questions: INSTRUMENT.questions.map((one) => ({ ...one, text: words('Kitaip') })) };
    await analyst.ask('saveInstrument', { params: { instrument: 'short' }, body: { version: 1, body: changed } });
    const before = await answered(6, 4);
    for (const after of [await answered(6, 4, { instrumentVersion: 2 }), await answered(6, 4, { audience: 'legal' })])
      expect((await analyst.send('GET', `/api/survey-comparison?before=${before}&after=${after}`)).status).toBe(422);
  });
});

test('the weakest service of a wave becomes a recommendation with its own figure, and one of too few answers does not', async () => {
  const number = await makeWave();
  const { surveys } = openProgramme({ database: server.database, organisation: server.organisation, engine: server.engine });
  const give = (service: string, satisfaction: number, count: number) =>
    Array.from(
      { length: count },
      () => ({ answers: { satisfaction, effort: 3 }, source: 'paper', week: '2026-01-05', service }) as const,
    );
  await surveys.takeAll(TENANT, number, [...give('S-1', 5, 21), ...give('S-2', 2, 20), ...give('S-3', 1, 4)]);
  const { weakest } = await analyst.ask('getWaveResults', { params: { wave: String(number) } });
  expect(weakest.map(({ value, isLow }) => [value, isLow])).toEqual([['S-1', false]]);
  const manager = await server.as('manager');
  const from = (value: string) => ({
    kind: 'survey',
    wave: number,
    measure: 'csat',
    group: { by: 'service', value, name: 'Leidimas' },
  });
  const { body } = await manager.ask('draftRecommendation', { body: { from: from('S-1') } });
  expect(body.title).toEqual({ lt: 'Gerinti: patenkintų dalis – Leidimas', en: 'Improve: share of the satisfied – Leidimas' });
  expect(body.evidence[0]).toMatchObject({ subject: 'csat:service:S-1', n: 21, figures: [{ value: 1, unit: 'share', n: 21 }] });
  for (const value of ['S-3', 'S-9'])
    expect((await manager.send('POST', '/api/recommendations', { body: { from: from(value) } })).status).toBe(422);
});

test('the widest gap of a wave leads to its service, and becomes a recommendation with what was expected and met', async () => {
  const asked = (['expectation', 'perception'] as const).map((kind) => ({
    ...question(kind, kind),
    dimension: 'reliability' as const,
  }));
  await analyst.ask('saveInstrument', {
    params: { instrument: 'gap' },
    body: { version: 0, body: { ...INSTRUMENT, questions: [...INSTRUMENT.questions, ...asked] } },
  });
  const number = await makeWave({ instrument: 'gap' });
  const { surveys } = openProgramme({ database: server.database, organisation: server.organisation, engine: server.engine });
  const give = (service: string, perception: number, count: number) =>
    Array.from(
      { length: count },
      () =>
        ({
          answers: { satisfaction: 4, effort: 3, expectation: 7, perception },
          source: 'paper',
          week: '2026-01-05',
          service,
        }) as const,
    );
  await surveys.takeAll(TENANT, number, [
    ...give('S-1', 6, 20),
    ...give('S-2', 3, 20),
    ...give('S-3', 1, 4),
    ...give('S-4', 1, 5),
  ]);
  const { gaps } = await analyst.ask('getWaveResults', { params: { wave: String(number) } });
  expect(gaps.map(({ dimension, services }) => [dimension, services.map(({ service, gap }) => [service, gap.value])])).toEqual([
    [
      'reliability',
      [
        ['S-2', -4],
        ['S-1', -1],
      ],
    ],
  ]);
  const manager = await server.as('manager');
  const from = (value: string) => ({
    kind: 'survey',
    wave: number,
    measure: 'gap',
    dimension: 'reliability',
    group: { by: 'service', value, name: 'Leidimas' },
  });
  const { body } = await manager.ask('draftRecommendation', { body: { from: from('S-2') } });
  expect(body.title.en).toMatch(/^Improve: .*reliability – Leidimas$/);
  expect(body.text.en).toContain('is -4; 20 answers');
  expect(body.evidence[0]).toMatchObject({ subject: 'gap:reliability:service:S-2', n: 20 });
  expect(body.evidence[0]?.figures.map(({ name, value }) => [name, value])).toEqual([
    ['gap', -4],
    ['expectation', 7],
    ['perception', 3],
  ]);
  for (const value of ['S-3', 'S-9'])
    expect((await manager.send('POST', '/api/recommendations', { body: { from: from(value) } })).status).toBe(422);
});

describe('answers of some people alone', () => {
  test('are by unit, channel and whose request it was; a wave that asks one kind of person takes no other', async () => {
    const number = await makeWave({ audience: 'all' });
    const { surveys } = openProgramme({ database: server.database, organisation: server.organisation, engine: server.engine });
    const give = (satisfaction: number, count: number, about: Partial<KeptAnswer>) =>
      Array.from({ length: count }, (): KeptAnswer => ({
        answers: { satisfaction, effort: 3 },
        source: 'paper',
        week: '2026-01-05',
        ...about,
      }));
    const people = [
      ...give(5, 10, { unit: 'permits', channel: 'desk', applicantKind: 'natural' }),
      ...give(1, 10, { unit: 'permits', channel: 'desk', applicantKind: 'legal' }),
      ...give(2, 10, { unit: 'social', channel: 'post', applicantKind: 'natural' }),
    ];
    await surveys.takeAll(TENANT, number, people);
    const of = (query: Record<string, string> = {}) => analyst.ask('getWaveResults', { params: { wave: String(number) }, query });
    const csat = async (query: Record<string, string>) => {
      const { isDivided, n, measures } = await of(query);
      return [isDivided, n, measures.find(({ name }) => name === 'csat')?.value];
    };
    const { groups } = await of();
    expect(groups.applicantKind.map(({ value, n, csat: share }) => [value, n, share.value])).toEqual([
      ['natural', 20, 0.5],
      ['legal', 10, 0],
    ]);
    expect(await csat({ where: 'applicantKind=natural' })).toEqual([true, 20, 0.5]);
    expect(await csat({ unit: 'permits', where: 'applicantKind=natural;channel=desk' })).toEqual([true, 10, 1]);
    // Groups of some beside those of all would tell of the rest.
    expect((await of({ unit: 'permits' })).groups.channel).toEqual([]);
    expect(await csat({ where: 'colour=red' })).toEqual([false, 0, null]);
    await surveys.takeAll(TENANT, number, give(1, 1, { unit: 'permits', channel: 'desk' }));
    // One of the unit told nothing of itself: asking with and without the kind would tell its answer.
    expect(await csat({ unit: 'permits', where: 'applicantKind=natural|legal' })).toEqual([false, 0, null]);
    expect((await csat({ unit: 'permits' })).slice(0, 2)).toEqual([true, 21]);

    const after = await makeWave({ audience: 'all' });
    await surveys.takeAll(TENANT, after, [
      ...give(5, 40, { applicantKind: 'natural' }),
      ...give(1, 30, { applicantKind: 'legal' }),
    ]);
    const compare = async (where: string) => {
      const query = { before: String(number), after: String(after), where };
      const { isDivided, differences } = await analyst.ask('compareWaves', { query });
      return [isDivided, differences[0]?.change];
    };
    expect(await compare('applicantKind=natural')).toEqual([true, 'better']);
    expect(await compare('colour=red')).toEqual([false, undefined]);

    const natural = await makeWave();
    const path = `/api/survey-waves/${String(natural)}/answers`;
    const sheet = (applicantKind: string) => ({
      body: { sheet: '1', answers: { satisfaction: 4, effort: 2 }, context: { applicantKind } },
    });
    expect((await clerk.send('POST', path, sheet('legal'))).status).toBe(422);
    await enter(natural, '1', { satisfaction: 4, effort: 2 });
    const rows = await server.database.knex('survey_answers').where({ wave: natural }).pluck<string[]>('applicant_kind');
    expect(rows).toEqual(['natural']);
  });
});

describe('the link of an ended case', () => {
  const form = async (path: string, fields?: Record<string, string>) => {
    const response = await fetch(`${server.url}${path}?lang=lt`, {
      ...(fields && { method: 'POST', body: new URLSearchParams(fields), headers: { origin: server.url } }),
    });
    return { status: response.status, text: await response.text(), policy: response.headers.get('content-security-policy') };
  };

  test('is answered once without JavaScript, then refused; the answer leads to no case', async () => {
    await makeWave({ kind: 'feedback', population: undefined, instrument: 'short' });
    const definition = { processId: 'permit' };
    const { caseKey } = await clerk.ask('startCase', {
      body: { definition, dimensions: { unit: 'permits', service: 'S-1', applicantKind: 'natural' } },
    });
    const link = () => clerk.send('POST', `/api/cases/${caseKey}/feedback-link`);
    expect((await link()).status).toBe(409);
    const { items } = await clerk.ask('listTasks', { query: { caseKey } });
    await clerk.ask('completeTask', { params: { taskKey: items[0]?.taskKey ?? '' }, body: { variables: {} } });
    const made = await link();
    expect(made.status).toBe(201);
    const { path } = made.body as { path: string };
    // Told once: nobody can ask for it again.
    expect((await link()).status).toBe(409);

    const shown = await form(path);
    expect([shown.status, shown.text.includes('<script'), shown.text.includes('Tikrinti')]).toEqual([200, false, true]);
    expect(shown.policy).toContain("default-src 'none'");
    const wrong = await form(path, { satisfaction: '9', more: '<b>ilgai</b>' });
    expect([wrong.status, wrong.text.includes('href="#satisfaction-1"'), wrong.text.includes('<b>ilgai')]).toEqual([
      422,
      true,
      false,
    ]);
    expect(wrong.text).toContain('&#60;b&#62;ilgai');
    const step = /<option value="([^"]+)"[^>]*>Tikrinti/.exec(shown.text)?.[1] ?? '';
    expect((await form(path, { satisfaction: '2', effort: '6', STEP: step })).status).toBe(200);
    for (const again of [await form(path), await form(path, { satisfaction: '5', effort: '1' })])
      expect([again.status, again.text.includes('Nuoroda jau panaudota')]).toEqual([410, true]);
    expect((await form('/feedback/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);

    const { knex } = server.database;
    const rows = await knex('survey_answers').where({ process_id: 'permit' }).select<Record<string, unknown>[]>('*');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      service: 'S-1',
      unit: 'permits',
      applicant_kind: 'natural',
      version: 1,
      step,
      source: 'link',
    });
    expect(JSON.stringify(rows)).not.toContain(caseKey);
    const links = await knex('survey_links').where({ is_used: true }).select<Record<string, unknown>[]>('*');
    expect(links.map(({ link_hash: _hash, tenant_id: _tenant, is_used: _used, ...rest }) => Object.values(rest))).toEqual([
      [null, null, null, null, null, null, null, null, null],
    ]);
  });
});
