import type { DictionaryMetrics } from '@/lib/compute/evaluate/quality'

const percent = (share: number | null) => (share === null ? '—' : `${(100 * share).toFixed(1)} %`)
const fixed = (value: number | null, digits: number) => (value === null ? '—' : value.toFixed(digits))

/** Returns the most important metrics of a dictionary in one line. */
export function metricsLine(m: DictionaryMetrics): string {
  return (
    `${percent(m.ceRecovered)} of the loss recovered at L0 ${fixed(m.l0, 1)}, ` +
    `explained variance ${fixed(m.explainedVariance, 3)}`
  )
}

/** Returns every metric, one per line, under the size of the sample. */
export function metricsTable(m: DictionaryMetrics): string {
  const nats = (value: number | null) => (value === null ? '—' : `${value.toFixed(4)} nats`)
  const rows: [string, string][] = [
    ['text', m.measuredOn === 'all' ? 'all of it' : 'held out'],
    ['content tokens', String(m.measuredTokens)],
    ['predicted tokens', String(m.predictedTokens)],
    ['documents', String(m.measuredDocuments)],
    ['packages', String(m.measuredPackages)],
    ['cross-entropy', nats(m.ceBase)],
    ['  hook reconstructed', nats(m.ceSae)],
    ['  hook set to zero', nats(m.ceZero)],
    ['  hook set to its mean', nats(m.ceMean)],
    ['loss recovered, zero ablation', percent(m.ceRecovered)],
    ['loss recovered, mean ablation', percent(m.ceRecoveredMean)],
    ['KL, hook reconstructed', nats(m.klSae)],
    ['KL, hook set to zero', nats(m.klZero)],
    ['KL score, zero ablation', percent(m.klScore)],
    ['L0', fixed(m.l0, 2)],
    ['explained variance', fixed(m.explainedVariance, 4)],
    ['mean squared error', fixed(m.mse, 6)],
    ['squared error / squared norm', fixed(m.normalisedMse, 4)],
    ['dead features', percent(m.deadFraction)],
    ['ultralow-density features', percent(m.ultralowFraction)],
    ['dense features', percent(m.denseFraction)],
    ['median density', m.medianDensity === null ? '—' : m.medianDensity.toExponential(2)],
    ['encoder-decoder cosine, median', fixed(m.encoderDecoderCosine.median, 3)],
  ]
  return rows.map(([name, value]) => `  ${name.padEnd(32)}${value.padStart(14)}\n`).join('')
}
