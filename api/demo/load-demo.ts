/**
 * Loads the demo municipality: its units and people, both services, and a history that ends now: permits under the as-is, then under
 * the to-be, requests beside them. All through the engine's own transaction. What is open at the end is open for whoever signs in.
 */
import { isRefusal } from '../../engine/errors.ts';
import { createEngine } from '../../engine/index.ts';
import type { Access, DefinitionKey, Engine, ExecutableProcess, Resource } from '../../engine/index.ts';
import type { Scenario } from '../../analytics/simulation/scenario.ts';
import { numbered } from '../../analytics/simulation/staff.ts';
import { dayOf } from '../../engine/time/zone.ts';
import { pinnableClock } from '../../engine/time/clock.ts';
import type { PinnableClock } from '../../engine/time/clock.ts';
import { randomPassword } from '../../organisation/index.ts';
import type { DemoPerson, DemoTools, LoadDemo } from '../demo-port.ts';
import { enact } from './enact.ts';
import { scriptOf } from './script.ts';
import type { Script } from './script.ts';
import { readService } from './service-files.ts';
import type { ServiceFiles } from './service-files.ts';
import { BODIES, INSTITUTION, PEOPLE, UNITS } from './town.ts';

const DAY_MS = 86_400_000;
/** How far back the as-is begins, the to-be takes over, and the requests begin. */
const AS_IS_DAYS = 240;
const TO_BE_DAYS = 105;
const REQUEST_DAYS = 60;
/** In the last days nobody of the house took up anything new, so that whoever signs in finds a queue. */
const QUEUE_DAYS = 3;
/** Never reached by the arrivals of that time; a limit all the same. */
const MOST_CASES = 2_000;
const SEED = 2026;

interface Deployed {
  readonly key: DefinitionKey;
  readonly process: ExecutableProcess;
}

export const loadDemo: LoadDemo = async (tools) => {
  const { database, organisation, tenantId, endsAt, progress, stopping } = tools;
  progress(0, { lt: 'Kuriama savivaldybė', en: 'Setting up the municipality' });
  const permit = await readService('building-permit');
  const request = await readService('unified-request');
  await organisation.people.saveInstitution(tenantId, INSTITUTION);
  for (const unit of UNITS) await organisation.people.saveUnit(tenantId, unit);
  await organisation.calendars.saveTermProfiles(tenantId, 'building-permit', permit.terms);
  await organisation.calendars.saveTermProfiles(tenantId, 'unified-request', request.terms);

  const clock = pinnableClock();
  const engine = createEngine({
    database,
    clock,
    calendarOf: (...place) => organisation.calendars.calendarOf(...place),
    termProfileOf: (...service) => organisation.calendars.termProfileOf(...service),
  });
  try {
    const access: Access = { tenantId, units: 'all', actor: { user: 'analyst', role: 'analyst' } };
    const beginsAt = endsAt - AS_IS_DAYS * DAY_MS;
    const changesAt = endsAt - TO_BE_DAYS * DAY_MS;
    const deploy = deployer(engine, access, clock);
    const asIs = await deploy(beginsAt, permit, 'as-is');
    const toBe = await deploy(changesAt, permit, 'to-be');
    const requests = await deploy(endsAt - REQUEST_DAYS * DAY_MS, request, 'model');
    clock.pin(endsAt);

    progress(0.03, { lt: 'Dirba savivaldybės žmonės', en: 'The people of the municipality are at work' });
    const permits = scriptOf({
      process: (startedAt) => (startedAt < changesAt ? asIs : toBe).process,
      ...historyOf(permit, beginsAt, endsAt),
    });
    const answers = scriptOf({ process: requests.process, ...historyOf(request, endsAt - REQUEST_DAYS * DAY_MS, endsAt) });
    // Hashing a password takes as long as it should; it goes on beside the history.
    const failure = new AbortController();
    const halt = AbortSignal.any([failure.signal, stopping]);
    const together = <Part>(part: Promise<Part>): Promise<Part> =>
      part.catch((error: unknown) => {
        failure.abort(error);
        throw error;
      });
    const making = together(createPeople(tools, halt));
    const playing = together(
      enactAll(engine, tenantId, [permits, answers], halt, progress, (at, script) =>
        script === answers ? requests.key : at < changesAt ? asIs.key : toBe.key,
      ),
    );
    // Both have ended before the engine stops, also when one fails.
    await Promise.allSettled([making, playing]);
    await playing;
    const people = await making;
    progress(1, { lt: 'Savivaldybė paruošta', en: 'The municipality is ready' });
    return people;
  } finally {
    await engine.stop();
  }
};

function historyOf({ scenario, terms }: ServiceFiles, fromAt: number, untilAt: number) {
  const term = terms.at(-1);
  return {
    scenario: withQueues(scenario, untilAt),
    seed: SEED,
    cases: MOST_CASES,
    fromAt,
    untilAt,
    ...(term === undefined ? {} : { term }),
  };
}

function withQueues(scenario: Scenario, endsAt: number): Scenario {
  const house = new Set(PEOPLE.flatMap(({ units }) => units).filter((unit) => !BODIES.includes(unit)));
  const { zone } = INSTITUTION;
  const away = { from: dayOf(endsAt - QUEUE_DAYS * DAY_MS, zone), to: dayOf(endsAt, zone) };
  const staff = scenario.staff.map((group) => {
    if (!house.has(group.role)) return group;
    const people = typeof group.people === 'number' ? numbered(group.role, group.people) : group.people;
    return { ...group, people: people.map(({ id, absences }) => ({ id, absences: [...absences, away] })) };
  });
  return { ...scenario, staff };
}

function deployer(engine: Engine, access: Access, clock: PinnableClock) {
  return async (at: number, { models, forms }: ServiceFiles, name: string): Promise<Deployed> => {
    const content = models.get(name);
    if (content === undefined) throw new Error(`The model ${name}.bpmn is missing.`);
    clock.pin(at);
    const model: Resource = { name: `${name}.bpmn`, content };
    const deployment = await engine.deploy(access, { resources: [model, ...forms] });
    if (!('definitions' in deployment))
      throw new Error(`${name}.bpmn is refused: ${deployment.findings.map(({ message }) => message).join(' ')}`);
    const key = deployment.definitions[0]?.definitionKey;
    const process = key && (await engine.process(access, key));
    if (key === undefined || process === undefined) throw new Error(`${name}.bpmn holds no executable process.`);
    return { key, process };
  };
}

async function enactAll(
  engine: Engine,
  tenantId: string,
  scripts: readonly Script[],
  stopping: AbortSignal,
  progress: DemoTools['progress'],
  definitionAt: (at: number, script: Script) => DefinitionKey,
): Promise<void> {
  const steps = scripts.map(({ simulated }) => simulated.steps);
  const all = steps.reduce((sum, count) => sum + count, 0);
  let before = 0;
  for (const [index, script] of scripts.entries()) {
    await enact({
      engine,
      access: { tenantId, units: 'all' },
      cases: script.cases,
      definitionAt: (at) => definitionAt(at, script),
      stopping,
      onProgress(done) {
        const share = (before + done) / all;
        const count = `${String(before + done)} / ${String(all)}`;
        progress(0.05 + 0.93 * share, { lt: `Nagrinėjamos bylos: ${count} žingsnių`, en: `Cases are handled: ${count} steps` });
      },
    });
    before += steps[index] ?? 0;
  }
}

async function createPeople({ organisation, tenantId }: DemoTools, halt: AbortSignal): Promise<readonly DemoPerson[]> {
  const created: DemoPerson[] = [];
  for (const { user, name, roles, units } of PEOPLE) {
    halt.throwIfAborted();
    const password = randomPassword();
    const { institution } = INSTITUTION;
    const person = await organisation.people.create({ user, tenantId, institution, name, roles, units, password });
    if (isRefusal(person)) throw new Error(person.message);
    created.push({ user, password, name, roles });
  }
  return created;
}
