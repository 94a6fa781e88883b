/**
 * `npm run bench:calibration -- [process] [logs] [replications] [cases of a log]`
 * Whether a scenario calibrated from a log alone ranks interventions as the scenario does that made the log: the effect of each on the mean
 * cycle time, true and as calibrated from several independent logs; and beside that what the truth itself makes of it on other chance
 * (the noise floor). Prints, asserts nothing.
 */
import { decisionsOf } from '../api/demo/decisions.ts';
import { readService } from '../api/demo/service-files.ts';
import { estimate } from '../analytics/simulation/estimate.ts';
import { agreement, calibratedFrom, effectsOf } from '../test/simulation/known-interventions.ts';
import type { Agreement, Intervention } from '../test/simulation/known-interventions.ts';
import * as change from '../test/simulation/known-interventions.ts';
import type { Scenario } from '../analytics/simulation/scenario.ts';
import { readModel } from '../engine/model/compile.ts';

const LOGS = Number(process.argv[3] ?? 5);
const REPLICATIONS = Number(process.argv[4] ?? 10);
const CASES = Number(process.argv[5] ?? 1_200);
const FROM_AT = Date.parse('2024-01-02T00:00:00Z');

const INTERVENTIONS: Readonly<Record<string, (truth: Scenario) => readonly Intervention[]>> = {
  'building-permit': (truth) => [
    ...['front-desk', 'architecture', 'lawyers', 'administration'].map((role) => change.onePersonMore(truth, role)),
    change.hourLonger(truth, 'architecture'),
    change.endBatch('sign-decision'),
    change.arrivalsTimes(1.2),
    change.workTimes('check-documents', 0.5),
    change.workTimes('give-opinion', 0.5),
    change.letterTimes('reply-received', 'documents-corrected', 0.5),
    change.withoutTask('legal-review'),
    change.atTheSameTime(truth, 'register-request', 'rekey-request'),
  ],
  'waste-fee-adjustment': (truth) => [
    ...['front-desk', 'waste-clerks'].map((role) => change.onePersonMore(truth, role)),
    change.hourLonger(truth, 'waste-clerks'),
    change.endBatch('forward-letter'),
    change.arrivalsTimes(1.2),
    change.workTimes('calculate-fee', 0.5),
    change.letterTimes('statements-come', 'statements-received', 0.5),
    change.withoutTask('second-check', { figuresRight: true }),
    change.withoutTask('register-letter'),
  ],
  'interlibrary-loan': (truth) => [
    ...['library', 'interlibrary'].map((role) => change.onePersonMore(truth, role)),
    change.hourLonger(truth, 'interlibrary'),
    change.arrivalsTimes(1.2),
    change.workTimes('search-catalogues', 0.5),
    change.letterTimes('reader-agrees', 'postage-agreed', 0.5),
    change.letterTimes('book-comes', 'parcel-arrived', 0.5),
    change.letterTimes('holder-answers', 'holder-answered', 0.5),
    change.withoutTask('quote-postage'),
  ],
};

for (const name of Object.keys(INTERVENTIONS).filter((one) => one.includes(process.argv[2] ?? ''))) {
  const service = await readService(name as Parameters<typeof readService>[0]);
  const [compiled] = (await readModel(service.models.get('as-is') ?? '')).processes;
  if (compiled === undefined) throw new Error(`${name} has no process.`);
  const truth = { process: compiled, scenario: service.scenario };
  const term = service.terms.at(-1);
  const ask = {
    cases: CASES,
    replications: REPLICATIONS,
    fromAt: FROM_AT,
    decisionFor: decisionsOf(service.decisions),
    ...(term && { term }),
  };
  const interventions = INTERVENTIONS[name]!(service.scenario);
  const right = effectsOf(truth, interventions, { ...ask, seed: 'truth' });
  console.log(`\n${name}: ${days(right.asIsDays)} days as it is; ${String(interventions.length)} interventions`);
  const again = Array.from({ length: LOGS }, (_, index) =>
    effectsOf(truth, interventions, { ...ask, seed: `again ${String(index)}` }),
  );
  const found = Array.from({ length: LOGS }, (_, index) => {
    const calibrated = calibratedFrom(truth, { ...ask, seed: `log ${String(index)}` }, 'Europe/Vilnius');
    if (index === 0) for (const note of calibrated.notes) console.log(`  ${note}`);
    return effectsOf({ process: compiled, scenario: calibrated.scenario }, interventions, {
      ...ask,
      seed: `asked ${String(index)}`,
    });
  });
  for (const [what, n] of found.flatMap(({ incidents }) => [...incidents])) console.log(`  stopped ${String(n)}: ${what}`);
  console.log(`  calibrated as it is: ${found.map(({ asIsDays }) => days(asIsDays)).join(', ')} days`);
  for (const [index, one] of interventions.entries()) {
    const { mean, low, high } = right.days[index]!;
    const seen = estimate(
      found.map((each) => each.days[index]!.mean),
      'difference',
    );
    console.log(
      `  ${one.name.padEnd(44)} true ${days(mean).padStart(7)} [${days(low)}, ${days(high)}]  calibrated ${days(seen.mean).padStart(7)} [${days(seen.low)}, ${days(seen.high)}]`,
    );
  }
  const judged = (all: typeof found) =>
    all.map((one) =>
      agreement(
        right,
        one.days.map(({ mean }) => mean ?? NaN),
      ),
    );
  print('calibrated', judged(found));
  print('the truth on other chance', judged(again));
}

function print(what: string, all: readonly Agreement[]): void {
  const figure = (of: (one: Agreement) => number): string => {
    const { mean, low, high } = estimate(all.map(of), 'difference');
    return `${days(mean)} [${days(low)}, ${days(high)}]`;
  };
  console.log(
    `  ${what}: tau ${figure(({ tau }) => tau)} over ${String(all[0]?.pairs)} pairs, best ${String(all.filter(({ best }) => best).length)} of ${String(all.length)}, signs ${figure(({ signs, proven }) => signs / proven)} of ${String(all[0]?.proven)}, error ${figure(({ error }) => error)}`,
  );
}

function days(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}
