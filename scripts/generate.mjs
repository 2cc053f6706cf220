/**
 * Generates the code that is not committed: the compiled kernels, and the Prisma client. Both work offline (a
 * TypeScript client needs no schema engine, so none is downloaded).
 */
import { spawnSync } from 'node:child_process'

await import('./build-kernels.mjs')

const { status, stderr } = spawnSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
  stdio: ['ignore', 'ignore', 'pipe'],
  encoding: 'utf8',
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.platform === 'win32' ? process.execPath : '/bin/true',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
})
if (status !== 0) {
  process.stderr.write(stderr ?? '')
  process.exit(status ?? 1)
}
