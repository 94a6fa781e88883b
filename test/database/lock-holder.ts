/** A process that takes a directory, says so, and keeps it until it is killed. Parameters: the directory, milliseconds since the epoch at which to try. */
import { lockDirectory } from '../../database/directory-lock.ts';

const [directory = '', tryAt = '0'] = process.argv.slice(2);
console.log('ready');
while (Date.now() < Number(tryAt));
try {
  lockDirectory(directory);
  console.log('taken');
} catch (error) {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
setInterval(() => undefined, 1_000);
