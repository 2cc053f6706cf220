/**
 * A sweep: a grid of small dictionaries of different sparsity, each measured on held-out text. From its file, in the
 * model's folder, the quality page draws the frontier of L0 against recovered loss.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type Sweep, type SweepPoint, SweepPointSchema, SweepSchema } from '@/lib/contract/sweep'
import { SemascopeError } from '@/lib/errors'
import { loadModelDirectory, modelHash } from '@/lib/models'
import { writeJson } from '@/lib/models/files'
import type { TrainingCorpus } from './corpus'
import { trainDictionary } from './dictionary'
import { dictionaryUnfinished } from './finished'
import { keyedRun, type SharedRun } from './keyed-run'
import { strictDictionarySettings } from './recipes'
import type { DictionaryTrainingSettings } from './settings'

export interface SweepGrid {
  readonly kinds: readonly ('standard' | 'topk')[]
  /** Values of λ of the standard points. */
  readonly lambdas: readonly number[]
  /** Values of k of the topk points. */
  readonly ks: readonly number[]
}

export interface SweepGridPoint extends Pick<SweepPoint, 'name' | 'kind' | 'lambda' | 'k'> {
  readonly settings: DictionaryTrainingSettings
}

/**
 * Returns the points of a grid: shared settings, and a name for each point. Throws `invalid_input` if there are none.
 */
export function sweepGrid(shared: Readonly<Record<string, unknown>>, grid: SweepGrid): SweepGridPoint[] {
  const point = (name: string, own: Pick<SweepPoint, 'kind' | 'lambda' | 'k'>): SweepGridPoint => {
    const { kind, ...sparsity } = own
    // A dictionary without a kind is a standard one.
    const given = { ...shared, ...sparsity, ...(kind !== 'standard' && { kind }), name }
    return { name, ...own, settings: strictDictionarySettings('sweep', given) }
  }
  const text = (value: number) => String(value).replace('.', '-')
  const points = [
    ...(grid.kinds.includes('standard')
      ? grid.lambdas.map((lambda) => point(`lambda-${text(lambda)}`, { kind: 'standard', lambda }))
      : []),
    ...(grid.kinds.includes('topk') ? grid.ks.map((k) => point(`k-${k}`, { kind: 'topk', k })) : []),
  ]
  const repeated = points.find(({ name }, i) => points.findIndex((other) => other.name === name) !== i)
  if (repeated) throw new SemascopeError('invalid_input', `"${repeated.name}" is in the sweep twice`)
  if (points.length === 0) throw new SemascopeError('invalid_input', 'the sweep has no point')
  return points
}

export interface SweepRun extends SharedRun {
  readonly starts?: (point: SweepGridPoint, index: number, count: number) => void
  readonly measured?: (point: SweepPoint) => void
}

/** Returns the file of a model's sweep. */
export function sweepFile(modelDir: string, name: string): string {
  return path.join(modelDir, 'sweeps', `${name}.json`)
}

/**
 * Trains and measures the points one after another and writes the file again after each. A point that exists with the
 * same settings, text and model is not trained again. Returns the whole sweep.
 */
export async function trainSweep(
  name: string,
  grid: readonly SweepGridPoint[],
  modelDir: string,
  corpus: TrainingCorpus,
  run: SweepRun,
): Promise<Sweep> {
  const model = loadModelDirectory(modelDir)
  const hash = modelHash(model.spec, model.weights)
  const label = `${path.basename(path.resolve(modelDir))}.${name}`
  const points: SweepPoint[] = []
  let sweep: Sweep | undefined
  for (const [i, point] of grid.entries()) {
    run.starts?.(point, i + 1, grid.length)
    const { settings } = point
    const outDir = path.join(run.workHome, 'sweeps', label, point.name)
    if (dictionaryUnfinished(outDir, settings, model, corpus.hash) !== null)
      await keyedRun(
        `${label}.${point.name}`,
        outDir,
        { settings, model: hash, corpus: corpus.hash },
        run,
        (own) => trainDictionary(settings, modelDir, corpus, own),
      )
    const { settings: _, ...own } = point
    const { heldOutTokens, ...measured } = readPoint(outDir)
    points.push(SweepPointSchema.parse({ ...own, ...measured }))
    sweep = SweepSchema.parse({
      model: path.basename(path.resolve(modelDir)),
      modelHash: hash,
      hook: settings.hook,
      features: settings.features,
      heldOutTokens,
      corpusHash: corpus.hash,
      points,
    })
    mkdirSync(path.join(modelDir, 'sweeps'), { recursive: true })
    writeJson(sweepFile(modelDir, name), sweep)
    run.measured?.(points[i])
  }
  if (!sweep) throw new SemascopeError('invalid_input', 'the sweep has no point')
  return sweep
}

const recordSchema = z.object({
  activations: z.number(),
  seconds: z.number(),
  metrics: z.object({
    heldOutTokens: z.number(),
    l0: z.number(),
    ceRecovered: z.number().nullable(),
    explainedVariance: z.number().nullable(),
    deadFraction: z.number().nullable(),
  }),
})

/** Returns the facts in a point's own record. */
function readPoint(
  dir: string,
): z.infer<typeof recordSchema>['metrics'] & { activations: number; seconds: number } {
  const text = readFileSync(path.join(dir, 'training.json'), 'utf8')
  const { activations, seconds, metrics } = recordSchema.parse(JSON.parse(text))
  return { ...metrics, activations, seconds }
}
