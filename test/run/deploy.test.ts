import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Deployment, DeploymentRefused, Resource } from '../../engine/index.ts';
import { decision, dmn, literal } from '../decision/dmn-file.ts';
import { modelXml } from '../support/model.ts';
import { onBothDatabases } from '../support/postgres.ts';
import { ALL, engineOn, HOUR, started, taskAt, type Bench } from './engine-on.ts';

const bpmn = (id: string, arrows: string): Resource => ({ name: `${id}.bpmn`, content: modelXml(arrows, { id }) });
const form = (id: string, text: string): Resource => ({
  name: `${id}.form`,
  content: JSON.stringify({ id, type: 'default', components: [{ type: 'text', text }] }),
});

onBothDatabases((_name, open) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = engineOn(await open());
  });
  afterAll(async () => {
    await bench.engine.stop();
    await bench.database.close();
    expect(bench.faults).toEqual([]);
  });

  async function deploy(...resources: Resource[]): Promise<Deployment> {
    const answer = await bench.engine.deploy(ALL, { resources });
    if (!('deploymentKey' in answer)) throw new Error(JSON.stringify(answer.findings));
    return answer;
  }
  async function refused(...resources: Resource[]): Promise<DeploymentRefused['findings']> {
    const answer = await bench.engine.deploy(ALL, { resources });
    if ('deploymentKey' in answer) throw new Error('it was deployed');
    return answer.findings;
  }
  const versions = (deployment: Deployment) =>
    deployment.definitions.map(({ processId, version, isNew }) => ({ processId, version, isNew }));

  test('a model that comes after its form or decision was deleted is told that there is none', async () => {
    const xml = modelXml('start -> rule:R(gone-sum){result: r} -> user:A{form: gone-form} -> end', { id: 'comes-after' });
    const sum = dmn(decision('gone-sum', literal('1'), [], 'number')).replace('id="file"', 'id="gone-file"');
    const { forms, decisionRequirements } = await deploy(form('gone-form', 'a'), { name: 'gone.dmn', content: sum });
    const model = (text: string): Resource => ({ name: 'after.bpmn', content: xml.replace('name="R"', `name="${text}"`) });
    const rules = async (text: string) => (await deploy(model(text))).findings.map(({ rule }) => rule);
    expect(await rules('one')).toEqual([]);
    for (const key of [forms[0]!.formKey, decisionRequirements[0]!.requirementsKey]) {
      expect(await bench.engine.deleteFile({ ...ALL, tenantId: 'other' }, key)).toMatchObject({ refused: 'notFound' });
      expect(await bench.engine.deleteFile(ALL, key)).toBeUndefined();
      expect(await bench.engine.deleteFile(ALL, key)).toMatchObject({ refused: 'notFound' });
    }
    expect((await rules('two')).toSorted()).toEqual(['decision-not-found', 'form-not-found']);
  });

  test('the same bytes are the same version, other bytes the next', async () => {
    const first = await deploy(bpmn('again', 'start -> user:A -> end'));
    const same = await deploy(bpmn('again', 'start -> user:A -> end'));
    const other = await deploy(bpmn('again', 'start -> user:B -> end'));
    expect([first, same, other].map(versions)).toEqual([
      [{ processId: 'again', version: 1, isNew: true }],
      [{ processId: 'again', version: 1, isNew: false }],
      [{ processId: 'again', version: 2, isNew: true }],
    ]);
    expect(same.deploymentKey).toBe(first.deploymentKey);
  });

  test('nothing is stored when one file is refused, and every finding names its file', async () => {
    const findings = await refused(
      bpmn('fine', 'start -> end'),
      { name: 'bad.bpmn', content: '<xml' },
      { name: 'x.js', content: '' },
    );
    expect(findings.map(({ resource, severity }) => ({ resource, severity }))).toEqual([
      { resource: 'bad.bpmn', severity: 'error' },
      { resource: 'x.js', severity: 'error' },
    ]);
    const found = await bench.engine.search.definitions(ALL, { filter: [{ field: 'processId', is: 'eq', value: 'fine' }] });
    expect(found.total).toBe(0);
  });

  test('a task shows the latest version of a form bound to the latest, and its deployment’s of one bound to it', async () => {
    const { engine } = bench;
    await deploy(bpmn('shows', 'start -> user:A{form: letter} -> end'), form('letter', 'first'));
    const key = await started(engine, 'shows');
    const taskKey = await taskAt(engine, key, 'A');
    expect(await engine.taskForm(ALL, taskKey)).toMatchObject({ formId: 'letter', version: 1 });
    await deploy(form('letter', 'second'));
    expect(await engine.taskForm(ALL, taskKey)).toMatchObject({ formId: 'letter', version: 2 });
    const { items } = await engine.search.tasks(ALL, { filter: [{ field: 'caseKey', is: 'eq', value: key }] });
    expect(items).toMatchObject([{ formId: 'letter', formVersion: 2 }]);
  });

  test('a process is started with the form of its start event', async () => {
    const deployment = await deploy(
      bpmn('asks', 'start{form: request} -> user:A -> end'),
      form('request', 'what do you ask for?'),
    );
    const [definition] = deployment.definitions;
    expect(definition).toMatchObject({ hasStartForm: true, startFormId: 'request' });
    expect(await bench.engine.startForm(ALL, definition?.definitionKey as never)).toMatchObject({
      formId: 'request',
      version: 1,
    });
    expect(await bench.engine.startForm({ ...ALL, tenantId: 'village' }, definition?.definitionKey as never)).toBeUndefined();
  });

  test('a form that is not deployed yet is a warning', async () => {
    const deployment = await deploy(bpmn('later', 'start -> user:A{form: to-come} -> end'));
    expect(deployment.findings).toMatchObject([{ rule: 'form-not-found', severity: 'warning', element: 'A' }]);
    await deploy(form('to-come', 'here it is'));
    expect(await bench.engine.taskForm(ALL, await taskAt(bench.engine, await started(bench.engine, 'later'), 'A'))).toBeDefined();
  });

  test('a form bound to its deployment must be in it, and moves the model to a new version when it changes', async () => {
    const bound: Resource = {
      name: 'bound.bpmn',
      content: modelXml('start -> user:A{form: decision} -> end', { id: 'bound' }).replace(
        'formId="decision"',
        'formId="decision" bindingType="deployment"',
      ),
    };
    expect(bound.content).toContain('bindingType="deployment"');
    expect(await refused(bound)).toMatchObject([{ rule: 'form-not-found', element: 'A', resource: 'bound.bpmn' }]);
    await deploy(bound, form('decision', 'one'));
    const key = await started(bench.engine, 'bound');
    expect(versions(await deploy(bound, form('decision', 'one')))).toEqual([{ processId: 'bound', version: 1, isNew: false }]);
    expect(versions(await deploy(bound, form('decision', 'two')))).toEqual([{ processId: 'bound', version: 2, isNew: true }]);
    const shown = await bench.engine.taskForm(ALL, await taskAt(bench.engine, key, 'A'));
    expect(shown).toMatchObject({ version: 1 });
  });

  test('a model whose states are too many to explore is deployed without a reason, and its deployment says so', async () => {
    const text = 'start -> xor:m -> task:A{gives: 2} -> xor:c -> m [= x]\nc -> end [default]';
    const { findings, definitions } = await deploy(bpmn('growing', text));
    expect(definitions).toHaveLength(1);
    expect(findings).toMatchObject([
      { rule: 'soundness/unexplored', severity: 'warning', element: 'growing', resource: 'growing.bpmn' },
    ]);
  });

  test('a message published before its start event was deployed starts a case then', async () => {
    const { engine } = bench;
    await engine.publishMessage(ALL, { name: 'Early', correlationKey: 'e', variables: { early: true }, timeToLiveMs: HOUR });
    await deploy(bpmn('early', 'start.message:start(Early) -> user:A -> end'));
    const { items } = await engine.search.cases(ALL, { filter: [{ field: 'processId', is: 'eq', value: 'early' }] });
    expect(items).toHaveLength(1);
  });

  test('two deployments of different files at once make two versions', async () => {
    const texts = ['C', 'D', 'E', 'F'].map((name) => bpmn('at-once', `start -> user:${name} -> end`));
    const made = await Promise.all(texts.map((resource) => deploy(resource)));
    expect(
      made
        .flatMap(versions)
        .map(({ version }) => version)
        .sort(),
    ).toEqual([1, 2, 3, 4]);
  });

  test('checking tells the same findings and stores nothing', async () => {
    const findings = await bench.engine.check({ resources: [{ name: 'bad.bpmn', content: '<xml' }] });
    expect(findings).toEqual(await refused({ name: 'bad.bpmn', content: '<xml' }));
  });
});
