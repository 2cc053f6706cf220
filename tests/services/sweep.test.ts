import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { SweepSchema } from '@/lib/contract/sweep'
import { loadModelDirectory, modelHash } from '@/lib/models'
import { evaluateDictionaries } from '@/lib/train/evaluate-dictionaries'
import { trainModel } from '@/lib/train/model'
import { modelTrainingSettings } from '@/lib/train/settings'
import { sweepFile, sweepGrid, trainSweep } from '@/lib/train/sweep'
import { temporaryFolder } from '../models/tiny'
import { TINY_DICTIONARY_TRAINING, TINY_MODEL, tinyCorpus, tinyText } from '../support/tiny-training'

const at = temporaryFolder()
const corpus = tinyCorpus()
const model = at('tiny')
const { lambda: _, ...shared } = { ...TINY_DICTIONARY_TRAINING, threads: 1 }
const none = { kinds: ['standard', 'topk'] as const, lambdas: [], ks: [] }

beforeAll(
  () =>
    trainModel(modelTrainingSettings({ ...TINY_MODEL, threads: 1 }), corpus, {
      workDir: at('work-model'),
      outDir: model,
    }),
  120_000,
)

it('writes a file of measured points, and trains nothing twice', async () => {
  const grid = sweepGrid(shared, { ...none, lambdas: [0.5, 8] })
  const phases: string[] = []
  const run = { workHome: at('work'), events: { phase: (name: string) => phases.push(name) } }
  const sweep = await trainSweep('first', grid, model, corpus, run)
  const written = JSON.parse(readFileSync(sweepFile(model, 'first'), 'utf8'))
  expect(SweepSchema.parse(written)).toEqual(sweep)
  const { spec, weights } = loadModelDirectory(model)
  expect(sweep).toMatchObject({
    model: 'tiny',
    modelHash: modelHash(spec, weights),
    hook: 'blocks.0.mlp.hook_post',
    features: 128,
    corpusHash: corpus.hash,
  })
  const [dense, sparse] = sweep.points
  expect(dense).toMatchObject({ name: 'lambda-0-5', kind: 'standard', lambda: 0.5, activations: 60 * 128 })
  expect(sparse).toMatchObject({ name: 'lambda-8', kind: 'standard', lambda: 8 })
  expect(sparse.l0).not.toBe(dense.l0)

  await evaluateDictionaries(model, [at('work/sweeps/tiny.first/lambda-8')], tinyText(), {
    threads: 1,
    measured: (_, { l0, ceRecovered, explainedVariance, deadFraction, heldOutTokens }) => {
      expect(sparse).toMatchObject({ l0, ceRecovered, explainedVariance, deadFraction })
      expect(heldOutTokens).toBe(sweep.heldOutTokens)
    },
  })

  expect(phases.filter((phase) => phase.startsWith('training'))).toHaveLength(2)
  expect(await trainSweep('first', grid, model, corpus, run)).toEqual(sweep)
  expect(phases.filter((phase) => phase.startsWith('training'))).toHaveLength(2)
  // One setting more or less makes another dictionary.
  const longer = sweepGrid({ ...shared, steps: 61 }, { ...none, lambdas: [8] })
  const again = await trainSweep('first', longer, model, corpus, run)
  expect(again.points.map(({ activations }) => activations)).toEqual([61 * 128])
}, 120_000)

it('trains topk points too', async () => {
  const grid = sweepGrid(shared, { kinds: ['topk'], lambdas: [1], ks: [4] })
  const { points } = await trainSweep('topk', grid, model, corpus, { workHome: at('work') })
  expect(points).toHaveLength(1)
  expect(points[0]).toMatchObject({ name: 'k-4', kind: 'topk', k: 4 })
  expect(points[0]).not.toHaveProperty('lambda')
  expect(points[0].l0).toBeGreaterThan(0)
  expect(points[0].l0).toBeLessThanOrEqual(4)
}, 120_000)

it('refuses a grid without points, a repeated point and unknown settings', () => {
  expect(() => sweepGrid(shared, none)).toThrow('the sweep has no point')
  expect(() => sweepGrid(shared, { ...none, kinds: ['topk'], lambdas: [1] })).toThrow(
    'the sweep has no point',
  )
  expect(() => sweepGrid(shared, { ...none, lambdas: [1, 1] })).toThrow('"lambda-1" is in the sweep twice')
  expect(() => sweepGrid({ ...shared, stepz: 1 }, { ...none, lambdas: [1] })).toThrow('no setting "stepz"')
})
