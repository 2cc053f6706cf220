/**
 * Writes and reads Hugging Face's `tokenizer.json`, and reads `vocab.json` with `merges.txt`. Only byte-level BPE
 * with GPT-2's pre-tokenisation is supported. Everything else is refused by name, because almost correct tokens make
 * every number wrong. Post-processors are accepted but not applied: they add special tokens around a text, and the
 * dictionary decides whether BOS is prepended.
 */
import { SemascopeError } from '@/lib/errors'
import { type BpeModel, END_OF_TEXT, type Merge } from './bpe-model'
import { alphabetToBytes, bytesToAlphabet } from './byte-alphabet'
import { createTokenizer } from './tokenizer'
import { type JsonObject, objectAt, parseObject, refuse, typeName } from './tokenizer-json-fields'

/** Returns the text of a tokenizer.json for a model. */
export function writeTokenizerJson(model: BpeModel): string {
  const specialIds = new Set(model.specials.values())
  const names = model.vocab.map((bytes, id) => (specialIds.has(id) ? '' : bytesToAlphabet(bytes)))
  const vocab = Object.fromEntries(names.map((name, id) => [name, id]).filter(([name]) => name !== ''))
  for (const [text, id] of model.specials) vocab[text] = id
  const byteLevel = {
    type: 'ByteLevel',
    add_prefix_space: model.addPrefixSpace,
    trim_offsets: false,
    use_regex: true,
  }
  return `${JSON.stringify(
    {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: [...model.specials].map(([content, id]) => ({
        id,
        content,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
        special: true,
      })),
      normalizer: null,
      pre_tokenizer: byteLevel,
      post_processor: byteLevel,
      decoder: byteLevel,
      model: {
        type: 'BPE',
        dropout: null,
        unk_token: null,
        continuing_subword_prefix: null,
        end_of_word_suffix: null,
        fuse_unk: false,
        byte_fallback: false,
        ignore_merges: false,
        vocab,
        merges: model.merges.map(({ left, right }) => [names[left], names[right]]),
      },
    },
    null,
    1,
  )}\n`
}

/** Returns the text of the tokenizer_config.json with which transformers' AutoTokenizer loads the folder. */
export function writeTokenizerConfigJson(model: BpeModel, contextSize: number): string {
  const special = model.specials.has(END_OF_TEXT) ? END_OF_TEXT : [...model.specials.keys()][0]
  const names = special === undefined ? {} : { bos_token: special, eos_token: special, unk_token: special }
  const config = {
    tokenizer_class: 'PreTrainedTokenizerFast',
    ...names,
    clean_up_tokenization_spaces: false,
    model_max_length: contextSize,
  }
  return `${JSON.stringify(config, null, 2)}\n`
}

/** Reads the text of a tokenizer.json; `source` names the file in errors. */
export function readTokenizerJson(json: string, source = 'tokenizer.json'): BpeModel {
  const file = parseObject(json, source)
  const model = objectAt(file, 'model', source)
  refuseOtherModels(model, source)
  if (file.normalizer) refuse(source, `normalizer "${typeName(file.normalizer)}"`)
  refusePostProcessor(file.post_processor, source)
  const decoder = single(file.decoder, 'decoders')
  if (decoder && typeName(decoder) !== 'ByteLevel') refuse(source, `decoder "${typeName(decoder)}"`)
  const addPrefixSpace = readPreTokenizer(file.pre_tokenizer, source)
  const specials = readAddedTokens(file.added_tokens, source)
  const merges = Array.isArray(model.merges) ? model.merges : refuse(source, 'a model without merges')
  return assemble(objectAt(model, 'vocab', source), merges, specials, addPrefixSpace, source)
}

/**
 * Reads GPT-2's older pair of files. They do not list the special tokens: `specialTokens` (default `<|endoftext|>`)
 * are special if the vocabulary has them.
 */
export function readVocabAndMerges(
  vocabJson: string,
  mergesTxt: string,
  options: { specialTokens?: readonly string[]; addPrefixSpace?: boolean } = {},
): BpeModel {
  const vocab = parseObject(vocabJson, 'vocab.json')
  const specials = new Map<string, number>()
  for (const token of options.specialTokens ?? [END_OF_TEXT]) {
    const id = vocab[token]
    if (typeof id === 'number') specials.set(token, id)
  }
  const lines = mergesTxt.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#version'))
  return assemble(vocab, lines, specials, options.addPrefixSpace ?? false, 'vocab.json')
}

function refuseOtherModels(model: JsonObject, source: string): void {
  const type = model.type ?? 'BPE'
  if (type !== 'BPE') refuse(source, `model "${String(type)}"`)
  for (const option of [
    'dropout',
    'continuing_subword_prefix',
    'end_of_word_suffix',
    'byte_fallback',
    'ignore_merges',
  ])
    if (model[option]) refuse(source, `model option ${option} = ${JSON.stringify(model[option])}`)
}

function refusePostProcessor(value: unknown, source: string): void {
  if (!value) return
  const type = typeName(value)
  if (type === 'Sequence' && Array.isArray((value as JsonObject).processors))
    for (const part of (value as JsonObject).processors as unknown[]) refusePostProcessor(part, source)
  else if (type !== 'ByteLevel' && type !== 'TemplateProcessing') refuse(source, `post-processor "${type}"`)
}

function readPreTokenizer(value: unknown, source: string): boolean {
  const part = single(value, 'pretokenizers')
  const type = typeName(part)
  if (type !== 'ByteLevel') refuse(source, `pre-tokenizer "${type}"`)
  const { use_regex, add_prefix_space } = part as JsonObject
  if (use_regex === false) refuse(source, 'pre-tokenizer "ByteLevel" with use_regex false')
  return add_prefix_space !== false
}

/** Returns the only member of a Sequence, or the value itself if it is no Sequence. */
function single(value: unknown, key: string): unknown {
  if (typeName(value) !== 'Sequence') return value
  const parts = (value as JsonObject)[key]
  return Array.isArray(parts) && parts.length === 1 ? parts[0] : value
}

function readAddedTokens(value: unknown, source: string): Map<string, number> {
  const specials = new Map<string, number>()
  if (value === undefined || value === null) return specials
  if (!Array.isArray(value)) refuse(source, 'added_tokens that are not a list')
  for (const token of value as JsonObject[]) {
    const { content, id, special } = token
    if (typeof content !== 'string' || typeof id !== 'number')
      refuse(source, 'an added token without content or id')
    if (special !== true) refuse(source, `added token ${JSON.stringify(content)} that is not special`)
    specials.set(content as string, id as number)
  }
  return specials
}

function assemble(
  vocabEntries: JsonObject,
  mergeEntries: readonly unknown[],
  specials: ReadonlyMap<string, number>,
  addPrefixSpace: boolean,
  source: string,
): BpeModel {
  const ids = new Map<string, number>()
  for (const [token, id] of Object.entries(vocabEntries)) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0)
      refuse(source, `token ${JSON.stringify(token)} with id ${String(id)}`)
    ids.set(token, id as number)
  }
  for (const [token, id] of specials) ids.set(token, id)
  const vocab: Uint8Array[] = []
  const encoder = new TextEncoder()
  for (const [token, id] of ids) {
    if (id >= ids.size)
      throw new SemascopeError(
        'invalid_input',
        `${source}: token ${JSON.stringify(token)} has id ${id}, but there are ${ids.size} tokens`,
      )
    if (vocab[id])
      throw new SemascopeError(
        'invalid_input',
        `${source}: two tokens have id ${id}, one is ${JSON.stringify(token)}`,
      )
    vocab[id] = specials.has(token) ? encoder.encode(token) : alphabetToBytes(token)
  }
  const merges = mergeEntries.map((entry): Merge => {
    const [left, right, ...rest] = Array.isArray(entry) ? (entry as unknown[]) : String(entry).split(' ')
    const result = ids.get(`${String(left)}${String(right)}`)
    const leftId = ids.get(String(left))
    const rightId = ids.get(String(right))
    if (rest.length > 0 || leftId === undefined || rightId === undefined || result === undefined)
      throw new SemascopeError(
        'invalid_input',
        `${source}: merge ${JSON.stringify(entry)} names tokens outside the vocabulary`,
      )
    return { left: leftId, right: rightId, result }
  })
  const model = { vocab, merges, specials, addPrefixSpace }
  createTokenizer(model)
  return model
}
