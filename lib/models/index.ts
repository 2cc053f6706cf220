export { writeGpt2Directory } from './architectures/gpt2-write'
export { loadDictionaryDirectory } from './dictionaries'
export { checkExcludedTokens } from './dictionaries/excluded-tokens'
export { neuronDictionary } from './dictionaries/neurons'
export { SHUFFLE_SEED_KEY } from './dictionaries/saelens-config'
export { writeDictionary } from './dictionaries/saelens-write'
export {
  dictionaryBytes,
  mapModelCopy,
  modelBytes,
  type OpenedDictionary,
  openDictionaryDirectory,
  openModelDirectory,
} from './mapped'
export { type LoadedModel, loadModelDirectory, readModelSpec } from './model-directory'
export { safetensorsParts } from './safetensors-write'
export { tensorColumns, tensorRows } from './stored-tensor'
export { checkTokenizer, findTokenizer, type TokenizerFiles } from './tokenizer-files'
export { dictionaryHash, modelHash } from './weights-hash'
