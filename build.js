/** Bundles the `eiga` command (and with `bench`, the benchmarks) into dist/; packages stay in node_modules. */
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

/** Those that package.json runs as `bench:…`. */
const benches = Object.values(JSON.parse(readFileSync('package.json', 'utf8')).scripts).flatMap((script) =>
  [...script.matchAll(/dist\/(bench\/[a-z-]+)\.js/g)].map(([, name]) => [name, `${name}.ts`]),
);
const entries = process.argv.includes('bench')
  ? Object.fromEntries(benches)
  : {
      eiga: 'cli/eiga.ts',
      'file-reader': 'engine/run/file-reader.ts',
      'simulation-thread': 'cli/simulation-thread.ts',
      'analytics-worker': 'api/analytics-work/worker.ts',
    };

await build({
  entryPoints: entries,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  banner: { js: '#!/usr/bin/env node' },
  logLevel: 'warning',
});
