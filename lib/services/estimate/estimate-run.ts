/** Estimates a run that is about to start, at the speed of this machine at this moment. */
import { measureSpeed } from '@/lib/compute/calibrate'
import { storePaths } from '@/lib/compute/store/paths'
import type { AnalysisSettings } from '@/lib/jobs/kinds/analysis'
import { modelFacts } from '../pipeline/context'
import { type Choice, shorterChoices } from './choices'
import { type AnalysisSize, type Estimate, estimateAnalysis, type Machine } from './estimate'

export interface RunEstimate extends Estimate {
  readonly choices: readonly Choice[]
  readonly machine: Machine
}

export interface EstimateOptions {
  readonly dataDir: string
  /** Content tokens of the text, at most those that are to be analysed. */
  readonly tokens: number
  readonly computeThreads: number
  readonly operatorThreads: number
}

/** Rows of the matrix product that is measured, as many as a small batch has. */
const ROWS = 512

/** Returns what an analysis with these settings takes. */
export async function estimateRun(
  settings: AnalysisSettings,
  options: EstimateOptions,
): Promise<RunEstimate> {
  const { tokens, computeThreads, operatorThreads, dataDir } = options
  const { hash } = settings.model
  const { spec } = modelFacts({ hash, dir: storePaths(dataDir).model(hash) })
  const dictionaries = settings.dictionaries.map((dictionary) => dictionary.spec)
  const widest = dictionaries.reduce((a, b) => (b.dIn * b.dSae > a.dIn * a.dSae ? b : a))
  const speed = await measureSpeed(
    { rows: ROWS, inner: widest.dIn, columns: widest.dSae },
    computeThreads * operatorThreads,
  )
  const machine = { ...speed, computeThreads, operatorThreads }
  const size: AnalysisSize = {
    model: spec,
    dictionaries,
    contextSize: settings.corpus.contextSize,
    tokens,
    previewTokens: settings.thenFull ? settings.analyseTokens : null,
    ablatedExamples: settings.ablatedExamples,
  }
  return { ...estimateAnalysis(size, machine), choices: shorterChoices(size, machine), machine }
}
