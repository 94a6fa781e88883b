/** The pages that `bench:pages` visits: those of the navigation, and behind them one of each kind. */
import { TENANT } from '../api/main.ts';
import type { Town } from './pages-demo.ts';

export interface BenchPage {
  readonly name: string;
  readonly address: string;
  readonly isPublic?: boolean;
}

/** @throws Error when the municipality lacks what a page shows */
export async function pageList({ engine }: Town): Promise<readonly BenchPage[]> {
  const access = { tenantId: TENANT, units: 'all' } as const;
  const { items: definitions } = await engine.search.definitions(access, { limit: 20 });
  const permit = definitions.findLast(({ processId }) => processId === 'building-permit');
  const { items: tasks } = await engine.search.tasks(access, {
    filter: [{ field: 'status', is: 'eq', value: 'created' }],
    limit: 1,
  });
  const { items: cases } = await engine.search.cases(access, {
    filter: [{ field: 'status', is: 'eq', value: 'active' }],
    limit: 1,
  });
  const [task] = tasks;
  const [open] = cases;
  if (permit === undefined || task === undefined || open === undefined) throw new Error('The municipality is not loaded.');
  const all: readonly (readonly [name: string, address: string])[] = [
    ['start', '/'],
    ['morning', '/morning'],
    ['desk', '/desk'],
    ['work', '/work'],
    ['task', `/work/${task.key}`],
    ['cases', '/cases'],
    ['cases: by number', '/cases?number=SLD-'],
    ['case', `/cases/${open.caseKey}`],
    ['batches', '/batches'],
    ['batch: new', '/batches/new?processId=building-permit&kind=cancel'],
    ['models', '/models'],
    ['model', `/models/${permit.definitionKey}`],
    ['services', '/catalogue'],
    ['services: search', '/catalogue?text=leidim'],
    ['services: gaps', '/catalogue?gap=any'],
    ['service', '/catalogue/ARC-01'],
    ['plan', '/plan'],
    ['standards', '/plan/standards'],
    ['standard', '/plan/standards/1'],
    ['results', '/plan/results'],
    ['quality', '/quality'],
    ['quality of a service', '/quality/ARC-01'],
    ['quality method', '/quality/method'],
    ['surveys', '/surveys'],
    ['survey', '/surveys/2'],
    ['organisation', '/organisation'],
    ['insight: waiting', '/insight/waiting?source=process%3Abuilding-permit'],
    ['insight: process', '/insight/process?source=process%3Abuilding-permit'],
    ['insight: variants', '/insight/process?source=process%3Abuilding-permit&view=variants'],
    ['insight: rework', '/insight/process?source=process%3Abuilding-permit&view=rework'],
    ['insight: hand-overs', '/insight/process?source=process%3Abuilding-permit&view=handovers'],
    ['insight: flow', '/insight/flow?source=process%3Abuilding-permit'],
    ['insight: control chart', '/insight/flow?source=process%3Abuilding-permit&view=control'],
    ['insight: utilisation', '/insight/flow?source=process%3Abuilding-permit&view=busy'],
    ['insight: dots', '/insight/flow?source=process%3Abuilding-permit&view=dots'],
    ['insight: units', '/insight/units?source=process%3Abuilding-permit'],
    ['insight: lean', '/insight/lean?source=process%3Abuilding-permit'],
    ['insight: open cases', '/insight/open?source=process%3Abuilding-permit'],
    ['insight: change', '/insight/change?source=process%3Abuilding-permit'],
    ['insight: discovery', '/insight/discovery?source=process%3Abuilding-permit'],
    ['insight: conformance', '/insight/conformance?source=process%3Abuilding-permit'],
    ['insight: logs', '/insight/logs'],
    ['insight: quality', '/insight/quality?source=process%3Abuilding-permit'],
    ['insight: export', '/insight/export?source=process%3Abuilding-permit'],
    ['insight: what if', '/insight/what-if'],
    ['insight: forecasts', '/insight/forecasts'],
  ];
  const forAll: readonly (readonly [name: string, address: string])[] = [
    ['public: services', '/services'],
    ['public: search', '/services?q=leidim'],
    ['public: service', '/services/ARC-01'],
    ['public: charter', '/charter'],
    ['public: status', '/status'],
  ];
  return [
    ...all.map(([name, address]) => ({ name, address })),
    ...forAll.map(([name, address]) => ({ name, address, isPublic: true })),
  ];
}
