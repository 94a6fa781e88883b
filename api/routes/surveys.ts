/** Surveys for the people of the house; the public's forms are api/citizen/feedback.ts. */
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import type { Access, CaseKey, Engine } from '../../engine/index.ts';
import {
  type ChooseAnswers,
  type ListedWave,
  marginOf,
  perWave,
  powerOf,
  type Programme,
  provableRise,
  sampleSize,
  type WaveResults,
} from '../../programme/index.ts';
import { type AskedCases, selectionOf } from '../analytics-work/asked-log.ts';
import { iso } from '../answers/instants.ts';
import { meantRatings } from '../answers/meant-ratings.ts';
import { surveyOperations as operations } from '../contract/surveys.ts';
import type { Organisation } from '../../organisation/index.ts';
import type { Binder } from '../route.ts';

/** The page of a one-use link. */
export const feedbackPath = (secret: string): string => `/feedback/${secret}`;

/** What the calculator tells of, beside what is asked: a rise from 60 %. */
const FROM = 0.6;
const RISES = [0.7, 0.65] as const;
const GOOD_RISE = 0.1;
/** Services of a dimension that are told. */
const WIDEST = 5;

export function surveyRoutes({ route }: Binder, { surveys }: Programme, engine: Engine, organisation: Organisation): void {
  /** Undefined: all answers. */
  function choosing(tenantId: string, asked: AskedCases): ChooseAnswers | undefined {
    const { zone } = organisation.calendars.dataOf(tenantId, undefined).data;
    const selection = selectionOf(asked, { zone, places: organisation.tree.of(tenantId) });
    return Object.keys(selection).length === 0 ? undefined : (answers) => meantRatings(answers, selection);
  }

  route(operations.listInstruments, async ({ access: { tenantId } }) => ({
    items: (await surveys.instruments(tenantId)).map((one) => ({ ...one, changedAt: iso(one.changedAt) })),
  }));

  route(operations.saveInstrument, async ({ access: { tenantId }, person, params, body: { version, body } }) => {
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(params.instrument))
      return refuse('invalid', 'An instrument is named by small letters, digits and hyphens, at most 40.');
    const saved = await surveys.saveInstrument(tenantId, params.instrument, version, body, person.user);
    return isRefusal(saved) ? saved : { ...saved, changedAt: iso(saved.changedAt) };
  });

  route(operations.listWaves, async ({ access: { tenantId } }) => ({ items: (await surveys.waves(tenantId)).map(waveJson) }));

  route(operations.createWave, async ({ access: { tenantId }, person, body }) =>
    told(await surveys.createWave(tenantId, body, person.user)),
  );

  route(operations.changeWave, async ({ access: { tenantId }, person, params, body }) =>
    told(await surveys.changeWave(tenantId, Number(params.wave), body, person.user)),
  );

  route(operations.getWaveResults, async ({ access, params, query }) => {
    const found = await surveys.results(access.tenantId, Number(params.wave), choosing(access.tenantId, query));
    if (found === undefined) return refuse('notFound', 'There is no such wave.');
    const { wave, n, paper, isDivided, measures, groups, weakest, gaps, texts } = found;
    const { population } = wave.body;
    return {
      wave: waveJson(wave),
      n,
      paper,
      isDivided,
      margin: population === undefined || n !== wave.answers || n === 0 ? null : marginOf(n, population),
      measures: [...measures],
      groups: {
        service: [...groups.service],
        institution: [...groups.institution],
        unit: [...groups.unit],
        version: [...groups.version],
        channel: [...groups.channel],
        applicantKind: [...groups.applicantKind],
        step: [...groups.step],
      },
      weakest: [...weakest],
      gaps: gaps.map((one) => ({ ...one, services: one.services.slice(0, WIDEST) })),
      texts: texts.map((one) => ({ question: one.question, texts: [...one.texts] })),
      stepNames: await stepNames(engine, access, groups.step),
    };
  });

  route(operations.compareWaves, async ({ access: { tenantId }, query: { before, after, ...some } }) => {
    const found = await surveys.compare(tenantId, before, after, choosing(tenantId, some));
    if (isRefusal(found)) return found;
    const { isDivided, differences } = found;
    return { before: waveJson(found.before), after: waveJson(found.after), isDivided, differences: [...differences] };
  });

  route(operations.surveySample, ({ query: { population, margin, share, first, second } }) => {
    const needed = sampleSize({ population, margin });
    const [before, after] = [first ?? needed, second ?? needed].map((answers) => ({
      answers: Math.min(answers, population),
      population,
    })) as [{ answers: number; population: number }, { answers: number; population: number }];
    return Promise.resolve({
      needed,
      toProveTen: perWave(FROM, RISES[0]),
      toProveFive: perWave(FROM, RISES[1]),
      provable: provableRise(share, before, after),
      power: powerOf(share, Math.min(1, share + GOOD_RISE), before, after),
    });
  });

  route(operations.enterAnswer, async ({ access: { tenantId }, params, body: { sheet, answers, context } }) =>
    surveys.enter(tenantId, Number(params.wave), sheet, answers, context),
  );

  route(operations.makeLinks, async ({ access: { tenantId }, params, body: { count, context } }) => {
    const secrets = await surveys.links(tenantId, Number(params.wave), count, context);
    return isRefusal(secrets) ? secrets : { paths: secrets.map(feedbackPath) };
  });

  route(operations.makeCaseLink, async ({ access, params }) => {
    const { items } = await engine.search.cases(access, {
      filter: [{ field: 'caseKey', is: 'eq', value: params.caseKey as CaseKey }],
      limit: 1,
    });
    const [row] = items;
    if (row === undefined) return refuse('notFound', 'There is no such case.');
    if (row.erasedAt !== undefined) return refuse('conflict', 'What the case said of people is erased.');
    if (row.status !== 'completed') return refuse('conflict', 'People are asked once their case has ended.');
    const { caseKey, startedAt, service, unit, channel, applicantKind, processId, processVersion: version } = row;
    const secret = await surveys.caseLink(access.tenantId, {
      ...{ caseKey, startedAt, service, unit, channel, applicantKind, processId, version },
    });
    return isRefusal(secret) ? secret : { path: feedbackPath(secret) };
  });
}

function waveJson({ wave, body, asked, answers, changedAt, changedBy }: ListedWave) {
  return { wave, body, asked, answers, changedAt: iso(changedAt), changedBy };
}

function told(done: ListedWave | Refusal) {
  return isRefusal(done) ? done : waveJson(done);
}

/** As the newest version that has the step names it. */
async function stepNames(engine: Engine, access: Access, steps: WaveResults['groups']['step']): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  const processes = new Set(steps.flatMap(({ value }) => (value === null ? [] : [value.slice(0, value.lastIndexOf(':'))])));
  for (const processId of processes) {
    const { items } = await engine.search.definitions(access, {
      filter: [{ field: 'processId', is: 'eq', value: processId }],
      sort: [{ field: 'version', order: 'desc' }],
      limit: MOST_VERSIONS,
    });
    for (const { definitionKey } of items) {
      const process = await engine.process(access, definitionKey);
      for (const { value } of steps) {
        if (value === null || !value.startsWith(`${processId}:`)) continue;
        const name = process?.nodes.get(value.slice(processId.length + 1))?.name;
        if (name !== undefined && name !== '') names[value] ??= name;
      }
    }
  }
  return names;
}

const MOST_VERSIONS = 20;
