/** The official client against a server of the test's own, refusing what an answer has too much or too little. */
import { createCamundaClient, ElementId, ProcessDefinitionId } from '@camunda8/orchestration-cluster-api';
import { modelXml, type ModelOptions } from '../support/model.ts';
import { ADMINISTRATOR, PASSWORD, testServer, type TestServer, type TestServerOptions, type User } from '../support/server.ts';

export type CamundaClient = ReturnType<typeof createCamundaClient>;

/** The client brands its ids; a test knows its own. */
export const processId = (id: string) => ProcessDefinitionId.assumeExists(id);
export const elementId = (id: string) => ElementId.assumeExists(id);

/** Reads are consistent at once here; the client need not look twice. */
export const AT_ONCE = { consistency: { waitUpToMs: 0 } };

export interface Side extends TestServer {
  /** Signed in as an administrator, as job workers are. */
  readonly camunda: CamundaClient;
  clientOf(user: User): CamundaClient;
}

export async function camundaSide(options: TestServerOptions = {}): Promise<Side> {
  const server = await testServer(options);
  const clientOf = (user: User) => camundaClient(server.url, user);
  return { ...server, clientOf, camunda: clientOf(ADMINISTRATOR) };
}

export function camundaClient(url: string, user: string): CamundaClient {
  return createCamundaClient({
    config: {
      CAMUNDA_REST_ADDRESS: url,
      CAMUNDA_AUTH_STRATEGY: 'BASIC',
      CAMUNDA_BASIC_AUTH_USERNAME: user,
      CAMUNDA_BASIC_AUTH_PASSWORD: PASSWORD,
      CAMUNDA_SDK_VALIDATION: 'fanatical',
      CAMUNDA_SDK_LOG_LEVEL: 'silent',
    },
  });
}

/** Deploys arrow lines as a process, and answers with its version. */
export async function deployArrows(camunda: CamundaClient, arrows: string, options: ModelOptions & { readonly id: string }) {
  const xml = modelXml(arrows, options);
  const deployed = await camunda.createDeployment({ resources: [new File([xml], `${options.id}.bpmn`)] });
  const [process] = deployed.processes;
  if (process === undefined) throw new Error('nothing was deployed');
  return { ...process, xml };
}

/** What a refused request was answered with. */
export async function refusalOf(request: Promise<unknown>): Promise<{ status: unknown; title: unknown; detail: unknown }> {
  try {
    await request;
  } catch (error) {
    const { status, title, detail } = error as { status?: unknown; title?: unknown; detail?: unknown };
    if (status === undefined) throw error;
    return { status, title, detail };
  }
  throw new Error('it was not refused');
}

/** The names of an object's fields, sorted: what the client's validation does not look at inside lists. */
export function fieldsOf(value: object | undefined): string[] {
  return Object.keys(value ?? {}).sort();
}

/** An answer as it came. */
export interface Told {
  readonly status: number;
  readonly type: string | null;
  readonly body: { readonly title?: string; readonly detail?: string; readonly [name: string]: unknown };
  readonly text: string;
}

/** A request as no official client would send it. */
export async function sendRaw(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  user: User | undefined = ADMINISTRATOR,
  headers: object = {},
): Promise<Told> {
  const authorization = `Basic ${Buffer.from(`${user}:${PASSWORD}`).toString('base64')}`;
  const isText = typeof body === 'string' || body instanceof FormData;
  const response = await fetch(`${url}/v2${path}`, {
    method,
    headers: { authorization, ...(!(body instanceof FormData) && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text,
    body: text === '' ? {} : (JSON.parse(text) as Told['body']),
  };
}

type AskingOf<Parameters> = Parameters extends [string, ...infer Rest] ? Rest : never;
export type Asking = AskingOf<Parameters<typeof sendRaw>>;
