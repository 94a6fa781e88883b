/** Every flow of every model is taken by a played case: by cases of its scenario, by the same among people who err, or by hand. */
import { describe, expect, it } from '@jest/globals';
import { decisionsOf } from '../../api/demo/decisions.ts';
import { readService, SERVICES } from '../../api/demo/service-files.ts';
import type { ServiceFiles } from '../../api/demo/service-files.ts';
import { calendarsOf } from '../../analytics/simulation/calendars.ts';
import { drive } from '../../analytics/simulation/drive.ts';
import type { Scenario } from '../../analytics/simulation/scenario.ts';
import { memoryWorld } from '../../analytics/simulation/world.ts';
import type { LogEvent } from '../../engine/case/log-event.ts';
import { readModel } from '../../engine/model/compile.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { play } from '../support/play.ts';

const SEED = 11;
const CASES = 60;
const fromAt = Date.parse('2025-03-03T00:00:00Z');
const services = await Promise.all(SERVICES.map(async (service) => ({ service, ...(await readService(service)) })));
const models = services.flatMap((files) =>
  [...files.models].map(([name, xml]) => [`${files.service}/${name}`, files, xml] as const),
);

async function processOf(xml: string): Promise<ExecutableProcess> {
  const [process] = (await readModel(xml)).processes;
  if (process === undefined) throw new Error('The model does not compile.');
  return process;
}

/** People come late or never, letters stay away, machines break, everybody takes long, and what is rarely decided is decided often. */
function clumsy(scenario: Scenario): Scenario {
  const even = (sets: Scenario['cases']['sets']): Scenario['cases']['sets'] =>
    Object.fromEntries(
      Object.entries(sets).map(([name, value]) => [
        name,
        value.kind === 'chance'
          ? { kind: 'chance', share: [0.5, 0.9] }
          : value.kind === 'choice'
            ? { ...value, options: value.options.map((option) => ({ ...option, weight: 1 })) }
            : value,
      ]),
    );
  return {
    ...scenario,
    cases: { ...scenario.cases, effort: { kind: 'fixed', value: 40 }, sets: even(scenario.cases.sets) },
    staff: scenario.staff.map((group) => ({ ...group, people: 1 })),
    activities: Object.fromEntries(
      Object.entries(scenario.activities).map(([id, activity]) => [id, { ...activity, sets: even(activity.sets) }]),
    ),
    messages: Object.fromEntries(
      Object.entries(scenario.messages).map(([name, message]) => [name, { ...message, share: 0.6, sets: even(message.sets) }]),
    ),
    jobs: Object.fromEntries(
      Object.entries(scenario.jobs).map(([type, job]) => [
        type,
        { ...job, sets: even(job.sets), ...(job.throws && { throws: { ...job.throws, share: 0.4 } }) },
      ]),
    ),
  };
}

/** What the tokens of a step went over: flows, and the events that began without one. */
function passed({ log }: { readonly log: readonly LogEvent[] }): readonly string[] {
  return log.flatMap((event) => ('flow' in event && typeof event.flow === 'string' ? [event.flow] : []));
}

function played(process: ExecutableProcess, { scenario, decisions, terms: [term] }: ServiceFiles, among: Scenario): Set<string> {
  const flows = new Set<string>();
  const calendar = calendarsOf(scenario).named('office');
  const world = memoryWorld({
    processAt: () => process,
    calendar,
    decisionFor: decisionsOf(decisions),
    ...(term && { term }),
  });
  drive({
    world,
    scenario: among,
    seed: SEED,
    cases: CASES,
    fromAt,
    onStep: (_at, _case, _asked, step) => {
      for (const flow of passed(step)) flows.add(flow);
    },
  });
  return flows;
}

describe.each(models)(`the process %s (seed ${String(SEED)})`, (_, files, xml) => {
  it('has no flow that no case takes', async () => {
    const process = await processOf(xml);
    const taken = played(process, files, files.scenario);
    for (const flow of played(process, files, clumsy(files.scenario))) taken.add(flow);
    for (const flow of byHand(files.service, process)) taken.add(flow);
    expect([...process.flows.keys()].filter((flow) => !taken.has(flow))).toEqual([]);
  });
});

/** Appeals begin by a message, which no arrival of a scenario does. */
function byHand(service: string, process: ExecutableProcess): readonly string[] {
  if (service !== 'waste-fee-adjustment' || !process.nodes.has('appeal-comes')) return [];
  return [true, false].flatMap((appealUpheld) => {
    const run = play(process, { startEvent: 'appeal-comes', variables: { caseNumber: 'VR-1' } });
    const task = run.task('review-appeal');
    run.do({ type: 'completeTask', taskKey: task.key, variables: { appealUpheld, appealReasons: 'measured anew' } });
    const work = (elementId: string) => {
      const { key: jobKey } = run.job(elementId);
      run.do({ type: 'activateJob', jobKey, worker: 'w', timeoutMs: 1000 });
      run.do({ type: 'completeJob', jobKey, variables: {} });
    };
    work('answer-appeal');
    if (appealUpheld) work('post-appeal');
    expect(run.state.status).toBe('completed');
    return passed(run);
  });
}
