/**
 * Estimates what an analysis takes before it starts: time until it is published and for the loss effects afterwards, memory
 * and disk. Every stage takes matrix products, whose operations follow from the sizes, and plain code, whose amounts do;
 * figures.ts has what a unit of each costs and how that was measured. Pure.
 */
import { POSTING_FEATURES } from '@/lib/analysis/token-postings'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import { hasDirectEffect, isNeuronBasis, isPositionwise } from '@/lib/domain/hook'
import type { ModelSpec } from '@/lib/domain/model'
import { stageNames } from '@/lib/jobs/kinds'
import { evaluatedTokens, evaluateWork } from '../pipeline/evaluated-tokens'
import { SHARD_TOKENS, shardRanges } from '../pipeline/shards'
import { EFFICIENCY, FIRINGS, MEASURED, MEMORY, REFERENCE, SCRIPT, STORAGE } from './figures'
import { dictionaryBytes, encodeWork, frontWork, logitWork, modelBytes, tailWork } from './work'

const STAGES = stageNames('analysis').length

/** What is to be analysed. */
export interface AnalysisSize {
  readonly model: ModelSpec
  readonly dictionaries: readonly DictionarySpec[]
  readonly contextSize: number
  /** Content tokens. */
  readonly tokens: number
  /** Content tokens of the preview that is published first; null for none. */
  readonly previewTokens: number | null
  /** Top examples of a feature that are run again without it where attention follows the hook. */
  readonly ablatedExamples: number
}

/** What does the work. */
export interface Machine {
  /** Operations a second of a matrix product on all cores. */
  readonly flops: number
  /** Steps a second of a plain loop on one core (lib/compute/calibrate.ts). */
  readonly steps: number
  readonly computeThreads: number
  /** Threads of one operator. */
  readonly operatorThreads: number
}

export interface Estimate {
  readonly tokens: number
  readonly seconds: {
    /** Until the preview is published; null without one. */
    readonly preview: number | null
    /** Until the whole analysis is published, with the preview. */
    readonly published: number
    /** For the loss effects after that. */
    readonly effects: number
  }
  readonly memoryBytes: number
  readonly diskBytes: number
}

/** Returns the estimate of an analysis on a machine. */
export function estimateAnalysis(size: AnalysisSize, machine: Machine): Estimate {
  const preview =
    size.previewTokens === null ? null : sum(Object.values(stageSeconds(size, machine, size.previewTokens)))
  const whole = sum(Object.values(stageSeconds(size, machine, null)))
  return {
    tokens: size.tokens,
    seconds: { preview, published: (preview ?? 0) + whole, effects: effectSeconds(size, machine) },
    memoryBytes: memoryBytes(size, machine),
    diskBytes: diskBytes(size),
  }
}

/** Returns the seconds of each stage before publication, of a preview of so many tokens or (null) of the whole analysis. */
export function stageSeconds(size: AnalysisSize, machine: Machine, previewTokens: number | null) {
  const { model, dictionaries, contextSize } = size
  const isPreview = previewTokens !== null
  const tokens = Math.min(previewTokens ?? size.tokens, size.tokens)
  const features = sum(dictionaries.map(({ dSae }) => dSae))
  const shards = shardRanges(Math.ceil(tokens / contextSize), contextSize).length
  const evaluated = Math.min(tokens, evaluatedTokens(model, dictionaries, { contextSize, tokens, isPreview }))
  const { time, script, alone } = costs(machine)
  const front = (spec: DictionarySpec) => frontWork(model, spec.hook, contextSize)
  const hooks = [...new Map(dictionaries.map((spec) => [spec.hook, spec])).values()]
  const each = (seconds: (spec: DictionarySpec) => number) => sum(dictionaries.map(seconds))
  const firings = (spec: DictionarySpec) => tokens * firingsPerToken(spec)

  const weights = modelBytes(model) + each(dictionaryBytes)

  return {
    stages: alone(STAGES * SCRIPT.stage),
    import: alone(model.dVocab * SCRIPT.vocabulary),
    corpus: alone((isPreview ? size.tokens : tokens) * SCRIPT.corpus),
    harvest:
      time(tokens * (sum(hooks.map(front)) + each(encodeWork)), EFFICIENCY.harvest) +
      script(weights * SCRIPT.weight + each(firings) * SCRIPT.firing) +
      script(tokens * (features * SCRIPT.activation + SCRIPT.token)),
    summarise: alone(features * (SCRIPT.summary + shards * SCRIPT.shardSummary)),
    examples: each((spec) => {
      const traced = script(firings(spec) * SCRIPT.traced + spec.dSae * SCRIPT.example)
      if (!isPositionwise(spec.hook, model.nLayers)) return traced
      const measured =
        spec.dSae * Math.min(MEASURED[isPreview ? 'preview' : 'whole'], firings(spec) / spec.dSae)
      return (
        traced +
        time(tokens * front(spec), EFFICIENCY.examples) +
        time(measured * tailWork(model, spec.hook, contextSize), EFFICIENCY.examples)
      )
    }),
    logits: each((spec) => {
      if (!hasDirectEffect(spec.hook)) return 0
      const { dVocab } = model
      const listed = 2 * dVocab * Math.min(POSTING_FEATURES, spec.dSae / 2)
      return (
        time(2 * spec.dSae * logitWork(model), EFFICIENCY.logits) +
        script(spec.dSae * (dVocab * SCRIPT.logit + SCRIPT.logits) + listed * SCRIPT.posting)
      )
    }),
    relate: each((spec) => {
      const cosines = spec.kind === 'neurons' ? 0 : 2 * spec.dIn * spec.dSae ** 2
      const correlation = isNeuronBasis(spec.hook) ? firings(spec) * spec.dIn * SCRIPT.correlated : 0
      return time(cosines, EFFICIENCY.relate) + script(spec.dSae ** 2 * SCRIPT.pair + correlation)
    }),
    label: script(features * (SCRIPT.label + tokens * SCRIPT.labelToken)),
    evaluate: each((spec) => time(evaluated * evaluateWork(model, spec, contextSize), EFFICIENCY.evaluate)),
    publish: alone(features * SCRIPT.publish),
  }
}

function effectSeconds(size: AnalysisSize, machine: Machine): number {
  const { model, dictionaries, contextSize, ablatedExamples } = size
  const { time } = costs(machine)
  return sum(
    dictionaries.map((spec) =>
      isPositionwise(spec.hook, model.nLayers)
        ? 0
        : time(
            spec.dSae * ablatedExamples * contextSize * tailWork(model, spec.hook, contextSize),
            EFFICIENCY.ablate,
          ),
    ),
  )
}

/** Returns what turns operations, and microseconds of plain code, into seconds on this machine. */
function costs({ flops, steps, computeThreads }: Machine) {
  const slowness = REFERENCE.steps / steps
  return {
    time: (operations: number, efficiency: number) => operations / (flops * efficiency),
    /** Plain code of stages with many parts, which compute threads share; and of those with one part. */
    script: (microseconds: number) => (microseconds * 1e-6 * slowness) / computeThreads,
    alone: (microseconds: number) => microseconds * 1e-6 * slowness,
  }
}

function firingsPerToken(spec: DictionarySpec): number {
  if (spec.kind === 'topk') return spec.k
  return spec.kind === 'neurons' ? spec.dSae * FIRINGS.neuronShare : Math.min(FIRINGS.standard, spec.dSae)
}

function memoryBytes({ model, dictionaries, tokens }: AnalysisSize, { computeThreads }: Machine): number {
  const weights = modelBytes(model) + sum(dictionaries.map(dictionaryBytes))
  const shard = Math.min(tokens, SHARD_TOKENS)
  const summaries = sum(
    dictionaries.map((spec) => spec.dSae * MEMORY.feature + shard * firingsPerToken(spec) * MEMORY.firing),
  )
  const thread = MEMORY.weights * weights + summaries + MEMORY.batch
  return MEMORY.process + MEMORY.checked * weights + computeThreads * thread
}

function diskBytes({ model, dictionaries, tokens, previewTokens }: AnalysisSize): number {
  const features = sum(dictionaries.map(({ dSae }) => dSae))
  const firings = sum(
    dictionaries.map((spec) => (spec.kind === 'neurons' ? 0 : tokens * firingsPerToken(spec))),
  )
  const weights = modelBytes(model) + sum(dictionaries.map(dictionaryBytes))
  const analyses = previewTokens === null ? 1 : 2
  return (
    STORAGE.database +
    weights +
    tokens * STORAGE.token +
    firings * STORAGE.firing +
    analyses * features * STORAGE.feature
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
