/**
 * Compiles the TypeScript that runs outside Next.js into dist/: the command line, the worker process and the
 * compute thread, which both the worker and the web server start from its absolute path.
 */
import { build } from 'esbuild'

await build({
  entryPoints: {
    cli: 'scripts/cli.ts',
    worker: 'workers/main.ts',
    'compute-thread': 'workers/compute-thread.ts',
    bench: 'bench/main.ts',
    'bench-model': 'bench/write-model.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
})
