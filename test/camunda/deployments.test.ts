import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { modelXml } from '../support/model.ts';
import { ADMINISTRATOR } from '../support/server.ts';
import { type Asking, AT_ONCE, camundaSide, sendRaw, type Side, type Told } from './client.ts';

let side: Side;
beforeAll(async () => {
  side = await camundaSide();
});
afterAll(() => side.stop());

const send = (...asking: Asking) => sendRaw(side.url, ...asking);

async function deploy(
  files: readonly [string, string | Uint8Array][],
  more: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const form = new FormData();
  for (const [name, content] of files) form.append('resources', new File([content as never], name));
  for (const [name, value] of Object.entries(more)) form.append(name, value);
  return send('POST', '/deployments', form);
}
const good = modelXml('start -> user:Do -> end', { id: 'good' });

test('a form comes with its model, and the same bytes are the same version', async () => {
  const form = JSON.stringify({ id: 'sheet', type: 'default', components: [] });
  const once = await side.camunda.createDeployment({
    resources: [new File([good], 'good.bpmn'), new File([form], 'sheet.form')],
  });
  expect(once.forms).toEqual([
    { formId: 'sheet', version: 1, resourceName: 'sheet.form', tenantId: '<default>', formKey: once.forms[0]?.formKey },
  ]);
  const twice = await side.camunda.createDeployment({ resources: [new File([good], 'good.bpmn')] });
  expect(twice.processes).toEqual(once.processes);
});

test('a faulty model is refused with every fault and its element, and nothing of the deployment is stored', async () => {
  const dangling = modelXml('start -> user:Do -> end', { id: 'bad' }).replaceAll('targetRef="end"', 'targetRef="gone"');
  const told = await deploy([
    ['fine.bpmn', modelXml('start -> end', { id: 'fine' })],
    ['bad.bpmn', dangling],
  ]);
  expect(told).toMatchObject({ status: 400, body: { title: 'INVALID_ARGUMENT' } });
  expect(told.body.detail).toMatch(
    /^Expected to deploy new resources, but encountered the following errors:\n'bad.bpmn': - Element: \S/,
  );
  expect(told.body.detail).toContain('ERROR: ');
  const found = await side.camunda.searchProcessDefinitions({ filter: { processDefinitionId: 'fine' } }, AT_ONCE);
  expect(found.items).toEqual([]);
});

test.each<[string, readonly [string, string | Uint8Array][], Record<string, string>]>([
  ['a document type', [['a.bpmn', `<!DOCTYPE x>${good}`]], {}],
  ['not XML', [['a.bpmn', 'nonsense']], {}],
  ['not UTF-8', [['a.bpmn', new Uint8Array([0x3c, 0xff, 0xfe])]], {}],
  ['a file of another kind', [['a.exe', 'MZ']], {}],
  ['no files', [], { tenantId: '<default>' }],
  ['another tenant', [['a.bpmn', good]], { tenantId: 'elsewhere' }],
  ['a field that is not known', [['a.bpmn', good]], { reason: 'because' }],
])('%s is refused', async (_what, files, more) => {
  expect((await deploy(files, more)).status).toBe(400);
});

test('a hundred parts are read, one more is refused before anything is', async () => {
  const parts = (count: number) => Array.from({ length: count }, (): [string, string] => ['a.form', 'x']);
  expect((await deploy(parts(100))).body.detail).toContain('Expected to deploy new resources');
  expect((await deploy(parts(101))).body.detail).toBe('A deployment has at most 100 parts.');
});

test('too many bytes are refused, as is a body that is no form', async () => {
  expect((await deploy([['a.bpmn', 'x'.repeat(12_000_001)]])).status).toBe(413);
  expect((await send('POST', '/deployments', { resources: [] })).status).toBe(415);
  const torn = 'multipart/form-data; boundary=torn';
  expect(
    (await send('POST', '/deployments', '--torn\r\nContent-Disposition: form-data', ADMINISTRATOR, { 'content-type': torn }))
      .status,
  ).toBe(400);
});
