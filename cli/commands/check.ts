/** `eiga check FILE…`: the findings that a deployment would have. */
import { parseArgs } from 'node:util';
import { readCheckedModel } from '../../engine/index.ts';
import { type Command, WrongUse } from '../command.ts';
import { readResources } from '../model-files.ts';

const HELP = `eiga check FILE… [--json]

Checks BPMN models by the rules of deployment; nothing is stored. Exits with 1 when a model would be refused.

  --json   { models: [{ file, processes, findings: [{ rule, severity, element, message, trace?, fix? }] }] }

  eiga check processes/building-permit/as-is.bpmn
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { json: { type: 'boolean' } } });
    if (positionals.length === 0) throw new WrongUse('Name the models to check.');
    const models = [];
    for (const { name, content } of await readResources(positionals)) {
      const { processes, findings } = await readCheckedModel(content);
      models.push({ file: name, processes: processes.map(({ id, name: title }) => ({ id, name: title })), findings });
    }
    const refused = models.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
    const lines = models.flatMap(({ file, findings }) =>
      findings.length === 0
        ? [`${file}: no findings`]
        : findings.map(({ severity, element, rule, message, trace = [], fix }) => {
            const way = trace.length === 0 ? '' : `\n  tokens: ${trace.map((step) => step.element).join(' → ')}`;
            return `${file}: ${severity} at ${element} (${rule}): ${message}${way}${fix ? `\n  remedy: ${fix.message}` : ''}`;
          }),
    );
    return { exit: refused ? 1 : 0, json: { models }, text: lines.join('\n') };
  },
};
