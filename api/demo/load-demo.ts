/**
 * Loads the demo municipality: its units and people, its services, and a history of each that ends now: cases under the as-is, then
 * under the to-be. All through the engine's own transaction. What is open at the end is open for whoever signs in.
 */
import { isRefusal } from '../../engine/errors.ts';
import { createEngine } from '../../engine/index.ts';
import type { Access, DefinitionKey, Engine, ExecutableProcess, Resource } from '../../engine/index.ts';
import type { Scenario } from '../../analytics/simulation/scenario.ts';
import { numbered } from '../../analytics/simulation/people.ts';
import { dayOf } from '../../engine/time/zone.ts';
import { pinnableClock } from '../../engine/time/clock.ts';
import type { PinnableClock } from '../../engine/time/clock.ts';
import { randomPassword } from '../../organisation/index.ts';
import type { DemoPerson, DemoTools, LoadDemo } from '../demo-port.ts';
import { loadChangePlan } from './change-plan.ts';
import { decisionsOf } from './decisions.ts';
import { enact, SIDE_BY_SIDE } from './enact.ts';
import { eldershipProcesses } from './elderships.ts';
import { scriptOf } from './script.ts';
import { loadAbsence, loadInstitutions } from './institutions.ts';
import { readService } from './service-files.ts';
import { loadServices } from './services.ts';
import { FELLING } from './services/modelled.ts';
import type { Service, ServiceFiles } from './service-files.ts';
import { BODIES, INSTITUTION, PEOPLE, UNITS } from './town.ts';

const DAY_MS = 86_400_000;

interface History {
  readonly service: string;
  /** Models and how many days before now each came into force; the first cases come with the first. */
  readonly versions: readonly (readonly [name: string, days: number])[];
}

/** The permit has the most cases and comes first; the others have about sixty before and after their change. */
const HISTORIES: readonly (History & { readonly service: Service })[] = [
  {
    service: 'building-permit',
    versions: [
      ['as-is', 240],
      ['to-be', 105],
    ],
  },
  { service: 'unified-request', versions: [['model', 105]] },
  {
    service: 'interlibrary-loan',
    versions: [
      ['as-is', 90],
      ['to-be', 45],
    ],
  },
  {
    service: 'special-needs-assessment',
    versions: [
      ['as-is', 128],
      ['to-be', 64],
    ],
  },
  {
    service: 'waste-fee-adjustment',
    versions: [
      ['as-is', 72],
      ['to-be', 32],
    ],
  },
];
/** The elderships that took the unified request over began with it a week after it came into force. */
const TAKEN_OVER: History['versions'] = [['model', 98]];
/** In the last days nobody of the house took up anything new, so that whoever signs in finds a queue. */
const QUEUE_DAYS = 3;
/** Never reached by the arrivals of that time; a limit all the same. */
const MOST_CASES = 2_000;
const SEED = 2026;

interface Deployed {
  readonly fromAt: number;
  readonly key: DefinitionKey;
  readonly process: ExecutableProcess;
}

export const loadDemo: LoadDemo = (tools) => loadDemoOfSize(tools, 1);

/** The same municipality with so many times the cases and the people who work on them; for measurements. */
export async function loadDemoOfSize(tools: DemoTools, times: number): Promise<readonly DemoPerson[]> {
  const { database, organisation, tenantId, endsAt, progress, stopping } = tools;
  progress(0, { lt: 'Kuriama savivaldybė', en: 'Setting up the municipality' });
  const own = await Promise.all(HISTORIES.map(async (history) => ({ ...history, files: await readService(history.service) })));
  const unified = own.find(({ service }) => service === 'unified-request');
  const elderships = unified ? await eldershipProcesses(unified.files) : [];
  const histories = [...own, ...elderships.map((process) => ({ ...process, versions: TAKEN_OVER }))];
  await organisation.people.saveInstitution(tenantId, INSTITUTION);
  for (const unit of UNITS) await organisation.people.saveUnit(tenantId, unit);
  for (const { service, files } of own) await organisation.calendars.saveTermProfiles(tenantId, service, files.terms);
  for (const { files } of elderships.slice(0, 1))
    await organisation.calendars.saveTermProfiles(tenantId, FELLING.code, files.terms);

  const clock = pinnableClock();
  const engine = createEngine({
    database,
    clock,
    groupSize: SIDE_BY_SIDE,
    calendarOf: (...place) => organisation.calendars.calendarOf(...place),
    termProfileOf: (...service) => organisation.calendars.termProfileOf(...service),
  });
  try {
    const access: Access = { tenantId, units: 'all', actor: { user: 'analyst', role: 'analyst' } };
    const deploy = deployer(engine, access, clock);
    const inForce = new Map<string, Deployed[]>();
    const steps = histories.flatMap(({ versions, ...history }) => versions.map(([name, days]) => ({ ...history, name, days })));
    for (const { service, files, name, days } of steps.sort((one, other) => other.days - one.days))
      inForce.set(service, [...(inForce.get(service) ?? []), await deploy(endsAt - days * DAY_MS, files, name)]);
    clock.pin(endsAt);
    const terms = new Map(histories.map(({ service, files }) => [service, files.terms]));
    await loadServices({ database, organisation, engine, tenantId, terms });
    await loadInstitutions(organisation, tenantId);

    progress(0.03, { lt: 'Dirba savivaldybės žmonės', en: 'The people of the municipality are at work' });
    const versionAt = (service: string, at: number): Deployed => {
      const versions = inForce.get(service) ?? [];
      const version = versions.findLast(({ fromAt }) => fromAt <= at) ?? versions[0];
      if (version === undefined) throw new Error(`Of ${service} nothing is deployed.`);
      return version;
    };
    const scripts = histories.map(({ service, versions, files }) =>
      scriptOf({
        process: (at) => versionAt(service, at).process,
        decisionFor: decisionsOf(files.decisions),
        ...historyOf(files, times, endsAt - Math.max(...versions.map(([, days]) => days)) * DAY_MS, endsAt),
      }),
    );
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
      enact({
        engine,
        access: { tenantId, units: 'all' },
        // One service after the other, without a pause in between.
        cases: scripts.flatMap(({ cases }) => cases),
        definitionOf: ({ registeredAt, dimensions: { service = '' } }) => versionAt(service, registeredAt).key,
        stopping: halt,
        onProgress(done, all) {
          const count = `${String(done)} / ${String(all)}`;
          const words = { lt: `Nagrinėjamos bylos: ${count} žingsnių`, en: `Cases are handled: ${count} steps` };
          progress(0.05 + (0.93 * done) / all, words);
        },
      }),
    );
    // Both have ended before the engine stops, also when one fails.
    await Promise.allSettled([making, playing]);
    await playing;
    const people = await making;
    await loadAbsence(organisation, tenantId, endsAt);
    progress(0.985, { lt: 'Rengiamas pokyčių planas', en: 'The change plan is made' });
    clock.pin(endsAt);
    await loadChangePlan({ database, organisation, engine, tenantId, endsAt });
    progress(1, { lt: 'Savivaldybė paruošta', en: 'The municipality is ready' });
    return people;
  } finally {
    await engine.stop();
  }
}

function historyOf({ scenario, terms }: ServiceFiles, times: number, fromAt: number, untilAt: number) {
  const term = terms.at(-1);
  return {
    scenario: withQueues(manifold(scenario, times), untilAt),
    seed: SEED,
    cases: MOST_CASES * times,
    fromAt,
    untilAt,
    ...(term === undefined ? {} : { term }),
  };
}

/** People of the first round keep their ids, so that what they did is theirs. Among so many calls one would fail for good, and a demo has no incident: none fails. */
function manifold(scenario: Scenario, times: number): Scenario {
  if (times === 1) return scenario;
  const rounds = Array.from({ length: times }, (_, round) => (round === 0 ? '' : `-${String(round + 1)}`));
  const staff = scenario.staff.map((group) => {
    const { people } = group;
    if (typeof people === 'number') return { ...group, people: people * times };
    return { ...group, people: rounds.flatMap((round) => people.map((person) => ({ ...person, id: person.id + round }))) };
  });
  const perWorkingDay = scenario.arrivals.perWorkingDay * times;
  const jobs = Object.fromEntries(Object.entries(scenario.jobs).map(([type, { fails: _fails, ...job }]) => [type, job]));
  return { ...scenario, staff, jobs, arrivals: { ...scenario.arrivals, perWorkingDay } };
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
  return async (at: number, { models, forms, decisions }: ServiceFiles, name: string): Promise<Deployed> => {
    const content = models.get(name);
    if (content === undefined) throw new Error(`The model ${name}.bpmn is missing.`);
    clock.pin(at);
    const model: Resource = { name: `${name}.bpmn`, content };
    const deployment = await engine.deploy(access, { resources: [model, ...forms, ...decisions] });
    if (!('definitions' in deployment))
      throw new Error(`${name}.bpmn is refused: ${deployment.findings.map(({ message }) => message).join(' ')}`);
    const key = deployment.definitions[0]?.definitionKey;
    const process = key && (await engine.process(access, key));
    if (key === undefined || process === undefined) throw new Error(`${name}.bpmn holds no executable process.`);
    return { fromAt: at, key, process };
  };
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
