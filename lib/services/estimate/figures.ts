/**
 * What a unit of work costs, for estimates. Measured with `semascope import --wait` and one compute thread on two idle cores of
 * an AMD EPYC with AVX-512 (Node 22, onnxruntime-node 1.30; a matrix product of the model's shape reached 340e9 operations a
 * second) by the time of each stage of two analyses: one-layer-a.a1 with its neurons (4,608 features, 300,044 tokens of the
 * demo's text), and a random model of GPT-2 small's size with 24,576 features at blocks.8.hook_resid_pre (12,065 tokens, L0
 * 82). tests/services/estimate.test.ts has the measurements. Measure again when a stage changes.
 */

/** The speed of plain code on which SCRIPT was measured: steps a second of lib/compute/calibrate.ts. */
export const REFERENCE = { steps: 220e6 } as const

/** Share of the rate of a bare matrix product that the products of a stage reach. */
export const EFFICIENCY = {
  harvest: 0.85,
  examples: 0.3,
  logits: 0.9,
  relate: 0.9,
  evaluate: 0.95,
  ablate: 0.9,
} as const

/** Microseconds of one thread. */
export const SCRIPT = {
  /** Every stage: from its plan to its last commit. */
  stage: 300_000,
  /** Import: an entry of the vocabulary. */
  vocabulary: 10,
  /** Corpus: a token read, cut and stored. */
  corpus: 2.5,
  /** Harvest: a byte of weights brought to a thread, a firing in the summaries, an entry of dense activations, a token. */
  weight: 0.005,
  firing: 0.15,
  activation: 0.002,
  token: 2,
  /** Summarise: a feature, and a feature in one shard. */
  summary: 190,
  shardSummary: 145,
  /** Examples and effects: a firing read again, a feature's rows. */
  traced: 0.05,
  example: 430,
  /** Logits: one effect on one token, a feature's rows; an entry of a token's list. */
  logit: 0.027,
  logits: 250,
  posting: 0.4,
  /** Relate: a cosine looked at, a firing times a neuron. */
  pair: 0.0045,
  correlated: 0.0003,
  /** Label: a feature, and a token of the text for each feature. */
  label: 200,
  labelToken: 0.007,
  /** Publish: a feature in the indexes. */
  publish: 80,
} as const

/** Firings of a token that are assumed where the dictionary does not say how many there are. */
export const FIRINGS = { standard: 50, neuronShare: 0.1 } as const

/** Firings of a feature on which its loss effect is measured, with those near its top examples. */
export const MEASURED = { whole: 120, preview: 90 } as const

/** Bytes of memory; the highest of the analysis of GPT-2 small's size was 2.9 GB with one compute thread. */
export const MEMORY = {
  /** The process without compute threads: code, rows on their way to the database. */
  process: 400e6,
  /** Copies of the weights: where they are checked, and in a compute thread as arrays and in the sessions. */
  checked: 1,
  weights: 2.5,
  /** Summaries of a shard: a feature, a firing. */
  feature: 2e3,
  firing: 40,
  /** Tensors of a batch. */
  batch: 500e6,
} as const

/** Bytes on disk. */
export const STORAGE = {
  /** Postgres itself with an empty database and its log of changes. */
  database: 400e6,
  /** Token ids in the corpus file and in the table of sequences. */
  token: 12,
  /** A firing in the file of a shard's activations. */
  firing: 8,
  /** Rows and examples of a feature take 40 kB, and the same again in the log of changes. */
  feature: 80e3,
} as const
