/** One service of two elderships, each with a process of its own that began as the unified request: the one keeps to it, the other changed it. */
import { readFile } from 'node:fs/promises';
import { fromReference } from '../../analytics/index.ts';
import type { Scenario } from '../../analytics/simulation/scenario.ts';
import { readFiles, type ServiceFiles, serviceFolder } from './service-files.ts';
import { demoCards } from './services.ts';
import { FELLING } from './services/modelled.ts';

/** Requests of one eldership in a working day. */
const PER_WORKING_DAY = 0.7;
const [CENTRE, LAKES] = FELLING.processes;

export interface EldershipProcess {
  readonly service: string;
  readonly files: ServiceFiles;
}

/** @throws Error when the unified request cannot be taken over, or the card of the service is gone */
export async function eldershipProcesses(unified: ServiceFiles): Promise<readonly EldershipProcess[]> {
  const card = demoCards(new Map()).find(({ code }) => code === FELLING.code);
  if (card === undefined) throw new Error(`The catalogue has no service ${FELLING.code}.`);
  const made = await fromReference(unified.models.get('model') ?? '', {
    processId: CENTRE.processId,
    name: `${card.title.lt} (${CENTRE.of.lt})`,
    labels: { en: `${card.title.en ?? ''} (${CENTRE.of.en})` },
    termProfile: FELLING.code,
  });
  if ('findings' in made) throw new Error(made.findings.map(({ message }) => message).join(' '));
  const folder = serviceFolder('tree-felling');
  const own = await readFiles(`${folder}forms/`, '.form');
  const shared = { decisions: [], terms: card.terms.map((term) => ({ ...term })) };
  return [
    {
      service: CENTRE.processId,
      files: {
        ...shared,
        models: new Map([['model', made.xml]]),
        forms: unified.forms,
        scenario: scenarioOf(unified.scenario, CENTRE),
      },
    },
    {
      service: LAKES.processId,
      files: {
        ...shared,
        models: new Map([['model', await readFile(`${folder}lakes.bpmn`, 'utf8')]]),
        forms: [...unified.forms, ...own],
        scenario: withoutCheck(scenarioOf(unified.scenario, LAKES)),
      },
    },
  ];
}

/** Few requests, all of them for the eldership, examined by one person of its own. */
function scenarioOf(unified: Scenario, { processId, unit, numbers }: (typeof FELLING.processes)[number]): Scenario {
  const { register } = unified.activities;
  const kept = new Set(['front-desk', 'administration']);
  return {
    ...unified,
    service: processId,
    unit,
    caseNumberPrefix: numbers,
    arrivals: { ...unified.arrivals, perWorkingDay: PER_WORKING_DAY },
    staff: unified.staff
      .filter(({ role }) => role === unit || kept.has(role))
      .map((group) => ({ ...group, people: [{ id: `${group.role}-${numbers}`, absences: [] }] })),
    activities: {
      ...unified.activities,
      ...(register && {
        register: { ...register, sets: { ...register.sets, responsibleUnit: { kind: 'constant', value: unit } } },
      }),
    },
  };
}

/** Whether a request is complete is known when it has been examined. */
function withoutCheck(scenario: Scenario): Scenario {
  const { 'check-request': check, examine, ...others } = scenario.activities;
  return {
    ...scenario,
    activities: { ...others, ...(examine && { examine: { ...examine, sets: { ...examine.sets, ...check?.sets } } }) },
  };
}
