/** `eiga serve`: the server, until it is told to stop. */
import { parseArgs } from 'node:util';
import { SETTINGS } from '../../api/config.ts';
import { type DemoPerson, start } from '../../api/main.ts';
import manifest from '../../package.json' with { type: 'json' };
import type { Command } from '../command.ts';
import { progressBar } from '../progress-bar.ts';
import { settings } from '../settings.ts';

const HELP = `eiga serve [--json]

Serves the page and the API until Ctrl-C. Settings come from the environment:

${SETTINGS.map(([name, meaning]) => `  ${name.padEnd(17)} ${meaning}`).join('\n')}

  --json   { url } on standard output once requests are taken

  PORT=8080 EIGA_DEMO=0 EIGA_ADMIN=admin:a-long-password eiga serve
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values } = parseArgs({ args: [...words], options: { json: { type: 'boolean' } } });
    const config = settings();
    const say = (text: string) => {
      if (values.json !== true) process.stdout.write(`${text}\n`);
    };
    const bar = progressBar(values.json !== true);
    const running = await start(config, {
      version: manifest.version,
      demoProgress: (fraction, words) => bar.show(fraction, words.en),
    });
    if (values.json === true) process.stdout.write(`${JSON.stringify({ url: running.url })}\n`);
    say(`Eiga serves at ${config.publicUrl ?? running.url}`);

    const stopped = new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.once(signal, () => {
          bar.end();
          say('Stopping…');
          // A second Ctrl-C does not wait.
          process.once(signal, () => process.exit(1));
          void running.stop().then(resolve);
        });
    });
    const people = await Promise.race([running.demo.finished.catch(() => []), stopped.then(() => [])]);
    bar.end();
    if (people.length > 0) say(passwords(people));
    else if (running.demo.status().state === 'ready')
      say(`The demo is there already; its passwords were shown on the first start. To begin anew, empty its database.`);
    else if (running.demo.status().state === 'failed')
      say('The demo could not be loaded; the log says why. The next start tries again.');
    await stopped;
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
    return undefined;
  },
};

/** Shown once: they are kept as hashes only. */
function passwords(people: readonly DemoPerson[]): string {
  const width = Math.max(...people.map(({ user }) => user.length));
  const lines = people.map(
    ({ user, password, name, roles }) => `  ${user.padEnd(width)}  ${password}  ${roles.join(', ')}: ${name}`,
  );
  return ['Sign in as one of these. The passwords are shown this once only:', ...lines].join('\n');
}
