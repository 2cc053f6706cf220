import type { DictionarySpec } from '@/lib/domain/dictionary'
import type { CorpusRecord } from './corpus-record'
import type { InputStatistics } from './dictionary-statistics'
import type { DictionaryMetrics } from './evaluate-dictionary'
import { formatCount } from './model-card'
import type { CurvePoint } from './progress'
import type { DictionaryTrainingSettings } from './settings'

/** training.json of a dictionary directory. */
export interface DictionaryTrainingRecord {
  readonly settings: DictionaryTrainingSettings
  readonly model: { readonly name: string; readonly hash: string }
  readonly corpus: CorpusRecord
  readonly inputs: InputStatistics
  readonly activations: number
  readonly resampled: Readonly<Record<string, number>>
  readonly metrics: Omit<DictionaryMetrics, 'firings'>
  readonly seconds: number
  readonly curve: readonly CurvePoint[]
}

/** README.md of a dictionary directory. */
export function dictionaryCard(spec: DictionarySpec, record: DictionaryTrainingRecord): string {
  const { settings: s, model, corpus, metrics: m, seconds } = record
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const resampled = Object.entries(record.resampled).map(
    ([at, count]) => `${formatCount(count)} at step ${formatCount(Number(at.slice('resampled@'.length)))}`,
  )
  return `# ${model.name}.${s.name}

A sparse autoencoder of ${formatCount(spec.dSae)} features on \`${spec.hook}\` (${spec.dIn} wide) of ${model.name}, trained by Semascope.
SAELens layout, architecture standard, float16; the input scaling of training is folded into the weights, so
inputs are taken as they are. BOS is prepended to every sequence; its position was left out of training.

## Held-out metrics

On ${formatCount(m.heldOutTokens)} content tokens of ${formatCount(corpus.heldOutPackages)} packages that neither tokenizer, model nor dictionary was trained on,
measured with the weights as stored:

| | |
|---|---:|
| cross-entropy, hook as it is | ${m.ceBase.toFixed(4)} nats |
| cross-entropy, hook reconstructed | ${m.ceSae.toFixed(4)} nats |
| cross-entropy, hook set to zero | ${m.ceZero.toFixed(4)} nats |
| loss recovered (zero ablation) | ${percent(m.ceRecovered)} |
| L0, active features a token | ${m.l0.toFixed(2)} |
| explained variance | ${m.explainedVariance.toFixed(4)} |
| features silent on these tokens | ${percent(m.deadFraction)} |

Cross-entropies average ${formatCount(m.predictedTokens)} predicted tokens. Explained variance is 1 − Σ‖x − x̂‖² / Σ‖x − x̄‖² over the whole sample.

## Recipe

${formatCount(record.activations)} activations of the training text (${corpus.description}; hash \`${corpus.hash}\`), ${formatCount(s.steps)} steps of
${formatCount(s.batch)}, shuffled over ${formatCount(s.bufferSequences)} sequences at a time. Inputs scaled by ${record.inputs.scale.toPrecision(6)} so that E‖x‖² = ${spec.dIn}.
Loss: summed squared error + λ · summed activations, mean over the batch; λ ${s.lambda} after ${s.lambdaWarmup} steps of warm-up.
Adam (β 0.9, 0.999), learning rate ${s.learningRate} after ${s.warmup} steps of warm-up, falling to 0 over the last ${percent(s.tail)} of the steps.
b_dec starts at the geometric median; decoder vectors have unit norm (parallel gradient removed, then renormalised).
Dead features resampled by squared loss: ${resampled.join(', ') || 'none'}. Seed ${s.seed}; ${s.threads} threads, ${formatCount(seconds / 60)} minutes.

\`\`\`
${dictionaryCommand(model.name, s)}
\`\`\`
`
}

/** The command that makes the dictionary again. */
export function dictionaryCommand(model: string, s: DictionaryTrainingSettings): string {
  return (
    `npx semascope train dictionary --model models/${model} --name ${s.name} --hook ${s.hook} --features ${s.features} \\\n` +
    `  --seed ${s.seed} --batch ${s.batch} --steps ${s.steps} --learning-rate ${s.learningRate} --warmup ${s.warmup} --lambda ${s.lambda} ` +
    `\\\n  --lambda-warmup ${s.lambdaWarmup} --tail ${s.tail} --resamples ${s.resamples} --buffer ${s.bufferSequences} --threads ${s.threads}`
  )
}
