/** Many matches on many random graphs, and what came of them. */
import { readModel } from '../../engine/model/compile.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { randomNumbers } from '../support/seed.ts';
import { match, type Outcome, type Player, type Rules } from './match.ts';
import { type Graph, type GraphOptions, graphXml, randomGraph } from './random-graph.ts';

export interface Contest<Key> {
  readonly graphs: number;
  readonly paths: number;
  readonly seed: number;
  readonly options: GraphOptions;
  readonly rules: Rules;
  /** A player for each path; the model has passed deployment. */
  player(graph: Graph, process: ExecutableProcess, xml: string): Promise<Player<Key>>;
}

export interface Result {
  readonly outcomes: Readonly<Record<Outcome['result'] | 'refused', number>>;
  readonly moves: number;
  /** The smallest game that differed, to be read by a person. */
  readonly smallest: string | undefined;
}

/** A refused graph is counted and replaced by the next; seeds of graphs follow each other. */
export async function play<Key>(contest: Contest<Key>): Promise<Result> {
  const outcomes = { agreed: 0, endless: 0, outside: 0, differs: 0, refused: 0 };
  const faults: { readonly size: number; readonly text: string }[] = [];
  let moves = 0;
  for (let seed = contest.seed, played = 0; played < contest.graphs; seed++) {
    const { random } = randomNumbers(seed);
    const graph = randomGraph(random, contest.options);
    const xml = graphXml(graph);
    const [process] = (await readModel(xml)).processes;
    if (!process) {
      outcomes.refused += 1;
      if (outcomes.refused > contest.graphs) throw new Error('most graphs are refused');
      continue;
    }
    played += 1;
    for (let path = 0; path < contest.paths; path++) {
      const outcome = await match(graph, await contest.player(graph, process, xml), random, contest.rules);
      outcomes[outcome.result] += 1;
      moves += outcome.moves;
      if (outcome.result === 'differs')
        faults.push({ size: xml.length, text: `graph ${seed}, path ${path}\n${outcome.story}\n${xml}` });
    }
  }
  faults.sort((a, b) => a.size - b.size);
  return { outcomes, moves, smallest: faults[0]?.text };
}
