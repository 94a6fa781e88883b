/** Models and forms of the command line. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { WrongUse } from './command.ts';

/** @throws WrongUse naming the first file that cannot be read. */
export async function readResources(
  paths: readonly string[],
): Promise<readonly { readonly name: string; readonly path: string; readonly content: string }[]> {
  return Promise.all(
    paths.map(async (path) => {
      const content = await readFile(path, 'utf8').catch(() => {
        throw new WrongUse(`There is no file ${path}, or it cannot be read.`);
      });
      return { name: basename(path), path, content };
    }),
  );
}
