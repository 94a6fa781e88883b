/** Bundles the `eiga` command (and with `bench`, the benchmarks) into dist/; packages stay in node_modules. */
import { build } from 'esbuild';

const entries = process.argv.includes('bench')
  ? {
      'bench/engine': 'bench/engine.ts',
      'bench/analytics': 'bench/analytics.ts',
      'bench/feel': 'bench/feel.ts',
      'bench/model': 'bench/model.ts',
      'bench/step-scaling': 'bench/step-scaling.ts',
    }
  : { eiga: 'cli/eiga.ts', 'file-reader': 'engine/run/file-reader.ts' };

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
