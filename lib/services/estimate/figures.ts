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
  examples: 0.5,
  logits: 0.9,
  relate: 0.9,
  evaluate: 0.5,
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
  /** Logits: one effect on one token. */
  logit: 0.041,
  /** Relate: a cosine looked at; a firing times a neuron. */
  pair: 0.005,
  correlated: 0.0005,
  /** Label: a feature. */
  label: 1000,
  /** Publish: a feature in the indexes. */
  publish: 40,
} as const

/** Firings of a token that are assumed where the dictionary does not say how many there are. */
export const FIRINGS = { standard: 50, neuronShare: 0.1 } as const

export const SAMPLE = {
  /** Firings of a feature on which its loss effect is measured, with those near its top examples. */
  measured: { whole: 120, preview: 90 },
  /** Tokens on which quality is measured. */
  evaluated: { whole: 131_072, preview: 32_768 },
} as const

/** Bytes of memory. */
export const MEMORY = {
  /** The process without compute threads: code, rows on their way to the database. */
  process: 500e6,
  /** Copies of the weights in a compute thread: arrays, and the sessions that hold them. */
  weights: 2.5,
  /** Summary of a feature in a shard. */
  summary: 17e3,
  /** Least that the tensors of a batch take. */
  batch: 250e6,
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
