import { SemascopeError } from '@/lib/errors'
import { type LoadedWeights, readGpt2Directory } from './architectures/gpt2'
import { readJson, requireDirectory, requireFile } from './files'
import { findTokenizer, type TokenizerFiles } from './tokenizer-files'

/** Readers by `model_type` of config.json. */
const ARCHITECTURES: Readonly<Record<string, (dir: string) => LoadedWeights>> = {
  gpt2: readGpt2Directory,
}

export interface LoadedModel extends LoadedWeights {
  readonly dir: string
  readonly tokenizer: TokenizerFiles
}

/**
 * Loads a Hugging Face directory. Throws `unsupported` for another model_type, and `not_found` with a missing file.
 */
export function loadModelDirectory(dir: string): LoadedModel {
  requireDirectory(dir)
  const configPath = requireFile(dir, 'config.json')
  const type = readJson(configPath).model_type
  if (typeof type !== 'string') throw new SemascopeError('invalid_input', `${configPath} lacks "model_type"`)
  if (!Object.hasOwn(ARCHITECTURES, type))
    throw new SemascopeError(
      'unsupported',
      `${configPath}: model_type "${type}" is not supported; known are ${Object.keys(ARCHITECTURES).join(', ')}`,
    )
  const tokenizer = findTokenizer(dir)
  return { dir, tokenizer, ...ARCHITECTURES[type](dir) }
}

export { readGpt2Directory } from './architectures/gpt2'
export { type Gpt2Extras, writeGpt2Directory } from './architectures/gpt2-write'
export { type LoadedDictionary, loadDictionaryDirectory } from './dictionaries'
export { neuronDictionary } from './dictionaries/neurons'
export { SHUFFLE_SEED_KEY } from './dictionaries/saelens-config'
export { type DictionaryExtras, writeDictionary } from './dictionaries/saelens-write'
export { readSafetensors, readSafetensorsDirectory, type TensorFile } from './safetensors'
export { safetensorsParts, writeSafetensors } from './safetensors-write'
export { assertFinite, assertShape, firstNonFinite } from './tensor-checks'
export { checkTokenizer, findTokenizer, type TokenizerFiles } from './tokenizer-files'
export { dictionaryHash, modelHash, weightsHash } from './weights-hash'
