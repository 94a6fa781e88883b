/** The settings of the environment, for a command line. */
import { type Config, ConfigError, readConfig } from '../api/config.ts';
import { WrongUse } from './command.ts';

/** @throws WrongUse with every fault, one a line. */
export function settings(changes: Readonly<Record<string, string | undefined>> = {}): Config {
  try {
    return readConfig({ ...process.env, ...changes }, process.stdout.isTTY);
  } catch (error) {
    if (error instanceof ConfigError) throw new WrongUse(error.faults.join('\n'));
    throw error;
  }
}

/** What opens or checks the database only: the demo's and the socket's settings do not matter there. */
export function databaseSettings(): Pick<Config, 'databaseUrl' | 'dataDirectory'> {
  return settings({ EIGA_DEMO: '0', HOST: undefined, PORT: undefined });
}
