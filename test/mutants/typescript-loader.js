/**
 * Lets plain Node run the tests where mocha is in jest's place: types are stripped from each file as it is imported, and `@jest/globals` is
 * jest-globals.js beside this file. Preload it with `--import`.
 */
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transform } from 'esbuild';

if (isMainThread) register(import.meta.url);

const JEST_GLOBALS = new URL('jest-globals.js', import.meta.url).href;

/** Node's resolve hook. */
export function resolve(specifier, context, next) {
  return specifier === '@jest/globals' ? { url: JEST_GLOBALS, shortCircuit: true } : next(specifier, context);
}

/** Node's load hook. */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const sourcefile = fileURLToPath(url);
  const { code } = await transform(await readFile(sourcefile, 'utf8'), {
    loader: 'ts',
    sourcefile,
    target: 'node20',
    supported: { 'import-attributes': true },
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
