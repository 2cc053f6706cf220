import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import type { TrainingRun } from './model'

/** How each of several trainings is carried out. */
export interface SharedRun
  extends Pick<TrainingRun, 'events' | 'signal' | 'checkpointSeconds' | 'pointEvery'> {
  /** Where checkpoints are while something is trained. */
  readonly workHome: string
}

/**
 * Trains to `outDir` with the checkpoint in a folder named by what the result depends on: it goes on with its own
 * checkpoint and never finds another's. The folder goes when it is done.
 */
export async function keyedRun<T>(
  name: string,
  outDir: string,
  identity: Readonly<Record<string, unknown>>,
  { workHome, events, signal, checkpointSeconds, pointEvery }: SharedRun,
  train: (run: TrainingRun) => Promise<T>,
): Promise<T> {
  const key = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 12)
  const workDir = path.join(workHome, `${name}-${key}`)
  const result = await train({
    workDir,
    outDir,
    ...(events && { events }),
    ...(signal && { signal }),
    ...(checkpointSeconds !== undefined && { checkpointSeconds }),
    ...(pointEvery !== undefined && { pointEvery }),
  })
  rmSync(workDir, { recursive: true, force: true })
  return result
}
