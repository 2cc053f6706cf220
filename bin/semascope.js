#!/usr/bin/env node
/** Compiles the command line when its sources changed, then runs it. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Semascope needs Node 20.19 or newer; this is ${process.versions.node}\n`)
  process.exit(1)
}
const built = spawnSync(process.execPath, ['scripts/ensure-built.mjs'], { cwd: root, stdio: 'inherit' })
if (built.status !== 0) process.exit(built.status ?? 1)
process.env.SEMASCOPE_ROOT ??= root
await import(path.join(root, 'dist', 'cli.js'))
