/**
 * The peer of bench:model for decision tables: npm @hbtgmbh/dmn-eval-js 1.5, the one package of npm that reads DMN files and evaluates them in
 * Node. It speaks DMN 1.1 and S-FEEL, so the tables that are measured need no more. There is no peer for soundness: no package of npm explores
 * the tokens of a BPMN model.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const PACKAGE = '@hbtgmbh/dmn-eval-js';
const VERSION = '1.5.0';
export const PEER_NAMESPACE = 'http://www.omg.org/spec/DMN/20151101/dmn.xsd';

/** What of it is used; it comes in by `require` and is checked by its first answer. */
export interface DecisionPeer {
  parseDmnXml(xml: string): Promise<unknown>;
  evaluateDecision(id: string, decisions: unknown, context: Readonly<Record<string, unknown>>): unknown;
}

/** @returns a sentence that says why there is none */
export async function decisionPeer(cache: string): Promise<DecisionPeer | string> {
  const directory = resolve(join(cache, 'dmn-eval-js'));
  try {
    if (!existsSync(join(directory, 'node_modules', PACKAGE))) {
      process.stderr.write(`Installing ${PACKAGE}@${VERSION}, which is no dependency of Eiga, into ${cache} …\n`);
      mkdirSync(directory, { recursive: true });
      const quiet = ['--no-audit', '--no-fund', '--no-save', '--ignore-scripts'];
      await promisify(execFile)('npm', ['install', '--prefix', directory, ...quiet, `${PACKAGE}@${VERSION}`], {
        timeout: 120_000,
      });
    }
    const loaded = createRequire(join(directory, 'index.js'))(PACKAGE) as { readonly decisionTable: DecisionPeer };
    return loaded.decisionTable;
  } catch (error) {
    return `${PACKAGE} could not be installed: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
  }
}
