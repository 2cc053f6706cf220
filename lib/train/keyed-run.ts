import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import type { TrainingRun } from './model'

/** Options that several trainings share. */
export interface SharedRun
  extends Pick<TrainingRun, 'events' | 'signal' | 'checkpointSeconds' | 'pointEvery'> {
  /** The folder of the checkpoints during training. */
  readonly workHome: string
}

/**
 * Trains into `outDir`, with the checkpoint in a folder named after everything the result depends on. So a run
 * continues from its own checkpoint and never finds that of another run. The folder is deleted at the end.
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
