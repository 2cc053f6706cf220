import type { DictionaryMetrics } from '@/lib/compute/evaluate/quality'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import type { CorpusRecord } from './corpus-record'
import type { InputStatistics } from './dictionary-statistics'
import { formatCount } from './model-card'
import type { CurvePoint } from './progress'
import type { DictionaryTrainingSettings } from './settings'

/** training.json of a dictionary directory. */
export interface DictionaryTrainingRecord {
  readonly settings: DictionaryTrainingSettings
  /** Hash of spec and weights as stored; runs use the same hash. */
  readonly hash: string
  readonly model: {
    /** Directory of the model; for a control, that of the model before the shuffle. */
    readonly name: string
    /** Hash of the weights on which the dictionary was trained. */
    readonly hash: string
    /** For a control: the hash before the shuffle, and its seed. */
    readonly shuffled?: { readonly ofHash: string; readonly seed: number }
  }
  readonly corpus: CorpusRecord
  readonly inputs: InputStatistics
  readonly activations: number
  readonly resampled: Readonly<Record<string, number>>
  readonly metrics: DictionaryMetrics
  readonly seconds: number
  readonly curve: readonly CurvePoint[]
}

/** Returns the README.md of a dictionary directory. */
export function dictionaryCard(spec: DictionarySpec, record: DictionaryTrainingRecord): string {
  const { settings: s, model, corpus, metrics: m, seconds } = record
  const percent = (share: number | null) => (share === null ? '—' : `${(100 * share).toFixed(1)} %`)
  const nats = (value: number | null) => (value === null ? '—' : `${value.toFixed(4)} nats`)
  const fixed = (value: number | null, digits: number) => (value === null ? '—' : value.toFixed(digits))
  const resampled = Object.entries(record.resampled).map(
    ([at, count]) => `${formatCount(count)} at step ${formatCount(Number(at.slice('resampled@'.length)))}`,
  )
  const trainedOn = model.shuffled ? `${model.name} with shuffled weights` : model.name
  const control = model.shuffled
    ? `A control: before training, the entries of every weight matrix of the model,
embeddings included, changed places within it (seed ${model.shuffled.seed}); biases and LayerNorm stayed. Whatever reads this
directory makes that model from ${model.name} and the seed in cfg.json, and every figure below is of it. Such a model
predicts worse than chance, so the share of its loss that is recovered says little: compare L0 and explained variance.
`
    : ''
  return `# ${model.name}.${s.name}

A ${spec.kind === 'topk' ? 'TopK ' : ''}sparse autoencoder of ${formatCount(spec.dSae)} features${activeFeatures(spec)} on \`${spec.hook}\` (${spec.dIn} wide) of ${trainedOn}, trained by Semascope.
Weights \`${record.hash.slice(0, 12)}\`. SAELens layout, architecture ${spec.kind}, float16; the input scaling of training is folded into the weights, so
inputs are taken as they are. ${control}BOS is prepended to every sequence; its position was left out of training.

## Held-out metrics

On ${formatCount(m.heldOutTokens)} content tokens of ${formatCount(corpus.heldOutPackages)} packages that neither tokenizer, model nor dictionary was trained on,
measured with the weights as stored:

| | |
|---|---:|
| cross-entropy, hook as it is | ${nats(m.ceBase)} |
| cross-entropy, hook reconstructed | ${nats(m.ceSae)} |
| cross-entropy, hook set to zero | ${nats(m.ceZero)} |
| cross-entropy, hook set to its mean | ${nats(m.ceMean)} |
| loss recovered (zero ablation) | ${percent(m.ceRecovered)} |
| loss recovered (mean ablation) | ${percent(m.ceRecoveredMean)} |
| KL divergence, hook reconstructed | ${nats(m.klSae)} |
| KL divergence, hook set to zero | ${nats(m.klZero)} |
| KL score (zero ablation) | ${percent(m.klScore)} |
| L0, active features a token | ${fixed(m.l0, 2)} |
| explained variance | ${fixed(m.explainedVariance, 4)} |
| mean squared error, per element | ${fixed(m.mse, 5)} |
| squared error over squared norm | ${fixed(m.normalisedMse, 4)} |
| features silent on these tokens | ${percent(m.deadFraction)} |
| features active on under 1 token in 100,000, but active | ${percent(m.ultralowFraction)} |
| features active on a tenth of the tokens or more | ${percent(m.denseFraction)} |
| cosine of encoder and decoder, median feature | ${fixed(m.encoderDecoderCosine.median, 3)} |

Cross-entropies and divergences average ${formatCount(m.predictedTokens)} predicted tokens of ${formatCount(m.measuredDocuments)} documents, in nats; the mean that
mean ablation puts in is that of these tokens. Divergences are from the model as it is. Explained variance is
1 − Σ‖x − x̂‖² / Σ‖x − x̄‖² over the whole sample.

## Recipe

Model weights \`${model.hash.slice(0, 12)}\`${model.shuffled ? ` (before the shuffle \`${model.shuffled.ofHash.slice(0, 12)}\`)` : ''}. ${formatCount(record.activations)} activations of the training text (${corpus.description}; hash \`${corpus.hash}\`), ${formatCount(s.steps)} steps of
${formatCount(s.batch)}, shuffled over ${formatCount(s.bufferSequences)} sequences at a time. Inputs scaled by ${record.inputs.scale.toPrecision(6)} so that E‖x‖² = ${spec.dIn}.
${lossLine(s)}
Adam (β 0.9, 0.999), learning rate ${s.learningRate} after ${s.warmup} steps of warm-up, falling to 0 over the last ${percent(s.tail)} of the steps.
b_dec starts at the geometric median; decoder vectors have unit norm (parallel gradient removed, then renormalised).
Dead features resampled by squared loss: ${resampled.join(', ') || 'none'}. Seed ${s.seed}; ${s.threads} threads, ${formatCount(seconds / 60)} minutes.

\`\`\`
${dictionaryCommand(model.name, s)}
\`\`\`
`
}

function activeFeatures(spec: DictionarySpec): string {
  return spec.kind === 'topk' ? `, of which the ${spec.k} largest can be active on a token,` : ''
}

function lossLine(s: DictionaryTrainingSettings): string {
  return s.kind === 'topk'
    ? `Loss: summed squared error, mean over the batch; the ${s.k} largest pre-activations of a token that are positive are active.`
    : `Loss: summed squared error + λ · summed activations, mean over the batch; λ ${s.lambda} after ${s.lambdaWarmup} steps of warm-up.`
}

/** Returns the command that trains the dictionary again. */
export function dictionaryCommand(model: string, s: DictionaryTrainingSettings): string {
  const sparsity =
    s.kind === 'topk' ? `--kind topk --k ${s.k}` : `--lambda ${s.lambda} --lambda-warmup ${s.lambdaWarmup}`
  return (
    `npx semascope train dictionary --model models/${model} --name ${s.name} --hook ${s.hook} --features ${s.features} \\\n` +
    `  --seed ${s.seed} --batch ${s.batch} --steps ${s.steps} --learning-rate ${s.learningRate} --warmup ${s.warmup} ` +
    `\\\n  ${sparsity} --tail ${s.tail} --resamples ${s.resamples} --buffer ${s.bufferSequences} --threads ${s.threads}` +
    (s.shuffleWeights === undefined ? '' : ` --shuffle-weights ${s.shuffleWeights}`)
  )
}
