/** Cases: list, start, read, change. */
import { isRefusal, refuse, type Refusal } from '../../engine/errors.ts';
import type {
  Access,
  CaseKey,
  CaseRow,
  DefinitionKey,
  Dimensions,
  ElementInstance,
  ElementInstanceKey,
  Engine,
  ExecutableProcess,
  WorkingCalendar,
} from '../../engine/index.ts';
import { caseLifecycle, inspection, SUSPENSION_NOTE } from '../../engine/index.ts';
import { may, type Organisation, type Person } from '../../organisation/index.ts';
import { activeElement, caseFacts, caseSummary, historyRows, incidentJson, logLine, suspensionJson } from '../answers/case.ts';
import { instantOf } from '../answers/instants.ts';
import { termJson } from '../answers/term.ts';
import { caseChangeOperations } from '../contract/case-changes.ts';
import { type CaseDetail, caseOperations } from '../contract/cases.ts';
import type { Read } from '../contract/operation.ts';
import type { Binder } from '../route.ts';
import { caseQuery } from './case-query.ts';

/** More than one case can hold (10,000 tokens) is not read for one page. */
const ALL = 10_000;

export function caseRoutes({ route }: Binder, engine: Engine, organisation: Organisation): void {
  const calendarOf = (row: CaseRow): WorkingCalendar => organisation.calendars.calendarOf(row.tenantId, row.unit);

  async function detail(person: Person, access: Access, key: CaseKey): Promise<CaseDetail | Refusal> {
    const row = await findCase(engine, access, key);
    const state = row && (await engine.state(access, key));
    if (row === undefined || state === undefined) return noCase();
    const ofCase = { field: 'caseKey', is: 'eq', value: key } as const;
    const living = { field: 'endedAt', is: 'exists', value: false } as const;
    const instances = await engine.search.elementInstances(access, { filter: [ofCase, living], limit: ALL });
    const tasks = await engine.search.tasks(access, { filter: [ofCase], limit: ALL });
    const incidents = await engine.search.incidents(access, {
      filter: [ofCase, { field: 'resolvedAt', is: 'exists', value: false }],
      limit: 100,
    });
    const taskOf = new Map(tasks.items.map((task) => [task.elementInstanceKey as string, task]));
    const active = row.status === 'active';
    const alive = row.endedAt === undefined;
    const { suspension } = state;
    const process = may(person, 'cases.edit') ? await engine.process(access, row.definitionKey) : undefined;
    return {
      ...caseFacts(row),
      activeElements: instances.items
        .filter((instance) => (instance.key as string) !== key)
        .map((instance) => ({
          ...activeElement(instance, taskOf),
          holdsRounds: state.instances[instance.key]?.body !== undefined,
          ...(active && process && adHocElements(process, state.instances[instance.key])),
        })),
      incidents: incidents.items.map((incident) => incidentJson(incident, may(person, 'incidents.resolve'))),
      suspension: suspension && suspensionJson(suspension, state.variables[rootScope(key)]?.[SUSPENSION_NOTE]),
      // By law it runs on while the case stands still.
      term: state.term && termJson(state.term, engine.clock.now(), calendarOf(row), alive && may(person, 'terms.change')),
      actions: caseActions(row, person, suspension?.byCaller === true),
    };
  }

  /** Asks something of a case and answers with the case as it then stands. */
  async function change(
    { person, access, params }: { person: Person; access: Access; params: { readonly caseKey: string } },
    command: Parameters<Engine['perform']>[2],
  ) {
    const key = params.caseKey as CaseKey;
    const performed = await engine.perform(access, key, command);
    return isRefusal(performed) ? performed : detail(person, access, key);
  }

  route(caseOperations.listCases, async ({ access, query }) => {
    const page = await engine.search.cases(access, caseQuery(query));
    const now = engine.clock.now();
    return {
      items: page.items.map((row) => caseSummary(row, now, calendarOf(row))),
      total: page.total,
      endCursor: page.endCursor,
    };
  });

  route(caseOperations.startCase, async ({ access, person, body }) => {
    const definition =
      'definitionKey' in body.definition
        ? { key: body.definition.definitionKey as DefinitionKey }
        : {
            processId: body.definition.processId,
            ...(body.definition.version !== undefined && { version: body.definition.version }),
          };
    const dimensions = dimensionsOf(body.dimensions ?? {}, person);
    if (access.units !== 'all' && (dimensions.unit === undefined || !access.units.includes(dimensions.unit)))
      return refuse('invalid', 'Start cases of your own unit.');
    const started = await engine.start(access, { definition, variables: body.variables, dimensions });
    return isRefusal(started) ? started : { caseKey: started.caseKey, definitionKey: started.definition.definitionKey };
  });

  route(caseOperations.getCase, ({ person, access, params }) => detail(person, access, params.caseKey as CaseKey));

  route(caseOperations.getCaseHistory, async ({ access, params }) => {
    const key = params.caseKey as CaseKey;
    const log = await engine.log(access, key);
    if (log === undefined) return noCase();
    const instances = await engine.search.elementInstances(access, {
      filter: [{ field: 'caseKey', is: 'eq', value: key }],
      sort: [
        { field: 'enabledAt', order: 'asc' },
        { field: 'key', order: 'asc' },
      ],
      limit: ALL,
    });
    return {
      items: historyRows(
        instances.items.filter((row) => (row.key as string) !== key),
        log.events,
      ),
    };
  });

  route(caseOperations.getCaseLog, async ({ access, params }) => {
    const log = await engine.log(access, params.caseKey as CaseKey);
    return log === undefined ? noCase() : { items: log.events.map(logLine) };
  });

  route(caseOperations.inspectCase, async ({ access, params }) => {
    const log = await engine.log(access, params.caseKey as CaseKey);
    return log === undefined ? noCase() : { items: [...inspection(log.events)] };
  });

  const variablesOf = async (access: Access, caseKey: string) => {
    const found = await engine.variables(access, rootScope(caseKey));
    return found === undefined ? noCase() : { variables: found };
  };
  route(caseOperations.getCaseVariables, ({ access, params }) => variablesOf(access, params.caseKey));

  route(caseOperations.setCaseVariables, async ({ access, params, body }) => {
    const performed = await engine.perform(access, params.caseKey as CaseKey, {
      type: 'setVariables',
      scopeKey: rootScope(params.caseKey),
      variables: body.variables,
      local: true,
    });
    return isRefusal(performed) ? performed : variablesOf(access, params.caseKey);
  });

  route(caseOperations.registerCase, (asked) => {
    const { caseNumber, registeredAt } = asked.body;
    const at = registeredAt === undefined ? engine.clock.now() : instantOf(registeredAt);
    return change(asked, { type: 'registerCase', caseNumber, registeredAt: at });
  });
  route(caseOperations.cancelCase, (asked) => change(asked, { type: 'cancelCase' }));
  route(caseChangeOperations.suspendCase, (asked) => {
    const { reason, note } = asked.body;
    return change(asked, { type: 'suspendCase', reason, ...(note !== undefined && { note }) });
  });
  route(caseChangeOperations.resumeCase, (asked) => change(asked, { type: 'resumeCase' }));
  route(caseChangeOperations.beginElement, (asked) => {
    const { elementInstanceKey, elementId } = asked.body;
    return change(asked, { type: 'activateElements', key: elementInstanceKey as ElementInstanceKey, elements: [{ elementId }] });
  });
  route(caseChangeOperations.modifyCase, async (asked) => {
    const { dryRun, activate, terminate, move, variables } = asked.body;
    const command = {
      type: 'modifyCase',
      activate: activate.map(({ elementId, ancestorKey, variables: locals }) => ({
        elementId,
        ...(ancestorKey !== undefined && { ancestorKey: ancestorKey as ElementInstanceKey }),
        ...(locals && { variables: locals }),
      })),
      terminate: terminate as ElementInstanceKey[],
      move: move.map(({ elementInstanceKey, to }) => ({ key: elementInstanceKey as ElementInstanceKey, to })),
      variables,
    } as const;
    if (!dryRun) return change(asked, command);
    const key = asked.params.caseKey as CaseKey;
    return (await engine.refusalOf(asked.access, key, command)) ?? detail(asked.person, asked.access, key);
  });
  route(caseChangeOperations.migrateCase, async ({ person, access, params, body: { definitionKey, ...how } }) => {
    const key = params.caseKey as CaseKey;
    const migrated = await engine.migrate(access, key, { definitionKey: definitionKey as DefinitionKey, ...how });
    return isRefusal(migrated) ? migrated : detail(person, access, key);
  });
  route(caseOperations.suspendTerm, (asked) => change(asked, { type: 'suspendTerm', ground: asked.body.ground }));
  route(caseOperations.resumeTerm, (asked) => change(asked, { type: 'resumeTerm' }));
  route(caseOperations.restartTerm, (asked) => change(asked, { type: 'restartTerm' }));
  route(caseOperations.extendTerm, (asked) => change(asked, { type: 'extendTerm', ...asked.body }));
  route(caseOperations.forwardTerm, (asked) => change(asked, { type: 'forwardTerm', to: asked.body.to }));
}

async function findCase(engine: Engine, access: Access, key: CaseKey): Promise<CaseRow | undefined> {
  const { items } = await engine.search.cases(access, { filter: [{ field: 'caseKey', is: 'eq', value: key }], limit: 1 });
  return items[0];
}

function noCase() {
  return refuse('notFound', 'There is no such case.');
}

/** The root scope of a case has the case's own key. */
function rootScope(caseKey: string): ElementInstanceKey {
  return caseKey as ElementInstanceKey;
}

function caseActions(
  { status, endedAt, registeredAt, callerCaseKey }: CaseRow,
  person: Person,
  byCaller: boolean,
): CaseDetail['actions'] {
  const actions: CaseDetail['actions'] = [];
  // What was suspended with its caller is resumed with it.
  if (may(person, 'cases.edit') && !byCaller)
    actions.push(...(['suspend', 'resume'] as const).filter((change) => caseLifecycle.next(status, change) !== undefined));
  // A called case ends with the one that called it.
  const cancels = callerCaseKey === undefined && caseLifecycle.next(status, 'cancel') !== undefined;
  if (cancels && may(person, 'cases.cancel')) actions.push('cancel');
  if (endedAt === undefined && registeredAt === undefined && may(person, 'cases.edit')) actions.push('register');
  if (status === 'active' && may(person, 'cases.edit')) actions.push('setVariables');
  if (status === 'active' && may(person, 'cases.repair')) actions.push('modify', 'migrate');
  return actions;
}

/** What an ad-hoc sub-process lets begin now; in sequence one thing is done after the other. */
function adHocElements({ nodes }: ExecutableProcess, instance: ElementInstance | undefined) {
  const node = instance && nodes.get(instance.elementId);
  if (node?.kind !== 'adHocSubProcess' || instance?.status !== 'active' || instance.body) return undefined;
  if (node.sequential && instance.children > 0) return undefined;
  return { begins: node.elements.map((elementId) => ({ elementId, elementName: nodes.get(elementId)?.name ?? '' })) };
}

/** A clerk's case belongs to her unit unless she says which of hers. */
function dimensionsOf(given: NonNullable<Read<typeof caseOperations.startCase.body>['dimensions']>, person: Person): Dimensions {
  const { receivedAt, registeredAt, ...rest } = given;
  const unit = rest.unit ?? person.units[0];
  const texts = Object.fromEntries(Object.entries({ institution: person.institution, ...rest, unit }).filter(([, text]) => text));
  return {
    ...(texts as Omit<Dimensions, 'receivedAt' | 'registeredAt'>),
    ...(receivedAt !== undefined && { receivedAt: instantOf(receivedAt) }),
    ...(registeredAt !== undefined && { registeredAt: instantOf(registeredAt) }),
  };
}
