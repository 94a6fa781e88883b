/** `eiga`: one command a file, each loaded only when it is asked for. */
import { isOutcome, type Command, type Outcome, WrongUse } from './command.ts';

const COMMANDS: Readonly<
  Record<string, { readonly summary: string; readonly load: () => Promise<{ readonly command: Command }> }>
> = {
  serve: { summary: 'serve the page and the API', load: () => import('./commands/serve.ts') },
  demo: { summary: 'go once round the loop: as-is, bottleneck, to-be, verdict', load: () => import('./commands/demo.ts') },
  deploy: { summary: 'deploy models and forms', load: () => import('./commands/deploy.ts') },
  check: { summary: 'check models as a deployment would', load: () => import('./commands/check.ts') },
  import: { summary: 'import an event log into the database', load: () => import('./commands/import.ts') },
  inspect: { summary: "show a case's machines at work, for xstate's inspectors", load: () => import('./commands/inspect.ts') },
  analyse: { summary: 'analyse an event log', load: () => import('./commands/analyse.ts') },
  compare: { summary: 'compare before and after', load: () => import('./commands/compare.ts') },
  export: { summary: 'write a log as XES, OCEL 2.0 or CSV', load: () => import('./commands/export.ts') },
  discover: { summary: 'discover a first model from an event log', load: () => import('./commands/discover.ts') },
  conform: { summary: 'compare the cases of a log with a model', load: () => import('./commands/conform.ts') },
  simulate: { summary: 'simulate a model: what it would come to, with intervals', load: () => import('./commands/simulate.ts') },
  calibrate: { summary: 'make a scenario from a log, and judge it', load: () => import('./commands/calibrate.ts') },
  improve: { summary: 'propose changes and simulate what each would save', load: () => import('./commands/improve.ts') },
  migrate: { summary: 'bring the database up to date', load: () => import('./commands/migrate.ts') },
};

const HELP = `eiga: workflow engine and process improvement for public administrations

  eiga COMMAND [OPTIONS]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(9)} ${summary}`)
  .join('\n')}

  eiga COMMAND --help says more. Every command takes --json: one JSON document on standard output, nothing else.
  It exits with 0 when all went well, 1 with a finding or a refusal, 2 when it was used wrongly.
`;

/** Runs a command line. @returns the exit code. */
export async function run(words: readonly string[]): Promise<0 | 1 | 2> {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(HELP);
    return name === undefined ? 2 : 0;
  }
  const wantsJson = rest.includes('--json');
  const known = COMMANDS[name];
  if (known === undefined)
    return wrongUse(`There is no command "${name}".`, `They are ${Object.keys(COMMANDS).join(', ')}.`, wantsJson);
  try {
    const { command } = await known.load();
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(command.help);
      return 0;
    }
    return tell(await command.run(rest), wantsJson);
  } catch (error) {
    if (error instanceof WrongUse) return wrongUse(error.message, `See eiga ${name} --help.`, wantsJson);
    if (isParseArgsError(error)) return wrongUse(error.message, `See eiga ${name} --help.`, wantsJson);
    const message = error instanceof Error ? error.message : String(error);
    return tell({ exit: 1, json: { error: message }, text: message }, wantsJson);
  }
}

function tell(outcome: Outcome | undefined, wantsJson: boolean): 0 | 1 {
  if (!isOutcome(outcome)) return 0;
  if (wantsJson) process.stdout.write(`${JSON.stringify(outcome.json)}\n`);
  else if (outcome.text !== '') (outcome.exit === 0 ? process.stdout : process.stderr).write(`${outcome.text}\n`);
  return outcome.exit;
}

function wrongUse(message: string, remedy: string, wantsJson: boolean): 2 {
  if (wantsJson) process.stdout.write(`${JSON.stringify({ error: message, remedy })}\n`);
  process.stderr.write(`${message} ${remedy}\n`);
  return 2;
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS');
}

// `eiga … | head`: whoever read has heard enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
// Standard output may be a pipe that takes its time: the exit code is set, and the process ends when all is written.
process.exitCode = await run(process.argv.slice(2));
