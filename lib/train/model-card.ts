import type { ModelSpec } from '@/lib/domain/model'
import type { CorpusRecord } from './corpus-record'
import type { ModelMetrics } from './evaluate-model'
import type { CurvePoint } from './progress'
import type { ModelTrainingSettings } from './settings'

/** training.json of a model directory. */
export interface ModelTrainingRecord {
  readonly settings: ModelTrainingSettings
  /** Hash of spec and weights; runs and dictionaries use the same hash. */
  readonly hash: string
  readonly corpus: CorpusRecord
  readonly metrics: ModelMetrics
  readonly seconds: number
  readonly curve: readonly CurvePoint[]
}

/** Number of units listed in a card; training.json has all. */
const LISTED_UNITS = 12

/** Formats a whole number with separated thousands. */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** Returns the README.md of a model directory. */
export function modelCard(spec: ModelSpec, record: ModelTrainingRecord): string {
  const { settings: s, corpus, metrics, seconds, curve } = record
  const last = curve.at(-1)
  const units = metrics.units
    .slice(0, LISTED_UNITS)
    .map(({ unit, ce, tokens }) => `| ${unit} | ${formatCount(tokens)} | ${ce.toFixed(3)} |`)
  return `# ${s.name}

A ${spec.nLayers}-layer GPT-2-architecture transformer trained by Semascope for dictionary learning.

| | |
|---|---|
| layers × heads | ${spec.nLayers} × ${spec.nHeads} |
| n_embd, n_inner | ${spec.dModel}, ${spec.dMlp} (${spec.activation}) |
| context | ${spec.nCtx} tokens, the first of which is BOS |
| vocabulary | ${formatCount(spec.dVocab)}, byte-level BPE trained on the same training text |
| head | ${spec.tiedHead ? 'tied' : 'untied'} |
| weights | \`${record.hash.slice(0, 12)}\` |
| BOS, EOS | ${spec.bosTokenId} (\`<|endoftext|>\`); it is never a target |

## Data

${corpus.description}; corpus hash \`${corpus.hash}\`. Held out by package (seed ${corpus.heldOut.seed},
share ${corpus.heldOut.share}): ${formatCount(corpus.heldOutTokens)} tokens in ${formatCount(corpus.heldOutDocuments)} documents of ${formatCount(corpus.heldOutPackages)} packages, seen by neither tokenizer
nor model. Training text: ${formatCount(corpus.trainingTokens)} tokens in ${formatCount(corpus.trainingDocuments)} documents. Windows do not cross
documents and do not overlap; their order is a pure function of seed and step.

## Recipe

Adam (β 0.9, 0.98), peak learning rate ${s.learningRate}, ${s.warmup} steps of warm-up, cosine to ${s.floor} of the peak; ${formatCount(s.steps)} steps of
${s.batch} windows (${formatCount(last?.tokens ?? 0)} tokens); no dropout, no weight decay; float32; seed ${s.seed}; ${s.threads} threads,
${formatCount(seconds / 60)} minutes.

\`\`\`
${modelCommand(s)}
\`\`\`

## Metrics

Cross-entropy on the held-out packages: **${metrics.ce.toFixed(4)} nats** a token over ${formatCount(metrics.tokens)} predicted tokens.
Training loss at the end: ${last?.loss.toFixed(3) ?? '–'}. The curve and all packages are in training.json.

| held-out package | tokens | cross-entropy |
|---|---:|---:|
${units.join('\n')}
`
}

/** Returns the command that trains the model again. */
export function modelCommand(s: ModelTrainingSettings): string {
  return (
    `npx semascope train model --name ${s.name} --seed ${s.seed} --vocab ${s.vocabSize} --layers ${s.nLayers} ` +
    `--width ${s.dModel} --mlp ${s.dMlp} --heads ${s.nHeads} \\\n  --context ${s.nCtx} --activation ${s.activation} ` +
    `--batch ${s.batch} --steps ${s.steps} --learning-rate ${s.learningRate} --warmup ${s.warmup} ` +
    `--floor ${s.floor} --threads ${s.threads}`
  )
}
