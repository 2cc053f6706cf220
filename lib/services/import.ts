/**
 * Imports models and dictionaries, the shipped ones included. An import reads and checks everything first, and only then
 * copies files into the store. Bad input changes nothing.
 */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { shuffledName, withShuffledWeights } from '@/lib/compute/shuffled-model'
import { storePaths } from '@/lib/compute/store/paths'
import { copyFiles, putDirectory, putNew } from '@/lib/compute/store/put'
import { readTokenizer, specialTokens, tokenizerHash } from '@/lib/compute/store/tokenizer'
import type { TrainingRecord } from '@/lib/contract/training-record'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import type { TransformerWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { type AnalysisSettings, slugPattern } from '@/lib/jobs/kinds/analysis'
import {
  checkExcludedTokens,
  checkTokenizer,
  dictionaryHash,
  type LoadedModel,
  loadDictionaryDirectory,
  loadModelDirectory,
  mapModelCopy,
  modelHash,
  neuronDictionary,
  openDictionaryDirectory,
  writeGpt2Directory,
} from '@/lib/models'
import { type NamedSweep, readSweeps, readTrainingRecord } from './import-records'

export interface ImportOptions {
  readonly dataDir: string
  /** Hugging Face directory. */
  readonly model: string
  /** Name in URLs. Default: the name of the directory. */
  readonly name?: string
  /** SAELens directories. Default: all below <model>/dictionaries. */
  readonly dictionaries?: readonly string[]
  /** True to analyse the neuron basis of each mlp.hook_post that is used as a dictionary too. */
  readonly neurons: boolean
}

/** One model with the dictionaries that read it. A run analyses one bundle. */
export interface ImportedBundle {
  readonly model: AnalysisSettings['model']
  readonly dictionaries: AnalysisSettings['dictionaries']
  readonly contextSize: number
  readonly prependBos: boolean
  /** What the directories hold besides weights. */
  readonly records: ImportedRecords
  readonly warnings: readonly string[]
}

interface ImportedRecords {
  /** Training records by hash of the dictionary. */
  readonly training: readonly { readonly weightsHash: string; readonly record: TrainingRecord }[]
  readonly sweeps: readonly NamedSweep[]
}

const TOKENIZER_FILES = ['tokenizer.json', 'vocab.json', 'merges.txt']
const MODEL_FILES = ['config.json', ...TOKENIZER_FILES, 'model.safetensors']
const DICTIONARY_FILES = ['cfg.json', 'sae_weights.safetensors']

/**
 * Checks a model with its dictionaries and copies them into the store. Returns a bundle for each model: the given one
 * first, then the controls that its dictionaries were trained on. Throws with the file, tensor or key that is wrong.
 */
export function importBundles(options: ImportOptions): ImportedBundle[] {
  const modelDir = path.resolve(options.model)
  const loaded = loadModelDirectory(modelDir)
  const tokenizer = readTokenizer(loaded.tokenizer)
  checkTokenizer(loaded.spec, tokenizer.vocabSize, tokenizer.vocabSize - 1)
  const { mask: special } = specialTokens(tokenizer, loaded.spec.dVocab)
  const slug = checkedSlug(options.name ?? slugOf(path.basename(modelDir)))
  const read = (options.dictionaries ?? dictionariesBelow(modelDir)).map((directory) =>
    readDictionary(path.resolve(directory), slug, loaded, special),
  )
  const seeds = [...new Set(read.map(({ shuffleSeed }) => shuffleSeed))].sort((a, b) => (a ?? -1) - (b ?? -1))
  if (seeds.length === 0)
    throw new SemascopeError(
      'invalid_input',
      `there is no dictionary: none was given, and ${modelDir}/dictionaries has none`,
    )
  const hash = modelHash(loaded.spec, loaded.weights)
  const plans = seeds.map((seed) => {
    const own = read.filter(({ shuffleSeed }) => shuffleSeed === seed)
    const dictionaries = seed === null && options.neurons ? [...own, ...neuronBases(slug, own, loaded)] : own
    const windows = commonWindows(dictionaries)
    return { seed, dictionaries, windows, model: modelOf(slug, hash, loaded, seed) }
  })

  const store = storePaths(options.dataDir)
  const [{ seed: first }] = plans
  if (first === null) {
    putDirectory(modelDir, [...MODEL_FILES, ...shards(modelDir)], store.model(hash))
    mapModelCopy(loaded, store.model(hash))
  }
  return plans.map(({ model, dictionaries, windows, seed }) => {
    if (seed !== null) putShuffledModel(loaded, model.weights, store.model(model.hash))
    for (const { dir, hash, spec } of dictionaries) {
      if (dir === null || spec.kind === 'neurons') continue
      putDirectory(dir, DICTIONARY_FILES, store.dictionary(hash))
      openDictionaryDirectory(store.dictionary(hash), spec, loaded.spec)
    }
    const { slug, hash, shuffled } = model
    const { records, warnings } = recordsOf(modelDir, hash, seed, dictionaries)
    return {
      model: { slug, hash, tokenizerHash: tokenizerHash(tokenizer), ...(shuffled && { shuffled }) },
      dictionaries: dictionaries.map(({ slug, hash, spec }) => ({ slug, hash, spec: { ...spec } })),
      ...windows,
      records,
      warnings: [...dictionaries.flatMap((dictionary) => dictionary.warnings), ...warnings],
    }
  })
}

/** Reads how the dictionaries were trained, and the sweeps of the model itself; a control has none. */
function recordsOf(
  modelDir: string,
  hash: string,
  seed: number | null,
  dictionaries: readonly ReadDictionary[],
): { records: ImportedRecords; warnings: string[] } {
  const warnings: string[] = []
  const training = dictionaries.flatMap(({ dir, hash: weightsHash }) => {
    const record = dir === null ? null : readTrainingRecord(dir, warnings)
    return record ? [{ weightsHash, record }] : []
  })
  const sweeps = seed === null ? readSweeps(modelDir, hash, warnings) : []
  return { records: { training, sweeps }, warnings }
}

interface ReadDictionary {
  readonly slug: string
  readonly hash: string
  readonly spec: DictionarySpec
  readonly dir: string | null
  readonly shuffleSeed: number | null
  readonly warnings: readonly string[]
}

function readDictionary(
  dir: string,
  model: string,
  { spec: modelSpec }: LoadedModel,
  special: Uint8Array,
): ReadDictionary {
  const { spec, weights, zeroDecoderRows, shuffleSeed, metadata } = loadDictionaryDirectory(dir, modelSpec)
  checkExcludedTokens(dir, metadata, special)
  const zero = zeroDecoderRows.length
  const warnings = [
    ...(zero > 0 ? [`${dir}: ${zero} features have a zero decoder row and never fire`] : []),
    ...(metadata.context_size == null
      ? [
          `${dir}: cfg.json has no "context_size", so sequences are as long as the model allows: ${spec.contextSize}`,
        ]
      : []),
  ]
  return {
    ...{ slug: `${model}.${slugOf(path.basename(dir))}`, hash: dictionaryHash(spec, weights) },
    ...{ spec, dir, shuffleSeed },
    warnings,
  }
}

/** Returns the neuron basis of each mlp.hook_post that a dictionary reads. */
function neuronBases(slug: string, learned: readonly ReadDictionary[], { spec: model }: LoadedModel) {
  const hooks = new Set(learned.map(({ spec }) => spec.hook).filter((hook) => hook.endsWith('mlp.hook_post')))
  return [...hooks].map((hook): ReadDictionary => {
    const { prependBos, contextSize } = learned[0].spec
    const spec = { ...neuronDictionary(model, hook), prependBos, contextSize }
    const layer = model.nLayers > 1 ? `-${hook.split('.')[1]}` : ''
    const hash = dictionaryHash(spec, { kind: 'neurons' })
    return { slug: `${slug}.neurons${layer}`, hash, spec, dir: null, shuffleSeed: null, warnings: [] }
  })
}

/** Returns the model that is analysed: the given one, or the control that is made from its weights. */
function modelOf(slug: string, hash: string, loaded: LoadedModel, seed: number | null) {
  if (seed === null) return { slug, hash, weights: loaded.weights, shuffled: undefined }
  const { weights } = withShuffledWeights(loaded, seed)
  return {
    slug: checkedSlug(shuffledName(slug, seed)),
    hash: modelHash(loaded.spec, weights),
    weights,
    shuffled: { of: slug, ofHash: hash, seed },
  }
}

/** Writes a shuffled model as a directory like any other, in float32, so that reading it gives the same weights. */
function putShuffledModel({ dir, spec }: LoadedModel, weights: TransformerWeights, target: string): void {
  putNew(target, (folder) => {
    copyFiles(dir, TOKENIZER_FILES, folder)
    writeGpt2Directory(folder, spec, weights)
  })
}

function checkedSlug(name: string): string {
  if (slugPattern.test(name)) return name
  throw new SemascopeError('invalid_input', `"${name}" is no name: use a–z, 0–9 and -, at most 63`)
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}

function dictionariesBelow(modelDir: string): string[] {
  const dir = path.join(modelDir, 'dictionaries')
  if (!existsSync(dir)) return []
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(dir, entry.name))
    .sort()
}

function shards(modelDir: string): string[] {
  return readdirSync(modelDir).filter((name) => /^model(-.*)?\.safetensors(\.index\.json)?$/.test(name))
}

/**
 * Throws `unsupported` if dictionaries differ in prepend_bos or context_size: dictionaries of one run read the same windows
 * of text.
 */
function commonWindows(dictionaries: readonly { slug: string; spec: DictionarySpec }[]) {
  const [first] = dictionaries
  const { prependBos, contextSize } = first.spec
  for (const { slug, spec } of dictionaries) {
    if (spec.prependBos !== prependBos)
      throw new SemascopeError(
        'unsupported',
        `${first.slug} and ${slug} differ in prepend_bos: import them in two runs`,
      )
    if (spec.contextSize !== contextSize)
      throw new SemascopeError(
        'unsupported',
        `${first.slug} and ${slug} differ in context_size, ${contextSize} and ${spec.contextSize}: import them in two runs, each with --dictionary`,
      )
  }
  return { contextSize, prependBos }
}
