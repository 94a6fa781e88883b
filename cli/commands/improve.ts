/** `eiga improve MODEL SCENARIO`: what could be changed, and what each change would save. */
import { parseArgs } from 'node:util';
import { proposalsFor, ranked } from '../../analytics/simulation/improvement/improve.ts';
import type { Improvement, Improvements } from '../../analytics/simulation/improvement/improve.ts';
import type { Proposal } from '../../analytics/simulation/improvement/proposal.ts';
import type { Figures } from '../../analytics/simulation/figures.ts';
import { forecastOf } from '../../analytics/simulation/replications.ts';
import type { Experiment } from '../../analytics/simulation/replications.ts';
import { WARM_UP_SHARE } from '../../analytics/simulation/warm-up.ts';
import { askedExperiment } from '../asked-experiment.ts';
import type { Command } from '../command.ts';
import { writeProposals } from '../proposal-files.ts';
import { progressBar } from '../progress-bar.ts';
import { replicated } from '../replications.ts';
import { SIMULATION_OPTIONS, SIMULATION_OPTIONS_HELP, simulationSettings } from '../simulation-settings.ts';
import { inNumbers } from './simulate.ts';

const HELP = `eiga improve MODEL.bpmn SCENARIO.json [--cases N] [--replications R] [--seed S] [--out FOLDER] [--json]

Proposes changes (end a batch, move a person, do independent steps at the same time, leave out an approval that never refuses),
simulates each with the same applicants as the as-is, and ranks them by the days that a case saves, with 95 % intervals, and by cost.

${SIMULATION_OPTIONS_HELP.replace('(1000)', '(500)')}
  --out FOLDER   write of each proposal its scenario, and its model with diagram where that changes; --force replaces what is there
  --json         { asIs, proposals: [{ kind, key, params, text, changes, savedDays, savedCost, onTimeShare, proven, files }] }

  eiga improve as-is.bpmn scenario.json --replications 20
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { ...SIMULATION_OPTIONS, out: { type: 'string' }, force: { type: 'boolean' } },
    });
    const settings = simulationSettings(values, { cases: 500, replications: 10 });
    const { cases, threads } = settings;
    const asked = await askedExperiment(positionals, values, settings);
    if ('faults' in asked) return { exit: 1, json: { faults: asked.faults }, text: asked.faults.join('\n') };
    const { experiment: asIs, process, xml, decisions, notes } = asked;
    const warmUpCases = Math.floor(cases * WARM_UP_SHARE);
    const bar = progressBar(values.json !== true);
    try {
      const run = (experiment: Experiment, what: string, from: number, to: number): Promise<readonly Figures[]> =>
        replicated({
          experiment,
          decisions,
          warmUpCases,
          threads,
          onProgress: (share) => {
            bar.show(from + share * (to - from), what);
          },
        });
      const before = await run(asIs, 'as it is', 0, 0.1);
      const forecast = forecastOf(asIs, before, warmUpCases);
      const proposals = proposalsFor(asIs, forecast);
      const simulated: (readonly [Proposal, readonly Figures[]])[] = [];
      for (const [index, proposal] of proposals.entries()) {
        const reached = (done: number): number => 0.1 + (0.9 * done) / proposals.length;
        const figures = await run(
          { ...asIs, process: proposal.process, scenario: proposal.scenario },
          proposal.text,
          reached(index),
          reached(index + 1),
        );
        simulated.push([proposal, figures]);
      }
      const found: Improvements = { asIs: forecast, proposals: ranked(before, simulated) };
      const folder = values.out === undefined ? undefined : { path: values.out, force: values.force === true };
      const written = folder && (await writeProposals(folder, found.proposals, proposals, { xml, process }));
      const told = found.proposals.map((one, rank) => ({ ...one, files: written?.[rank] ?? null }));
      const text = [inWords(found), ...(folder ? [`The scenarios and models are in ${folder.path}.`] : [])].join('\n');
      return { exit: 0, json: { ...found, proposals: told, notes }, text };
    } finally {
      bar.end();
    }
  },
};

function inWords({ asIs, proposals }: Improvements): string {
  const days = (value: number): string => `${value.toFixed(2)} days`;
  const line = ({ text, savedDays, savedCost, proven }: Improvement, index: number): string => {
    const saves = `Saves ${inNumbers(savedDays, days)} of a case${proven ? '' : ' (not proven)'}`;
    const cost = `${inNumbers(savedCost, (value) => value.toFixed(2))} of its cost`;
    return `${String(index + 1).padStart(3)}. ${text} ${(savedDays.mean ?? 0) < 0 ? `${saves}: it would take longer` : saves}; ${cost}.`;
  };
  return [
    `As it is, a case takes ${inNumbers(asIs.cycleTimeMs, (ms) => days(ms / 86_400_000))} on average (${String(asIs.replications)} replications of ${String(asIs.cases)} cases).`,
    ...(proposals.length === 0 ? ['Nothing that could be proposed was found.'] : proposals.map(line)),
  ].join('\n');
}
