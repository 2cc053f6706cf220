/**
 * The door for every model and dictionary, the shipped ones included: reads and checks everything first, and only
 * then copies files into the store. Bad input changes nothing.
 */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import { SemascopeError } from '@/lib/errors'
import {
  checkTokenizer,
  dictionaryHash,
  loadDictionaryDirectory,
  loadModelDirectory,
  modelHash,
  neuronDictionary,
} from '@/lib/models'
import { type RunSettings, slugPattern } from './pipeline/settings'
import { storePaths } from './store/paths'
import { putDirectory } from './store/put'
import { readTokenizer, tokenizerHash } from './store/tokenizer'

export interface ImportOptions {
  readonly dataDir: string
  /** Hugging Face directory. */
  readonly model: string
  /** Name in URLs; default: the directory's. */
  readonly name?: string
  /** SAELens directories; default: all below <model>/dictionaries. */
  readonly dictionaries?: readonly string[]
  /** Whether the neuron basis of each mlp.hook_post used is analysed as a dictionary too. */
  readonly neurons: boolean
}

export interface ImportedBundle {
  readonly model: RunSettings['model']
  readonly dictionaries: RunSettings['dictionaries']
  readonly contextSize: number
  readonly prependBos: boolean
  readonly warnings: readonly string[]
}

const MODEL_FILES = ['config.json', 'tokenizer.json', 'vocab.json', 'merges.txt', 'model.safetensors']
const DICTIONARY_FILES = ['cfg.json', 'sae_weights.safetensors']

/** Checks a bundle and copies it into the store. Throws naming the file, tensor or key that is wrong. */
export function importBundle(options: ImportOptions): ImportedBundle {
  const modelDir = path.resolve(options.model)
  const loaded = loadModelDirectory(modelDir)
  const tokenizer = readTokenizer(loaded.tokenizer)
  checkTokenizer(loaded.spec, tokenizer.vocabSize, tokenizer.vocabSize - 1)
  const slug = options.name ?? slugOf(path.basename(modelDir))
  if (!slugPattern.test(slug))
    throw new SemascopeError('invalid_input', `"${slug}" is no name: use a–z, 0–9 and -, at most 63`)

  const directories = options.dictionaries ?? dictionariesBelow(modelDir)
  const warnings: string[] = []
  const standard = directories.map((directory) => {
    const dir = path.resolve(directory)
    const { spec, weights, zeroDecoderRows } = loadDictionaryDirectory(dir, loaded.spec)
    if (zeroDecoderRows.length > 0)
      warnings.push(`${dir}: ${zeroDecoderRows.length} features have a zero decoder row and never fire`)
    return { slug: `${slug}.${slugOf(path.basename(dir))}`, hash: dictionaryHash(spec, weights), spec, dir }
  })
  const dictionaries: { slug: string; hash: string; spec: DictionarySpec; dir: string | null }[] = [
    ...standard,
  ]
  if (options.neurons) {
    const hooks = new Set(
      standard.map(({ spec }) => spec.hook).filter((hook) => hook.endsWith('mlp.hook_post')),
    )
    for (const hook of hooks) {
      const { prependBos, contextSize } = standard[0].spec
      const spec = { ...neuronDictionary(loaded.spec, hook), prependBos, contextSize }
      const layer = loaded.spec.nLayers > 1 ? `-${hook.split('.')[1]}` : ''
      const hash = dictionaryHash(spec, { kind: 'neurons' })
      dictionaries.push({ slug: `${slug}.neurons${layer}`, hash, spec, dir: null })
    }
  }
  if (dictionaries.length === 0)
    throw new SemascopeError(
      'invalid_input',
      `no dictionary: none given, none below ${modelDir}/dictionaries`,
    )
  const { contextSize, prependBos } = commonWindows(dictionaries, loaded.spec.nCtx)

  const store = storePaths(options.dataDir)
  const hash = modelHash(loaded.spec, loaded.weights)
  putDirectory(modelDir, [...MODEL_FILES, ...shards(modelDir)], store.model(hash))
  for (const { dir, hash } of dictionaries)
    if (dir !== null) putDirectory(dir, DICTIONARY_FILES, store.dictionary(hash))
  return {
    model: { slug, hash, tokenizerHash: tokenizerHash(tokenizer) },
    dictionaries: dictionaries.map(({ slug, hash, spec }) => ({ slug, hash, spec: { ...spec } })),
    contextSize,
    prependBos,
    warnings,
  }
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

/** Dictionaries of one run read the same windows of text. */
function commonWindows(dictionaries: readonly { slug: string; spec: DictionarySpec }[], nCtx: number) {
  const [first] = dictionaries
  for (const { slug, spec } of dictionaries)
    if (spec.prependBos !== first.spec.prependBos)
      throw new SemascopeError(
        'unsupported',
        `${first.slug} and ${slug} differ in prepend_bos: import them in two runs`,
      )
  const contextSize = Math.min(nCtx, ...dictionaries.map(({ spec }) => spec.contextSize))
  return { contextSize, prependBos: first.spec.prependBos }
}
