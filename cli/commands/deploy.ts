/** `eiga deploy FILE…`: into the database, or to a running server. */
import { parseArgs } from 'node:util';
import { open, TENANT } from '../../api/main.ts';
import { definitionOperations } from '../../api/contract/definitions.ts';
import { problem } from '../../api/contract/values.ts';
import { migrate } from '../../database/migrate.ts';
import { createEngine, type Finding } from '../../engine/index.ts';
import { systemClock } from '../../engine/time/clock.ts';
import { type Command, type Outcome, WrongUse } from '../command.ts';
import { readResources } from '../model-files.ts';
import { databaseSettings } from '../settings.ts';

const HELP = `eiga deploy FILE… [--url URL] [--reason TEXT] [--json]

Deploys BPMN models, DMN decisions and forms, all or none: into the database (DATABASE_URL, or the embedded one in EIGA_DATA), or to a
running server. The embedded database belongs to one process: while a server runs on it, use --url.

  --url URL      of a running server; its user in EIGA_ADMIN=user:password
  --reason TEXT  kept with the version
  --json         { deploymentKey, definitions, forms, decisions, findings }, or { findings } when it was refused (exit 1)

  EIGA_ADMIN=admin:… eiga deploy --url http://127.0.0.1:3000 model.bpmn fee.dmn request.form
`;

type Resources = readonly { readonly name: string; readonly content: string }[];
type Found = Pick<Finding, 'rule' | 'severity' | 'element' | 'message'> & { readonly resource?: string | undefined };

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { url: { type: 'string' }, reason: { type: 'string' }, json: { type: 'boolean' } },
    });
    if (positionals.length === 0) throw new WrongUse('Name the files to deploy.');
    const resources = (await readResources(positionals)).map(({ name, content }) => ({ name, content }));
    const request = { resources, ...(values.reason !== undefined && { reason: values.reason }) };
    return values.url === undefined ? deployHere(request) : deployThere(values.url, request);
  },
};

async function deployHere(request: { readonly resources: Resources; readonly reason?: string }): Promise<Outcome> {
  const database = await open(databaseSettings());
  try {
    await migrate(database);
    const engine = createEngine({ database, clock: systemClock });
    const deployed = await engine.deploy({ tenantId: TENANT, units: 'all', actor: { user: 'eiga' } }, request);
    await engine.stop();
    return 'deploymentKey' in deployed ? done(deployed) : refused(deployed.findings);
  } finally {
    await database.close();
  }
}

async function deployThere(url: string, request: { readonly resources: Resources; readonly reason?: string }): Promise<Outcome> {
  if (!URL.canParse(url)) throw new WrongUse(`--url is "${url}": say http://127.0.0.1:3000.`);
  const administrator = process.env['EIGA_ADMIN'];
  if (administrator === undefined) throw new WrongUse('Say who deploys: EIGA_ADMIN=user:password.');
  const answer = await fetch(new URL(definitionOperations.deploy.path, url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(administrator).toString('base64')}`,
    },
    body: JSON.stringify(request),
  }).catch((error: unknown) => {
    throw new Error(`No server answers at ${url}: ${error instanceof Error ? error.message : 'unknown'}.`);
  });
  const told: unknown = await answer.json();
  if (answer.ok) return done(definitionOperations.deploy.answer.parse(told));
  const { detail, findings } = problem.parse(told);
  return findings === undefined ? { exit: 1, json: { error: detail }, text: detail } : refused(findings);
}

function done(deployed: {
  readonly definitions: readonly { readonly processId: string; readonly version: number; readonly isNew: boolean }[];
  readonly forms: readonly { readonly formId: string; readonly version: number; readonly isNew: boolean }[];
  readonly decisions: readonly { readonly decisionId: string; readonly version: number; readonly isNew: boolean }[];
  readonly findings: readonly Found[];
}): Outcome {
  const line = (id: string, version: number, isNew: boolean) =>
    `${id}: version ${String(version)}${isNew ? '' : ' (the same as before)'}`;
  const lines = [
    ...deployed.definitions.map(({ processId, version, isNew }) => line(processId, version, isNew)),
    ...deployed.decisions.map(({ decisionId, version, isNew }) => line(decisionId, version, isNew)),
    ...deployed.forms.map(({ formId, version, isNew }) => line(formId, version, isNew)),
    ...deployed.findings.map(findingLine),
  ];
  return { exit: 0, json: deployed, text: lines.join('\n') };
}

function refused(findings: readonly Found[]): Outcome {
  return { exit: 1, json: { findings }, text: ['Nothing was deployed.', ...findings.map(findingLine)].join('\n') };
}

function findingLine({ resource, severity, element, rule, message }: Found): string {
  return `${resource === undefined ? '' : `${resource}: `}${severity} at ${element} (${rule}): ${message}`;
}
