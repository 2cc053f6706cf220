/** Reads what the directories of a bundle hold besides weights: training records and sweeps over sparsity. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Sweep, SweepSchema } from '@/lib/contract/sweep'
import { type TrainingRecord, toTrainingRecord } from '@/lib/contract/training-record'

export interface NamedSweep {
  readonly name: string
  readonly sweep: Sweep
}

/**
 * Reads training.json of a dictionary directory; null if there is none. A file that is not a training record is left
 * out with a warning, because it may come from another tool.
 */
export function readTrainingRecord(dir: string, warnings: string[]): TrainingRecord | null {
  const file = path.join(dir, 'training.json')
  if (!existsSync(file)) return null
  const record = toTrainingRecord(readJson(file))
  if (!record) warnings.push(`${file} is not a training record, so its curves are left out`)
  return record
}

/** Reads the sweeps below a model directory. Malformed ones and those of other weights are left out with a warning. */
export function readSweeps(modelDir: string, modelHash: string, warnings: string[]): NamedSweep[] {
  const dir = path.join(modelDir, 'sweeps')
  if (!existsSync(dir)) return []
  const files = readdirSync(dir).filter((name) => name.endsWith('.json'))
  return files.sort().flatMap((file) => {
    const parsed = SweepSchema.safeParse(readJson(path.join(dir, file)))
    const issue = parsed.error?.issues[0]
    if (issue) warnings.push(`${path.join(dir, file)} is left out: ${issue.path.join('.')}: ${issue.message}`)
    else if (parsed.data && parsed.data.modelHash !== modelHash)
      warnings.push(`${path.join(dir, file)} is left out: it was made on other weights`)
    else if (parsed.data) return [{ name: path.basename(file, '.json'), sweep: parsed.data }]
    return []
  })
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
