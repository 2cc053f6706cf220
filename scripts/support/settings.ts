import path from 'node:path'
import type { Command } from 'commander'
import { configure } from '@/lib/config'

/** Applies settings given as options of the whole program, before any command runs. */
export function applySettings(program: Command): void {
  const { dataDir } = program.opts<{ dataDir?: string }>()
  if (dataDir !== undefined) configure({ DATA_DIR: path.resolve(dataDir) })
}
