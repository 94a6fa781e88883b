/** Bundles the server and the `eiga` command into dist/; packages stay in node_modules. */
import { build } from 'esbuild';

await build({
  entryPoints: { eiga: 'cli/eiga.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  loader: { '.json': 'json' },
  banner: { js: '#!/usr/bin/env node' },
  logLevel: 'warning',
});
