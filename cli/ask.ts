/** A question on the terminal. */
import { createInterface } from 'node:readline/promises';

/** Whether somebody is there to be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Anything but y, yes, t, taip means no, and so does the end of what can be read. */
export async function agrees(
  question: string,
  { input, output }: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream } = {
    input: process.stdin,
    output: process.stderr,
  },
): Promise<boolean> {
  const lines = createInterface({ input, output });
  const gone = new AbortController();
  lines.once('close', () => {
    gone.abort();
  });
  try {
    return /^(y|yes|t|taip)$/i.test((await lines.question(`${question} [y/N] `, { signal: gone.signal })).trim());
  } catch (error) {
    if (gone.signal.aborted) return false;
    throw error;
  } finally {
    lines.close();
  }
}
