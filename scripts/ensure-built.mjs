/**
 * Generates the Prisma client and compiles the kernels and dist/, unless all of them are up to date with their
 * sources.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { sourceHash } from './source-hash.mjs'

const stamp = 'dist/.source-hash'
const hash = sourceHash([
  'lib',
  'workers',
  'scripts',
  'bench',
  'prisma',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
])
const fresh =
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === hash &&
  existsSync('lib/db/generated') &&
  existsSync('lib/kernels/generated/sparse-step.ts') &&
  existsSync('dist/cli.js')
if (!fresh) {
  execFileSync(process.execPath, ['scripts/generate.mjs'], { stdio: 'inherit' })
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  writeFileSync(stamp, hash)
}
