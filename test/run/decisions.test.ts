import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type Database } from '../../database/connect.ts';
import type { CaseKey, Deployment, DeploymentRefused, Engine, Resource, Variables } from '../../engine/index.ts';
import type { DecisionKey } from '../../engine/ids.ts';
import { DECISION_LIMITS } from '../../engine/decision/limits.ts';
import { decision, dmn, input, literal, service, table } from '../decision/dmn-file.ts';
import { modelXml } from '../support/model.ts';
import { onBothDatabases } from '../support/postgres.ts';
import { ALL, completed, done, engineOn, expectLogged, MORNING, openRows, started, statusOf, type Bench } from './engine-on.ts';

const bpmn = (id: string, arrows: string): Resource => ({ name: `${id}.bpmn`, content: modelXml(arrows, { id }) });
const file = (id: string, content: string): Resource => ({
  name: `${id}.dmn`,
  content: dmn(content).replace('id="file" name="File"', `id="${id}-file" name="File of ${id}"`),
});
/** A file with one decision that is a number. */
const worth = (id: string, value: number, tag = ''): Resource =>
  file(id, decision(id, literal(String(value))).replace('<decision ', `<decision${tag && ` versionTag="${tag}"`} `));
const FEE = table({
  policy: 'UNIQUE',
  inputs: [{ text: 'amount', type: 'number' }, 'weight'],
  outputs: [{ name: 'fee', type: 'number' }],
  rules: ['< 100 | "light" | 5', '>= 100 | - | 20', '> 500 | "heavy" | 50'],
});
const WEIGHT = literal('if amount > 500 then "heavy" else "light"');
/** Decision `id` reads `amount` and requires `weight`; above 500 two of its rules match, which UNIQUE forbids. */
const fees = (id: string, policy = 'UNIQUE'): Resource =>
  file(
    id,
    input('amount', 'number') +
      decision(`${id}_weight`, WEIGHT, ['input:in_amount'], 'string', 'weight') +
      decision(id, FEE.replace('UNIQUE', policy), ['input:in_amount', `decision:${id}_weight`]),
  );

onBothDatabases((_name, open) => {
  let bench: Bench;
  let second: Bench;
  let other: Database | undefined;
  beforeAll(async () => {
    const database = await open();
    bench = engineOn(database);
    other = 'url' in database ? await connect({ url: String(database.url) }) : undefined;
    second = engineOn(other ?? database);
  });
  afterAll(async () => {
    await bench.engine.stop();
    await second.engine.stop();
    await other?.close();
    await bench.database.close();
    expect([...bench.faults, ...second.faults]).toEqual([]);
  });

  async function deploy(resources: readonly Resource[], engine: Engine = bench.engine): Promise<Deployment> {
    const answer = await engine.deploy(ALL, { resources });
    if (!('deploymentKey' in answer)) throw new Error(JSON.stringify(answer.findings));
    return answer;
  }
  async function refused(...resources: Resource[]): Promise<DeploymentRefused['findings']> {
    const answer = await bench.engine.deploy(ALL, { resources });
    if ('deploymentKey' in answer) throw new Error('it was deployed');
    return answer.findings;
  }
  const versions = ({ decisions, definitions }: Deployment) => [
    ...decisions.map(({ decisionId, version, isNew }) => `${decisionId} ${String(version)}${isNew ? ' new' : ''}`),
    ...definitions.map(({ processId, version, isNew }) => `${processId} ${String(version)}${isNew ? ' new' : ''}`),
  ];
  const of = (caseKey: CaseKey) => ({ filter: [{ field: 'caseKey', is: 'eq', value: caseKey }] }) as const;
  const variable = async (caseKey: CaseKey, name: string) => (await bench.engine.variables(ALL, caseKey as never))?.[name];

  test('the same bytes are the same version of a file and its decisions, other bytes the next', async () => {
    const first = await deploy([worth('again', 1), worth('beside', 1)]);
    const same = await deploy([worth('again', 1)]);
    const next = await deploy([worth('again', 2), worth('beside', 1)]);
    expect([first, same, next].map(versions)).toEqual([
      ['again 1 new', 'beside 1 new'],
      ['again 1'],
      ['again 2 new', 'beside 1'],
    ]);
    expect(same.deploymentKey).toBe(first.deploymentKey);
    expect(next.decisionRequirements).toMatchObject([
      { requirementsId: 'again-file', version: 2, isNew: true, resourceName: 'again.dmn', name: 'File of again' },
      { requirementsId: 'beside-file', version: 1, isNew: false },
    ]);
    const ofAgain = {
      filter: [{ field: 'decisionId', is: 'eq', value: 'again' }],
      sort: [{ field: 'version', order: 'asc' }],
    } as const;
    expect((await bench.engine.search.decisions(ALL, ofAgain)).items).toMatchObject([
      { version: 1, isLatest: false, kind: 'literalExpression', requirementsId: 'again-file', requirementsVersion: 1 },
      { version: 2, isLatest: true, deployedAt: MORNING, decisionKey: next.decisions[0]?.decisionKey },
    ]);
    const files = { filter: [{ field: 'requirementsId', is: 'eq', value: 'again-file' }] } as const;
    expect((await bench.engine.search.decisionRequirements(ALL, files)).items).toHaveLength(2);
    const key = first.decisions[0]?.decisionKey as DecisionKey;
    expect(await bench.engine.decisionXml(ALL, key)).toBe(worth('again', 1).content);
    const stranger = { ...ALL, tenantId: 'village' };
    expect(await bench.engine.decisionXml(stranger, key)).toBeUndefined();
    expect((await bench.engine.search.decisions(stranger, ofAgain)).total).toBe(0);
  });

  test('a file whose decision has since come from another file is a new version again', async () => {
    await deploy([worth('moves', 1)]);
    await deploy([{ ...worth('moves', 2), content: worth('moves', 2).content.replace('moves-file', 'elsewhere-file') }]);
    expect(versions(await deploy([worth('moves', 1)]))).toEqual(['moves 3 new']);
  });

  test('two nodes that deploy at once make one version after the other', async () => {
    const both = await Promise.all([deploy([worth('raced', 1)]), deploy([worth('raced', 2)], second.engine)]);
    expect(both.flatMap(versions).sort()).toEqual(['raced 1 new', 'raced 2 new']);
  });

  test('every finding of every file is told at once, and nothing is stored', async () => {
    const findings = await refused(
      worth('fine', 1),
      file('circle', `${decision('a', literal('b'), ['decision:b'])}${decision('b', literal('a'), ['decision:a'])}`),
      file('twice', `${decision('fine', literal('2'))}${decision('bad', literal('1 +'))}`),
      { ...worth('same', 1), content: worth('fine', 3).content.replace('"fine"', '"fine2"') },
    );
    expect(findings.map(({ rule, resource, severity }) => `${rule} ${severity} ${resource}`).sort()).toEqual([
      'circular-requirement error circle.dmn',
      'decisions-repeated error same.dmn',
      'feel error twice.dmn',
    ]);
    expect(
      await refused(worth('fine', 1), { ...worth('other', 1), content: file('x', decision('fine', literal('1'))).content }),
    ).toMatchObject([{ rule: 'decision-repeated', element: 'fine', resource: 'other.dmn' }]);
    expect((await bench.engine.search.decisions(ALL, { filter: [{ field: 'decisionId', is: 'eq', value: 'fine' }] })).total).toBe(
      0,
    );
  });

  test('a table may have as many rules as the limit, and no more', async () => {
    const rules = (count: number) =>
      file(
        'long',
        decision(
          'long',
          table({
            inputs: ['n'],
            outputs: [{}],
            rules: Array.from({ length: count }, (_, n) => `${String(n)} | ${String(n * 2)}`),
          }),
        ),
      );
    expect(await refused(rules(DECISION_LIMITS.rules + 1))).toMatchObject([{ rule: 'limit/rules', element: 'long' }]);
    await deploy([rules(DECISION_LIMITS.rules)]);
    const last = DECISION_LIMITS.rules - 1;
    const evaluated = done(
      await bench.engine.evaluateDecision(ALL, { decision: { decisionId: 'long' }, variables: { n: last } }),
    );
    expect(evaluated.result.value).toBe(last * 2);
  });

  test('a task whose decision is nowhere is a warning, but for one bound to the deployment, which is refused', async () => {
    const model = (binding: string) => bpmn('lost', `start -> rule:Ask(to-come){result: x; binding: ${binding}} -> end`);
    const deployment = await deploy([model('latest')]);
    expect(deployment.findings).toMatchObject([{ rule: 'decision-not-found', severity: 'warning', element: 'Ask' }]);
    const [tagged] = (await deploy([model('versionTag may')])).findings;
    expect(tagged).toMatchObject({ severity: 'warning' });
    expect(tagged?.message).toContain("'may'");
    expect(await refused(model('deployment'))).toMatchObject([
      { rule: 'decision-not-found', severity: 'error', element: 'Ask', resource: 'lost.bpmn' },
    ]);
    await deploy([worth('to-come', 1)]);
    expect((await deploy([model('latest')])).findings).toEqual([]);
    expect((await deploy([model('deployment'), worth('to-come', 1)])).findings).toEqual([]);
    expect(await bench.engine.check({ resources: [model('deployment')] })).toMatchObject([{ rule: 'decision-not-found' }]);
  });

  test('bound to the latest, a task evaluates what is newest when its case gets there, whichever node deployed it', async () => {
    await deploy([worth('rate', 1), bpmn('newest', 'start -> user:Wait -> rule:Ask(rate){result: x} -> end')]);
    const [early, late] = [await started(bench.engine, 'newest'), await started(bench.engine, 'newest')];
    await completed(bench.engine, early, 'Wait');
    await deploy([worth('rate', 2)], second.engine);
    await completed(bench.engine, late, 'Wait');
    expect(await variable(early, 'x')).toBe(1);
    expect(await variable(late, 'x')).toBe(2);
    await expectLogged(bench.engine, late);
  });

  test('bound to the deployment, a task evaluates what its model was deployed with', async () => {
    const model = bpmn('bound', 'start -> user:Wait -> rule:Ask(tied){result: x; binding: deployment} -> end');
    expect(versions(await deploy([model, worth('tied', 1)]))).toEqual(['tied 1 new', 'bound 1 new']);
    const first = await started(bench.engine, 'bound');
    await deploy([worth('tied', 2)]);
    const second_ = await started(bench.engine, 'bound');
    // The same bytes, but another version of the decision: the model is a new version too.
    expect(versions(await deploy([model, worth('tied', 2)]))).toEqual(['tied 2', 'bound 2 new']);
    expect(versions(await deploy([model, worth('tied', 2)]))).toEqual(['tied 2', 'bound 2']);
    const third = await started(bench.engine, 'bound');
    for (const key of [first, second_, third]) await completed(bench.engine, key, 'Wait');
    expect([await variable(first, 'x'), await variable(second_, 'x'), await variable(third, 'x')]).toEqual([1, 1, 2]);
  });

  test('bound to a version tag, a task evaluates the newest version that has it', async () => {
    await deploy([worth('tagged', 1, 'may')]);
    await deploy([worth('tagged', 2, 'may')]);
    await deploy([worth('tagged', 3)]);
    await deploy([bpmn('tag', 'start -> rule:Ask(tagged){result: x; binding: versionTag may} -> end')]);
    const key = await started(bench.engine, 'tag');
    expect(await variable(key, 'x')).toBe(2);
  });

  test('a task may name its decision by an expression', async () => {
    await deploy([worth('one', 1), worth('two', 2)]);
    await deploy([
      bpmn('named', 'start -> rule:Ask(=which){each: which in =["one", "two", "one"]; collect: all from =x; result: x} -> end'),
    ]);
    expect(await variable(await started(bench.engine, 'named'), 'all')).toEqual([1, 2, 1]);
  });

  test('a step asks the database for decisions once, however many it comes to, and not at all when it comes to none', async () => {
    await deploy([worth('k1', 1), worth('k2', 2), worth('k3', 3)]);
    const tasks = 'rule:A(k1){result: a} -> rule:B(k2){result: b} -> rule:C(k3){result: c}';
    await deploy([bpmn('asks', `start -> user:Wait -> ${tasks} -> user:More -> end`)]);
    const asked = async (work: () => Promise<unknown>): Promise<number> => {
      let count = 0;
      const listen = ({ sql }: { readonly sql: string }) => (count += sql.includes('FROM decisions d') ? 1 : 0);
      bench.database.knex.on('query', listen);
      await work().finally(() => bench.database.knex.off('query', listen));
      return count;
    };
    let key = '' as CaseKey;
    expect(await asked(async () => (key = await started(bench.engine, 'asks')))).toBe(0);
    expect(await asked(() => completed(bench.engine, key, 'Wait'))).toBe(1);
    expect(await asked(() => completed(bench.engine, key, 'More'))).toBe(0);
    expect(await bench.engine.variables(ALL, key as never)).toMatchObject({ a: 1, b: 2, c: 3 });
  });

  test('a decision that is not deployed holds the task with an incident, until it is', async () => {
    await deploy([bpmn('absent', 'start -> rule:Ask(late){result: x} -> end')]);
    const key = await started(bench.engine, 'absent');
    const [incident] = (await bench.engine.search.incidents(ALL, of(key))).items;
    expect(incident).toMatchObject({
      kind: 'decision',
      elementId: 'Ask',
      message: "'Ask' asks for decision 'late', which is not deployed",
    });
    await deploy([worth('late', 7)]);
    done(await bench.engine.perform(ALL, key, { type: 'resolveIncident', incidentKey: incident!.key }));
    expect(await statusOf(bench.engine, key)).toBe('completed');
    expect(await openRows(bench.database, key)).toEqual({});
    await expectLogged(bench.engine, key);
  });

  test('a decision that fails holds the task, until the values or the table are corrected', async () => {
    await deploy([fees('fee'), bpmn('pays', 'start -> rule:Fee(fee){result: fee} -> end')]);
    const failing = async () => {
      const key = await started(bench.engine, 'pays', { amount: 2000 });
      const [incident] = (await bench.engine.search.incidents(ALL, of(key))).items;
      expect(incident).toMatchObject({ kind: 'decision' });
      expect((await bench.engine.search.decisionInstances(ALL, of(key))).total).toBe(0);
      return { key, again: () => bench.engine.perform(ALL, key, { type: 'resolveIncident', incidentKey: incident!.key }) };
    };
    const [values, tables] = [await failing(), await failing()];
    const variables = { amount: 200 };
    done(
      await bench.engine.perform(ALL, values.key, {
        type: 'setVariables',
        scopeKey: values.key as never,
        variables,
        local: false,
      }),
    );
    done(await values.again());
    expect(await variable(values.key, 'fee')).toBe(20);
    done(await tables.again());
    expect(await statusOf(bench.engine, tables.key)).toBe('active');
    await deploy([fees('fee', 'FIRST')], second.engine);
    const [open] = (
      await bench.engine.search.incidents(ALL, {
        filter: [...of(tables.key).filter, { field: 'resolvedAt', is: 'exists', value: false }],
      })
    ).items;
    done(await bench.engine.perform(ALL, tables.key, { type: 'resolveIncident', incidentKey: open!.key }));
    expect(await variable(tables.key, 'fee')).toBe(20);
    await expectLogged(bench.engine, tables.key);
  });

  test('what was decided is kept with the case: every decision, its inputs, the rules that matched', async () => {
    const [weight, toll] = (await deploy([fees('toll')])).decisions;
    await deploy([bpmn('keeps', 'start -> rule:Toll(toll){result: toll; in amount: =sum} -> end')]);
    const key = await started(bench.engine, 'keeps', { sum: 50 });
    expect(await variable(key, 'toll')).toBe(5);
    const { items } = await bench.engine.search.decisionInstances(ALL, of(key));
    expect(items).toMatchObject([
      {
        ordinal: 1,
        decisionId: 'toll_weight',
        decisionKey: weight?.decisionKey,
        decisionName: 'weight',
        askedId: 'toll',
        rules: [],
      },
      {
        ordinal: 2,
        decisionId: 'toll',
        decisionKey: toll?.decisionKey,
        decisionVersion: 1,
        kind: 'decisionTable',
        askedKey: toll?.decisionKey,
        requirementsId: 'toll-file',
        caseKey: key,
        processId: 'keeps',
        elementId: 'Toll',
        evaluatedAt: MORNING,
        rules: [1],
        values: {
          inputs: [{ name: 'amount', value: 50 }, { value: 'light' }],
          matched: [{ ruleIndex: 1, ruleId: 'rule1', outputs: [{ value: 5 }] }],
          value: 5,
        },
      },
    ]);
    expect(new Set(items.map((item) => item.key)).size).toBe(1);
    await expectLogged(bench.engine, key);
  });

  test('the event log says which rules matched; the values lie apart, and can be erased', async () => {
    await deploy([fees('levy'), bpmn('erases', 'start -> rule:Levy(levy){result: levy} -> end')]);
    const key = await started(bench.engine, 'erases', { amount: 50 });
    const evaluated = (await bench.engine.log(ALL, key))?.events.filter(({ type }) => type === 'decisionEvaluated');
    expect(evaluated).toMatchObject([
      {
        elementId: 'Levy',
        decisions: [
          { decisionId: 'levy_weight', matched: [] },
          { decisionId: 'levy', matched: [1] },
        ],
      },
    ]);
    expect(JSON.stringify(evaluated)).not.toContain('light');
    const stored = async () => JSON.stringify(await bench.database.knex('decision_instances').where({ case_key: key }).select());
    expect(await stored()).toContain('light');
    expect(await bench.engine.erase(ALL, key)).toBeUndefined();
    expect(await stored()).not.toContain('light');
    const { items } = await bench.engine.search.decisionInstances(ALL, of(key));
    expect(items.map(({ decisionId, rules }) => ({ decisionId, rules }))).toEqual([
      { decisionId: 'levy_weight', rules: [] },
      { decisionId: 'levy', rules: [1] },
    ]);
    expect(items.filter((item) => 'values' in item)).toEqual([]);
  });

  test('a decision or a decision service is evaluated without a case, and kept for those who see the whole tenant', async () => {
    const alone = `${decision('double', literal('n * 2'))}${decision('word', literal('n + "x"'))}${service('both', ['double', 'word'])}`;
    const deployment = await deploy([file('alone', alone)]);
    const [double] = deployment.decisions;
    const evaluate = (asked: { decisionId: string } | { key: DecisionKey }, n: number) =>
      bench.engine.evaluateDecision(ALL, { decision: asked, variables: { n } });
    const first = done(await evaluate({ decisionId: 'double' }, 4));
    expect(first).toMatchObject({ decisionKey: double?.decisionKey, evaluatedAt: MORNING, result: { value: 8 } });
    await deploy([file('alone', alone.replace('n * 2', 'n * 3'))], second.engine);
    expect(done(await evaluate({ decisionId: 'double' }, 4)).result.value).toBe(12);
    expect(done(await evaluate({ key: double!.decisionKey }, 4)).result.value).toBe(8);
    const both = done(await evaluate({ decisionId: 'both' }, 1));
    expect(both.result.value).toEqual({ double: 3, word: null });

    const kept = { filter: [{ field: 'key', is: 'in', value: [first.key, both.key] }] } as const;
    const { items } = await bench.engine.search.decisionInstances(ALL, kept);
    expect(items).toMatchObject([
      { key: first.key, decisionId: 'double', values: { value: 8 } },
      { key: both.key, decisionId: 'double', askedId: 'both', values: { value: 3 } },
      { key: both.key, decisionId: 'word', values: { value: null }, notes: [expect.stringContaining('word')] },
    ]);
    expect(items.some((item) => 'caseKey' in item)).toBe(false);
    expect((await bench.engine.search.decisionInstances({ ...ALL, units: ['desk'] }, kept)).total).toBe(0);
    expect((await bench.engine.search.decisionInstances({ ...ALL, tenantId: 'village' }, kept)).total).toBe(0);
  });

  test('an evaluation that cannot be is refused, and nothing is kept of it', async () => {
    await deploy([fees('charge')]);
    const count = async () => (await bench.engine.search.decisionInstances(ALL, { limit: 0 })).total;
    const before = await count();
    const evaluate = (decisionId: string, variables: Variables, access = ALL) =>
      bench.engine.evaluateDecision(access, { decision: { decisionId }, variables });
    expect(await evaluate('charge', { amount: 2000 })).toMatchObject({
      refused: 'invalid',
      message: expect.stringContaining('Rules 2, 3 all match'),
    });
    expect(await evaluate('nothing', {})).toMatchObject({ refused: 'notFound' });
    expect(await evaluate('charge', {}, { ...ALL, tenantId: 'village' })).toMatchObject({ refused: 'notFound' });
    expect(await evaluate('charge', { amount: '\0' })).toMatchObject({ refused: 'invalid' });
    expect(await count()).toBe(before);
  });
});
