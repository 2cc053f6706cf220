import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { type LoadedWeights, readGpt2Directory } from './architectures/gpt2'
import { readGpt2Config } from './architectures/gpt2-config'
import { type Json, readJson, requireDirectory, requireFile } from './files'
import { findTokenizer, type TokenizerFiles } from './tokenizer-files'

interface Architecture {
  readonly readConfig: (path: string, json: Json) => ModelSpec
  readonly load: (dir: string) => LoadedWeights
}

/** Readers by `model_type` of config.json. */
const ARCHITECTURES: Readonly<Record<string, Architecture>> = {
  gpt2: { readConfig: readGpt2Config, load: readGpt2Directory },
}

export interface LoadedModel extends LoadedWeights {
  readonly dir: string
  readonly tokenizer: TokenizerFiles
}

/**
 * Loads a Hugging Face directory. Throws `unsupported` for another model_type, and `not_found` with a missing file.
 */
export function loadModelDirectory(dir: string): LoadedModel {
  const { architecture } = describe(dir)
  const tokenizer = findTokenizer(dir)
  return { dir, tokenizer, ...architecture.load(dir) }
}

/** Reads the description of a model without its weights. Throws like loadModelDirectory. */
export function readModelSpec(dir: string): ModelSpec {
  const { architecture, path, json } = describe(dir)
  return architecture.readConfig(path, json)
}

function describe(dir: string): { architecture: Architecture; path: string; json: Json } {
  requireDirectory(dir)
  const path = requireFile(dir, 'config.json')
  const json = readJson(path)
  const type = json.model_type
  if (typeof type !== 'string') throw new SemascopeError('invalid_input', `${path} lacks "model_type"`)
  if (!Object.hasOwn(ARCHITECTURES, type))
    throw new SemascopeError(
      'unsupported',
      `${path}: model_type "${type}" is not supported; known are ${Object.keys(ARCHITECTURES).join(', ')}`,
    )
  return { architecture: ARCHITECTURES[type], path, json }
}
