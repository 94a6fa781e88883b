/** `eiga inspect CASE`: what happened in a case, as its xstate machines saw it. */
import { parseArgs } from 'node:util';
import { caseOperations } from '../../api/contract/cases.ts';
import { problem } from '../../api/contract/values.ts';
import { type Command, WrongUse } from '../command.ts';

const HELP = `eiga inspect CASE [--url URL] [--json]

Replays the log of a case into the event stream of xstate's inspectors: its element instances, loops, tasks, jobs, incidents and statutory
term as actors, one JSON document a line. Values of variables are not in it.

  --url    where the server is (default http://127.0.0.1:3000); EIGA_ADMIN=user:password signs in
  --json   { items: [{ type, rootId, sessionId, … }] }

  EIGA_ADMIN=admin:… eiga inspect 1073741831
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, url: { type: 'string', default: 'http://127.0.0.1:3000' } },
    });
    const [caseKey, more] = positionals;
    if (caseKey === undefined || more !== undefined || !/^[0-9]{1,19}$/.test(caseKey))
      throw new WrongUse('Name one case by its key.');
    const administrator = process.env['EIGA_ADMIN'];
    if (!administrator) throw new WrongUse('Set EIGA_ADMIN to user:password.');
    const answer = await fetch(new URL(caseOperations.inspectCase.path.replace(':caseKey', caseKey), values.url), {
      headers: { authorization: `Basic ${Buffer.from(administrator).toString('base64')}` },
    }).catch((error: unknown) => {
      throw new Error(`No server answers at ${values.url}: ${error instanceof Error ? error.message : 'unknown'}.`);
    });
    const told: unknown = await answer.json();
    if (!answer.ok) {
      const { detail } = problem.parse(told);
      return { exit: 1, json: { error: detail }, text: detail };
    }
    const { items } = caseOperations.inspectCase.answer.parse(told);
    return { exit: 0, json: { items }, text: items.map((item) => JSON.stringify(item)).join('\n') };
  },
};
