/**
 * What a unit of work costs, for estimates. Measured with `semascope import --wait` on two cores of an AMD EPYC with AVX-512
 * (REFERENCE: Node 22, onnxruntime-node 1.30) by processor time of each stage, on two analyses: one-layer-a.a1 with its
 * neurons (4,608 features, 128 wide, 300,000 tokens), and a random model of GPT-2 small's size with 24,576 features at
 * blocks.8.hook_resid_pre (12,065 tokens, L0 60). Measure again when a stage changes.
 */

/** The speed of plain code of the machine on which SCRIPT was measured: entries a second of lib/compute/calibrate.ts. */
export const REFERENCE = { entries: 250e6 } as const

/** Share of the rate of a bare matrix product that the products of a stage reach. */
export const EFFICIENCY = {
  harvest: 0.85,
  examples: 0.3,
  logits: 0.9,
  relate: 0.9,
  evaluate: 0.9,
  ablate: 0.9,
} as const

/** Microseconds of one thread. */
export const SCRIPT = {
  /** Import: an entry of the vocabulary. */
  vocabulary: 40,
  /** Corpus: a token read, cut and stored. */
  corpus: 2,
  /** Harvest: a firing in the summaries, an entry of the dense activations, a token. */
  firing: 0.4,
  activation: 0.001,
  token: 2,
  /** Summarise: a feature, a feature in one shard, a token looked at for examples. */
  summary: 150,
  shardSummary: 120,
  chosen: 1,
  /** Examples: a firing read again, a feature's rows. */
  traced: 0.05,
  example: 350,
  /** Logits: one effect on one token, a feature's median and lists, a change of a token's list. */
  logit: 0.005,
  logits: 300,
  posting: 0.5,
  /** Relate: a cosine looked at; a firing times a neuron. */
  pair: 0.005,
  correlated: 0.0005,
  /** Label: a feature, and a token of the text for each feature. */
  label: 1000,
  labelToken: 0.005,
  /** Publish: a feature in the indexes. */
  publish: 40,
} as const

/** Firings of a token that are assumed where the dictionary does not say how many there are. */
export const FIRINGS = { standard: 50, neuronShare: 0.1 } as const

/** Firings of a feature on which its loss effect is measured, with those near its top examples. */
export const MEASURED = { whole: 120, preview: 90 } as const

/** Bytes of memory; the highest of the analysis of GPT-2 small's size was 3.9 GB with one compute thread. */
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
