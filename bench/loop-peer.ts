/**
 * The peer of bench:engine: npm bpmn-engine 25 on the same PostgreSQL, in the best shape that we could give it. Its own getState and
 * recover, with the model parsed once and left out of the stored state (it would be most of it); its debug log off; one row per case;
 * prepared statements on a pool of the same size; no BEGIN, since each wait needs one statement that writes: a read and a guarded
 * UPDATE, two round trips and one commit. The lease of the job is a plain UPDATE of its row without recovering anything. So it commits
 * as often as we do, and keeps less: no log, no task list, no instants.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { benchVariables } from './step.ts';

const PACKAGE = 'bpmn-engine';
const MAJOR = '25';

/** The part of bpmn-engine that is used; it comes in by `import()` and is checked by running a case before anything is measured. */
interface BpmnEngine {
  execute(options: object): Promise<Execution>;
  recover(state: unknown, options: object): BpmnEngine;
  resume(): Promise<Execution>;
  getDefinitions(): Promise<readonly { readonly environment: { readonly options: { readonly source: object } } }[]>;
}
interface Execution {
  readonly state: string;
  getState(): { readonly definitions: { source?: unknown }[] };
  signal(message: { readonly id: string }): void;
}
type BpmnEngineConstructor = new (options: object) => BpmnEngine;

export interface Peer {
  readonly version: string;
  /** Bytes of the state that is saved at the user task. */
  readonly stateBytes: number;
  /** One case from its start to its end, four commits; `tell` gets what each took. */
  oneCase(tell: (tookMs: number) => void, index: number): Promise<void>;
  close(): Promise<void>;
}

/** @returns the constructor, or a sentence that says why there is none */
export async function installPeer(
  cache: string,
): Promise<{ readonly Engine: BpmnEngineConstructor; readonly version: string } | string> {
  const directory = join(cache, `${PACKAGE}-${MAJOR}`);
  const home = join(directory, 'node_modules', PACKAGE);
  try {
    if (!existsSync(home)) {
      process.stderr.write(`Installing ${PACKAGE}@${MAJOR}, which is no dependency of Eiga, into node_modules/.cache …\n`);
      mkdirSync(directory, { recursive: true });
      const args = [
        'install',
        '--prefix',
        directory,
        '--no-audit',
        '--no-fund',
        '--no-save',
        '--ignore-scripts',
        `${PACKAGE}@${MAJOR}`,
      ];
      await promisify(execFile)('npm', args, { timeout: 120_000 });
    }
    const { version, module } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
      version: string;
      module: string;
    };
    const loaded = (await import(pathToFileURL(join(home, module)).href)) as { readonly Engine: BpmnEngineConstructor };
    return { Engine: loaded.Engine, version };
  } catch (error) {
    return `${PACKAGE} ${MAJOR} could not be installed: ${error instanceof Error ? error.message.split('\n')[0]! : String(error)}`;
  }
}

/** The same model; its two waits are a user task and, as the cheapest wait of a machine, a receive task. */
const SOURCE = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="bench" targetNamespace="http://eiga.lt/bench">
<process id="process" isExecutable="true">
  <startEvent id="start" /><sequenceFlow id="f1" sourceRef="start" targetRef="Check" />
  <userTask id="Check" /><sequenceFlow id="f2" sourceRef="Check" targetRef="ok" />
  <exclusiveGateway id="ok" default="f4" />
  <sequenceFlow id="f3" sourceRef="ok" targetRef="Register"><conditionExpression xsi:type="tFormalExpression">\${environment.services.isLarge}</conditionExpression></sequenceFlow>
  <sequenceFlow id="f4" sourceRef="ok" targetRef="refused" /><endEvent id="refused" />
  <receiveTask id="Register" /><sequenceFlow id="f5" sourceRef="Register" targetRef="fork" />
  <parallelGateway id="fork" /><sequenceFlow id="f6" sourceRef="fork" targetRef="A" /><sequenceFlow id="f7" sourceRef="fork" targetRef="B" />
  <task id="A" /><task id="B" /><sequenceFlow id="f8" sourceRef="A" targetRef="join" /><sequenceFlow id="f9" sourceRef="B" targetRef="join" />
  <parallelGateway id="join" /><sequenceFlow id="f10" sourceRef="join" targetRef="end" /><endEvent id="end" />
</process></definitions>`;

const services = {
  isLarge: (scope: { readonly environment: { readonly variables: { readonly amount: number } } }) =>
    scope.environment.variables.amount > 10,
};

const STATEMENTS = {
  begin: 'INSERT INTO peer_cases (id, version, state) VALUES ($1, 1, $2)',
  read: 'SELECT version, state FROM peer_cases WHERE id = $1',
  write: 'UPDATE peer_cases SET state = $3, version = version + 1 WHERE id = $1 AND version = $2',
  lease: "UPDATE peer_cases SET version = version + 1, leased_until = now() + interval '1 minute' WHERE id = $1",
};

export async function openPeer(
  { Engine, version }: { readonly Engine: BpmnEngineConstructor; readonly version: string },
  url: string,
  poolSize: number,
): Promise<Peer> {
  const [definition] = await new Engine({ name: 'bench', source: SOURCE }).getDefinitions();
  const options = { name: 'bench', sourceContext: definition!.environment.options.source, Logger: quiet };
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  // Of a session that idles; one at work tells its own query.
  pool.on('error', () => undefined);
  await pool.query(
    'CREATE TABLE peer_cases (id int PRIMARY KEY, version int NOT NULL, state text NOT NULL, leased_until timestamptz) WITH (fillfactor = 80)',
  );
  const send = (name: keyof typeof STATEMENTS, values: unknown[]) =>
    pool.query<{ version: number; state: string }>({ name, text: STATEMENTS[name], values });

  const goOn = async (id: number, element: string, ended: boolean): Promise<void> => {
    const { rows } = await send('read', [id]);
    const execution = await new Engine(options).recover(JSON.parse(rows[0]!.state), { services }).resume();
    execution.signal({ id: element });
    if ((execution.state === 'idle') !== ended) throw new Error(`bpmn-engine is ${execution.state} after ${element}`);
    const { rowCount } = await send('write', [id, rows[0]!.version, stateOf(execution)]);
    if (rowCount !== 1) throw new Error('bpmn-engine: somebody else has written the case');
  };

  let stateBytes = 0;
  const commits: ((id: number) => Promise<unknown>)[] = [
    async (id) => {
      const execution = await new Engine(options).execute({ variables: benchVariables(), services });
      const state = stateOf(execution);
      stateBytes = state.length;
      await send('begin', [id, state]);
    },
    (id) => goOn(id, 'Check', false),
    (id) => send('lease', [id]),
    (id) => goOn(id, 'Register', true),
  ];
  let last = 0;
  const oneCase = async (tell: (tookMs: number) => void): Promise<void> => {
    const id = ++last;
    for (const commit of commits) {
      const begin = performance.now();
      await commit(id);
      tell(performance.now() - begin);
    }
  };
  await oneCase(() => undefined);
  return { version, stateBytes, oneCase, close: () => pool.end() };
}

/** Without the model, which is the same for all cases and which `recover` takes from the engine's own options. */
function stateOf(execution: Execution): string {
  const state = execution.getState();
  for (const definition of state.definitions) delete definition.source;
  return JSON.stringify(state);
}

function quiet(): Record<'debug' | 'warn' | 'error', () => void> {
  const nothing = (): void => undefined;
  return { debug: nothing, warn: nothing, error: nothing };
}
