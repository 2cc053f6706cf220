/**
 * Fills a database with a synthetic dictionary, for benchmarks of many features and for work on pages. Its
 * names say what it is; it is never part of the demo. Figures follow the shapes of real ones (log-normal
 * densities, decaying histograms), text is made of invented words.
 *
 *   node dist/bench/synthetic.js --features 600 --examples 30      (DATABASE_URL or the embedded server)
 */
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { config } from '@/lib/config'
import { type ColumnType, type CopyColumn, copyRows } from '@/lib/db/copy'
import { type Database, openDatabase } from '@/lib/db/database'

const VOCAB = 2048
const SEQUENCES = 2000
const CONTEXT = 128
const BOS = 0

/** Seeded 32-bit generator (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function vocabulary(random: () => number): Buffer[] {
  const signs = [...' \n\t.,;:()[]{}<>"\'=+-*/_#', '\n  ', '();', '=>', '});']
  const syllables = ['ka', 'lo', 'mi', 'ren', 'tu', 'sol', 'vek', 'ar', 'pi', 'don', 'es', 'qui']
  const words = new Set(signs)
  while (words.size < VOCAB - 34) {
    const length = 1 + Math.floor(random() * 3)
    const word = Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join('')
    words.add(random() < 0.5 ? ` ${word}` : word)
  }
  const pieces = [...words].map((word) => Buffer.from(word))
  // half characters, so that pages meet bytes that are no text
  for (let byte = 0; byte < 32; byte++) pieces.push(Buffer.from([0xe1, 0x80 + byte]))
  return [Buffer.from('<|synthetic|>'), ...pieces]
}

/** `name:type` pairs to columns. */
function columns(text: string): CopyColumn[] {
  return text
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [name, type] = pair.split(':')
      return { name, type: type as ColumnType }
    })
}

interface Options {
  readonly features: number
  readonly examples: number
  readonly slug: string
  readonly preview: boolean
}

/** Writes one dictionary with a published analysis; returns the rows written. */
export async function fillSynthetic(db: Database, options: Options): Promise<number> {
  const random = generator(1)
  const tokens = vocabulary(random)
  const client = await db.pool.connect()
  try {
    const ids = await identity(client, options, tokens, random)
    let rows = await features(client, options, ids, tokens.length, random)
    rows += await examples(client, options, ids.analysis, random)
    rows += await postings(client, options, ids.analysis, tokens.length, random)
    await client.query('UPDATE dictionary SET current_analysis_id = $1 WHERE id = $2', [
      ids.analysis,
      ids.dictionary,
    ])
    await client.query('ANALYZE')
    return rows
  } finally {
    client.release()
  }
}

async function insert(client: pg.PoolClient, sql: string, values: unknown[]): Promise<number> {
  return (await client.query<{ id: number }>(sql, values)).rows[0].id
}

async function identity(client: pg.PoolClient, options: Options, tokens: Buffer[], random: () => number) {
  const hash = (text: string) => Buffer.from(text.padEnd(32, '.')).toString('hex').slice(0, 64)
  const tokenizerHash = hash('synthetic tokenizer')
  const model = await insert(
    client,
    `INSERT INTO model (slug, spec, weights_hash, tokenizer_hash) VALUES ('synthetic', '{}', $1, $2)
     ON CONFLICT (slug) DO UPDATE SET tokenizer_hash = excluded.tokenizer_hash RETURNING id`,
    [hash('synthetic model'), tokenizerHash],
  )
  await client.query('DELETE FROM token WHERE tokenizer_hash = $1', [tokenizerHash])
  await copyRows(
    client,
    'token',
    columns(`
      tokenizer_hash:text id:int4 bytes:bytea text:text special:bool`),
    tokens.map((bytes, id) => [tokenizerHash, id, bytes, bytes.toString('utf8'), id === BOS]),
  )
  const dictionary = await insert(
    client,
    `INSERT INTO dictionary (slug, model_id, hook, kind, d_in, d_sae, spec, weights_hash)
     VALUES ($1, $2, 'blocks.0.mlp.hook_post', 'standard', 512, $3, '{}', $4) RETURNING id`,
    [`synthetic.${options.slug}`, model, options.features, hash(options.slug)],
  )
  await client.query(
    'INSERT INTO feature (dictionary_id, index) SELECT $1, i FROM generate_series(0, $2 - 1) i',
    [dictionary, options.features],
  )
  const contentTokens = SEQUENCES * (CONTEXT - 1)
  const corpus = await insert(
    client,
    `INSERT INTO corpus (name, hash, tokenizer_hash, context_size, prepend_bos, documents, sequences,
       content_tokens, held_out_tokens, settings)
     VALUES ('synthetic text', $1, $2, $3, true, 1, $4, $5, $6, '{}')
     ON CONFLICT (hash) DO UPDATE SET name = excluded.name RETURNING id`,
    [hash('synthetic corpus'), tokenizerHash, CONTEXT, SEQUENCES, contentTokens, 20480],
  )
  const present = await client.query('SELECT 1 FROM sequence WHERE corpus_id = $1 LIMIT 1', [corpus])
  if (present.rowCount === 0) {
    await client.query(
      `INSERT INTO document (corpus_id, index, name, kind, unit, held_out, tokens)
       VALUES ($1, 0, 'synthetic.txt', 'text', 'synthetic.txt', false, $2)`,
      [corpus, contentTokens],
    )
    await copyRows(
      client,
      'sequence',
      columns(`
      corpus_id:int4 index:int4 document_index:int4 start:int4 token_ids:int4[]`),
      Array.from({ length: SEQUENCES }, (_, index) => [
        corpus,
        index,
        0,
        index * (CONTEXT - 1),
        Int32Array.from({ length: CONTEXT }, (_, at) =>
          at === 0 ? BOS : 1 + Math.floor(random() ** 2 * (tokens.length - 1)),
        ),
      ]),
    )
  }
  const run = await insert(
    client,
    `INSERT INTO run (kind, title, status, settings, started_at, finished_at)
     VALUES ('analysis', $1, 'succeeded', '{}', now() - interval '4 minutes', now()) RETURNING id`,
    [`Synthetic ${options.slug}`],
  )
  const analysis = await insert(
    client,
    `INSERT INTO analysis (dictionary_id, run_id, corpus_id, status, preview, sequences, content_tokens,
       special_tokens, metrics, published_at)
     VALUES ($1, $2, $3, 'published', $4, $5::integer, $6, $5::integer, '{}', now()) RETURNING id`,
    [dictionary, run, corpus, options.preview, SEQUENCES, contentTokens],
  )
  for (const table of ['feature_stat', 'feature_detail', 'example', 'token_posting'])
    await client.query(
      `CREATE TABLE ${table}_synthetic_${analysis} PARTITION OF ${table} FOR VALUES IN (${analysis})`,
    )
  return { dictionary, analysis, contentTokens }
}

async function features(
  client: pg.PoolClient,
  options: Options,
  { analysis, contentTokens }: { analysis: number; contentTokens: number },
  vocab: number,
  random: () => number,
): Promise<number> {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const pick = () => 1 + Math.floor(random() ** 2 * (vocab - 1))
  const some = (count: number) => Int32Array.from({ length: count }, pick)
  const densities: number[] = []
  const stats: unknown[][] = []
  for (let index = 0; index < options.features; index++) {
    const dead = random() < 0.01
    const count = dead ? 0 : Math.max(1, Math.round(contentTokens * 10 ** (-3 + 0.9 * normal())))
    const density = Math.min(1, count / contentTokens)
    densities.push(density)
    const maximum = dead ? 0 : 2 + random() ** 3 * 28
    const labelled = !dead && random() < 0.55
    const person = labelled && random() < 0.1
    stats.push([
      analysis,
      index,
      Math.min(count, contentTokens),
      density,
      maximum,
      dead ? null : maximum * (0.2 + 0.2 * random()),
      dead ? 0 : 1 + Math.floor(random() * 60),
      dead ? null : Math.min(20, 1 + Math.floor(random() ** 0.4 * 20)) / 20,
      normal(),
      1 + random(),
      1,
      0.5 + random() / 2,
      dead ? null : 0.2 * normal(),
      dead ? new Int32Array() : some(5),
      some(5),
      dead
        ? new Int16Array(24)
        : Int16Array.from({ length: 24 }, (_, bin) =>
            Math.round(1000 * Math.log1p(count * Math.exp(-bin / (3 + 5 * random())))),
          ),
      dead ? null : Math.floor(random() * SEQUENCES),
      dead ? null : 1 + Math.floor(random() * (CONTEXT - 1)),
      labelled ? `synthetic feature ${index} of kind ${'ABCDEFGH'[index % 8]}` : null,
      labelled ? (person ? 'a person' : 'rules') : null,
      labelled && !person ? Math.min(1, 0.55 + 0.45 * random()) : null,
    ])
  }
  await copyRows(
    client,
    'feature_stat',
    columns(`
      analysis_id:int4 index:int4 count:int8 density:float8 max_activation:float4
      mean_activation:float4 distinct_tokens:int4 single_token_share:float4 encoder_bias:float4
      encoder_norm:float4 decoder_norm:float4 encoder_decoder_cosine:float4 loss_effect:float4
      top_tokens:int4[] promoted_tokens:int4[] sparkline:int2[] top_sequence:int4 top_position:int4
      label:text label_author:text label_score:float4`),
    stats,
  )
  await setMetrics(client, analysis, densities)
  await client.query(
    `INSERT INTO label (dictionary_id, index, text, author_kind, author, analysis_id, score)
     SELECT a.dictionary_id, f.index, f.label, CASE WHEN f.label_author = 'rules' THEN 'rules' ELSE 'person' END,
            f.label_author, CASE WHEN f.label_author = 'rules' THEN a.id END, f.label_score
       FROM feature_stat f JOIN analysis a ON a.id = f.analysis_id
      WHERE f.analysis_id = $1 AND f.label IS NOT NULL`,
    [analysis],
  )
  await details(client, options, analysis, some, random)
  return 2 * options.features
}

async function setMetrics(client: pg.PoolClient, analysis: number, densities: readonly number[]) {
  const live = densities.filter((density) => density > 0).sort((a, b) => a - b)
  const edges = Array.from({ length: 49 }, (_, at) => -6 + at / 8)
  const counts = new Array<number>(48).fill(0)
  for (const density of live) {
    const bin = Math.floor((Math.log10(density) + 6) * 8)
    counts[Math.min(47, Math.max(0, bin))]++
  }
  await client.query('UPDATE analysis SET metrics = $1 WHERE id = $2', [
    {
      l0: live.reduce((sum, density) => sum + density, 0),
      ceBase: 2.7,
      ceZero: 5.1,
      ceSae: 2.95,
      ceRecovered: 0.896,
      explainedVariance: 0.81,
      deadFraction: 1 - live.length / densities.length,
      heldOutTokens: 20480,
      medianDensity: live[Math.floor(live.length / 2)] ?? 0,
      densityHistogram: { edges, counts },
    },
    analysis,
  ])
}

async function details(
  client: pg.PoolClient,
  options: Options,
  analysis: number,
  some: (count: number) => Int32Array,
  random: () => number,
) {
  const reals = (count: number, scale: number) =>
    Float32Array.from({ length: count }, () => scale * random()).sort((a, b) => b - a)
  function* rows() {
    for (let index = 0; index < options.features; index++)
      yield [
        analysis,
        index,
        Float32Array.from({ length: 25 }, (_, bin) => bin / 2),
        Int32Array.from({ length: 24 }, (_, bin) => Math.round(1000 * Math.exp(-bin / 4))),
        some(64),
        some(64),
        Float64Array.from(reals(64, 900)),
        reals(64, 12),
        4000,
        Array.from({ length: 11 }, (_, k) => 10 * 2 ** k),
        reals(11, 0.4),
        some(50),
        reals(50, 2),
        some(50),
        reals(50, 2).map((value) => -value),
        Float32Array.from({ length: 41 }, (_, bin) => -2 + bin / 10),
        Int32Array.from({ length: 40 }, (_, bin) => Math.round(200 * Math.exp(-(((bin - 20) / 6) ** 2)))),
        some(10),
        reals(10, 1),
        reals(10, 0.2),
        some(10),
        reals(10, 1),
        reals(10, 1),
        Int32Array.from({ length: 10 }, () => Math.floor(random() * options.features)),
        reals(10, 1),
      ]
  }
  await copyRows(
    client,
    'feature_detail',
    columns(`
      analysis_id:int4 index:int4 histogram_edges:float4[] histogram_counts:int4[] token_ids:int4[]
      token_counts:int4[] token_sums:float8[] token_maxima:float4[] activation_sum:float8
      interval_counts:int8[] interval_loss_effects:float4[] promoted_ids:int4[]
      promoted_values:float4[] suppressed_ids:int4[] suppressed_values:float4[] logit_edges:float4[]
      logit_counts:int4[] aligned_neurons:int4[] aligned_weights:float4[] aligned_l1_shares:float4[]
      correlated_neurons:int4[] correlated_pearson:float4[] correlated_cosine:float4[]
      neighbour_indices:int4[] neighbour_cosines:float4[]`),
    rows(),
  )
}

async function examples(client: pg.PoolClient, options: Options, analysis: number, random: () => number) {
  function* rows() {
    for (let index = 0; index < options.features; index++)
      for (let at = 0; at < options.examples; at++) {
        const top = at < 20
        const position = 1 + Math.floor(random() * (CONTEXT - 1))
        const activation = 12 * (1 - at / (options.examples + 1))
        const positions = Int16Array.of(position, Math.min(CONTEXT - 1, position + 3))
        yield [
          analysis,
          index,
          top ? -1 : Math.floor((at - 20) / 5) % 11,
          top ? at : 5 * Math.floor((at - 20) / 55) + ((at - 20) % 5),
          Math.floor(random() * SEQUENCES),
          position,
          1 + Math.floor(random() ** 4 * 40),
          activation,
          positions,
          Float32Array.of(activation, activation / 3),
          Float32Array.of(0.4 * random(), -0.2 * random()),
        ]
      }
  }
  return copyRows(
    client,
    'example',
    columns(`
      analysis_id:int4 index:int4 group:int2 rank:int2 sequence:int4 position:int2 repeats:int4
      activation:float4 positions:int2[] activations:float4[] loss_effects:float4[]`),
    rows(),
  )
}

async function postings(
  client: pg.PoolClient,
  options: Options,
  analysis: number,
  vocab: number,
  random: () => number,
) {
  const length = Math.min(200, options.features)
  function* rows() {
    for (let token = 1; token < vocab; token++)
      for (const kind of [0, 1, 2]) {
        const values = Float32Array.from({ length }, () => random() * 9).sort((a, b) => b - a)
        yield [
          analysis,
          token,
          kind,
          Int32Array.from({ length }, () => Math.floor(random() * options.features)),
          values,
          Int32Array.from({ length }, () => 1 + Math.floor(random() * 300)),
          values.map((value) => value * 1.1),
          length + Math.floor(random() * 500),
        ]
      }
  }
  return copyRows(
    client,
    'token_posting',
    columns(`
      analysis_id:int4 token_id:int4 kind:int2 features:int4[] values:float4[] counts:int4[]
      maxima:float4[] total:int4`),
    rows(),
  )
}

if (process.argv[1]?.includes('synthetic')) {
  const { values } = parseArgs({
    options: {
      features: { type: 'string', default: '600' },
      examples: { type: 'string', default: '30' },
      slug: { type: 'string', default: 'made-up' },
      preview: { type: 'boolean', default: false },
    },
  })
  const db = await openDatabase(config())
  const started = performance.now()
  const rows = await fillSynthetic(db, {
    features: Number(values.features),
    examples: Number(values.examples),
    slug: values.slug,
    preview: values.preview,
  })
  console.log(
    `${rows} rows in ${((performance.now() - started) / 1000).toFixed(1)} s: synthetic.${values.slug}`,
  )
  await db.close()
}
