/**
 * A Stryker checker that lets a share of the mutants pass, EIGA_MUTANTS=0.1 for a tenth, drawn by EIGA_MUTANTS_SEED; the others are counted
 * as errors, which no score contains.
 */
import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import { CheckStatus } from '@stryker-mutator/api/check';

const SHARE = Number(process.env.EIGA_MUTANTS ?? 1);
const SEED = process.env.EIGA_MUTANTS_SEED ?? '1';

class DrawnMutants {
  init() {
    return Promise.resolve();
  }

  check(mutants) {
    const answers = mutants.map((mutant) => [
      mutant.id,
      isDrawn(mutant) ? { status: CheckStatus.Passed } : { status: CheckStatus.CompileError, reason: 'not drawn' },
    ]);
    return Promise.resolve(Object.fromEntries(answers));
  }
}

/** By what the mutant is, not by its number: a change elsewhere draws the same ones again. */
function isDrawn({ fileName, location: { start, end }, mutatorName, replacement }) {
  const what = [
    SEED,
    relative(process.cwd(), fileName),
    start.line,
    start.column,
    end.line,
    end.column,
    mutatorName,
    replacement,
  ];
  return createHash('sha256').update(what.join('\n')).digest().readUInt32BE() / 2 ** 32 < SHARE;
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'drawn', DrawnMutants)];
