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

export { writeGpt2Directory } from './architectures/gpt2-write'
export { loadDictionaryDirectory } from './dictionaries'
export { checkExcludedTokens } from './dictionaries/excluded-tokens'
export { neuronDictionary } from './dictionaries/neurons'
export { SHUFFLE_SEED_KEY } from './dictionaries/saelens-config'
export { writeDictionary } from './dictionaries/saelens-write'
export { safetensorsParts } from './safetensors-write'

export { checkTokenizer, findTokenizer, type TokenizerFiles } from './tokenizer-files'
export { dictionaryHash, modelHash } from './weights-hash'
