import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ModelSpec, Tensor } from '@/lib/domain/model'
import { checkTokenizer, loadModelDirectory, writeGpt2Directory } from '@/lib/models'
import { gpt2Config } from '@/lib/models/architectures/gpt2-config'
import { gpt2Tensors } from '@/lib/models/architectures/gpt2-write'
import { writeSafetensors } from '@/lib/models/safetensors-write'
import { randomModel, TINY_SPEC, temporaryFolder, thrown } from './tiny'

const at = temporaryFolder()
let count = 0

type Tensors = Record<string, Tensor>

/** Makes a directory that is right except for the changes of the callbacks. */
function directory(
  change: { config?: (config: Record<string, unknown>) => void; tensors?: (tensors: Tensors) => void },
  spec: ModelSpec = TINY_SPEC,
): string {
  const dir = at(`model-${count++}`)
  mkdirSync(dir)
  const config = { ...gpt2Config(spec) }
  change.config?.(config)
  const tensors = gpt2Tensors(dir, spec, randomModel(spec))
  change.tensors?.(tensors)
  writeFileSync(join(dir, 'config.json'), JSON.stringify(config))
  writeFileSync(join(dir, 'tokenizer.json'), '{}')
  writeSafetensors(join(dir, 'model.safetensors'), tensors)
  return dir
}

describe('older and other checkpoints', () => {
  it('keys without prefix, mask buffers, defaults left out, a tied head that is stored too', () => {
    const spec = { ...TINY_SPEC, dMlp: 64 }
    const weights = randomModel(spec)
    const dir = directory(
      {
        config(config) {
          config.n_inner = null
          config.reorder_and_upcast_attn = true
          for (const key of [
            'activation_function',
            'tie_word_embeddings',
            'layer_norm_epsilon',
            'scale_attn_weights',
          ])
            delete config[key]
        },
        tensors(tensors) {
          for (const [name, tensor] of Object.entries(tensors)) {
            delete tensors[name]
            tensors[name.replace('transformer.', '')] = tensor
          }
          tensors['h.0.attn.bias'] = { data: new Float32Array(4), dims: [1, 1, 2, 2] }
          tensors['h.1.attn.masked_bias'] = { data: Float32Array.of(-1e4), dims: [] }
          tensors['lm_head.weight'] = weights.W_E
        },
      },
      spec,
    )
    const loaded = loadModelDirectory(dir)
    expect(loaded.spec).toEqual(spec)
    expect(loaded.weights).toEqual(weights)
  })

  it.each([
    ['gelu_pytorch_tanh', 'gelu_new'],
    ['gelu', 'gelu'],
    ['relu', 'relu'],
  ])('activation_function %s is %s', (name, activation) => {
    const dir = directory({
      config: (config) => {
        config.activation_function = name
      },
    })
    expect(loadModelDirectory(dir).spec.activation).toBe(activation)
  })

  it('c_attn holds queries, keys and values in this order, with inputs as rows', () => {
    const { W_Q, W_K, W_V } = randomModel(TINY_SPEC).blocks[1]
    const fused = gpt2Tensors('', TINY_SPEC, randomModel(TINY_SPEC))['transformer.h.1.attn.c_attn.weight']
    expect(fused.dims).toEqual([16, 48])
    const row = (tensor: Tensor) => [...tensor.data.subarray(5 * 16, 6 * 16)]
    expect([...fused.data.subarray(5 * 48, 6 * 48)]).toEqual([...row(W_Q), ...row(W_K), ...row(W_V)])
  })
})

describe('configs that are refused', () => {
  it.each<[string, unknown, string, string]>([
    ['model_type', 'llama', 'unsupported', 'model_type "llama" is not supported; known are gpt2'],
    ['model_type', undefined, 'invalid_input', 'lacks "model_type"'],
    ['model_type', 'constructor', 'unsupported', 'model_type "constructor"'],
    [
      'activation_function',
      'silu',
      'unsupported',
      '"activation_function": "silu" is not supported; known are relu',
    ],
    ['scale_attn_weights', false, 'unsupported', '"scale_attn_weights": false is not supported'],
    [
      'scale_attn_by_inverse_layer_idx',
      true,
      'unsupported',
      '"scale_attn_by_inverse_layer_idx": true is not',
    ],
    ['add_cross_attention', true, 'unsupported', '"add_cross_attention": true is not supported'],
    ['quantization_config', { bits: 4 }, 'unsupported', '"quantization_config": {"bits":4} is not supported'],
    ['pruned_heads', { 0: [1] }, 'unsupported', '"pruned_heads"'],
    ['n_head', 3, 'invalid_input', 'n_embd 16 is not a multiple of n_head 3'],
    ['n_layer', undefined, 'invalid_input', 'lacks "n_layer", expected a whole number of at least 1'],
    ['n_embd', '16', 'invalid_input', '"n_embd" is "16", expected a whole number'],
    ['n_positions', 0, 'invalid_input', '"n_positions" is 0'],
    ['layer_norm_epsilon', 0, 'invalid_input', '"layer_norm_epsilon" is 0, expected a positive number'],
    ['tie_word_embeddings', 'yes', 'invalid_input', '"tie_word_embeddings" is "yes", expected true or false'],
    ['bos_token_id', undefined, 'invalid_input', 'bos_token_id 50256 is outside the vocabulary of 96'],
    ['eos_token_id', 96, 'invalid_input', 'eos_token_id 96 is outside the vocabulary of 96'],
  ])('%s: %j', (key, value, code, message) => {
    const dir = directory({
      config: (config) => {
        config[key] = value
      },
    })
    const error = thrown(() => loadModelDirectory(dir))
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) })
    expect(error.message).toContain('config.json')
  })

  it.each([
    ['{"model_type": "gpt2",', 'config.json is not JSON'],
    ['[]', 'config.json does not hold a JSON object'],
  ])('%s', (text, message) => {
    const dir = directory({})
    writeFileSync(join(dir, 'config.json'), text)
    expect(thrown(() => loadModelDirectory(dir))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(message),
    })
  })
})

describe('weights that are refused', () => {
  const fc = 'transformer.h.1.mlp.c_fc.weight'
  it.each<[string, (tensors: Tensors) => void, string]>([
    [
      'a Linear where a Conv1D belongs',
      (tensors) => {
        tensors[fc] = { ...tensors[fc], dims: [40, 16] }
      },
      `tensor "${fc}" has shape [40, 16], expected [16, 40]`,
    ],
    [
      'another vocabulary',
      (tensors) => {
        tensors['transformer.wte.weight'] = { data: new Float32Array(97 * 16), dims: [97, 16] }
      },
      'tensor "transformer.wte.weight" has shape [97, 16], expected [96, 16]',
    ],
    [
      'a missing tensor',
      (tensors) => {
        delete tensors[fc]
      },
      `lacks tensor "${fc}"`,
    ],
    [
      'one block more than the config has',
      (tensors) => {
        tensors['transformer.h.2.ln_1.weight'] = tensors['transformer.h.1.ln_1.weight']
      },
      'tensor "transformer.h.2.ln_1.weight" is not part of the GPT-2 that config.json describes',
    ],
    [
      'a head that is not tied although the config says so',
      (tensors) => {
        tensors['lm_head.weight'] = { data: new Float32Array(96 * 16), dims: [96, 16] }
      },
      'lm_head.weight differs from transformer.wte.weight although tie_word_embeddings is true',
    ],
  ])('%s', (_, tensors, message) => {
    const dir = directory({ tensors })
    expect(() => loadModelDirectory(dir)).toThrow(join(dir, 'model.safetensors'))
    expect(() => loadModelDirectory(dir)).toThrow(message)
  })

  it('NaN, naming the tensor', () => {
    const dir = directory({})
    const path = join(dir, 'model.safetensors')
    const bytes = readFileSync(path)
    const last = 'transformer.ln_f.bias'
    bytes.writeFloatLE(Number.NaN, bytes.length - 4 * 3)
    writeFileSync(path, bytes)
    expect(() => loadModelDirectory(dir)).toThrow(`${path}: tensor "${last}" holds NaN at index 13 of 16`)
  })

  it('an untied config without a head', () => {
    const dir = directory({
      config: (config) => {
        config.tie_word_embeddings = false
      },
    })
    expect(() => loadModelDirectory(dir)).toThrow('lacks tensor "lm_head.weight"')
  })

  it('a truncated file', () => {
    const dir = directory({})
    const path = join(dir, 'model.safetensors')
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.subarray(0, bytes.length >> 1))
    expect(() => loadModelDirectory(dir)).toThrow(`${path}: truncated`)
  })
})

describe('missing files are named', () => {
  it('the directory, each of its files, and a pickle instead of safetensors', () => {
    expect(thrown(() => loadModelDirectory(at('nowhere')))).toMatchObject({ code: 'not_found' })
    const dir = directory({})
    expect(() => loadModelDirectory(join(dir, 'config.json'))).toThrow('is not a directory')
    rmSync(join(dir, 'model.safetensors'))
    expect(() => loadModelDirectory(dir)).toThrow(`${dir} lacks model.safetensors`)
    writeFileSync(join(dir, 'pytorch_model.bin'), '')
    expect(() => loadModelDirectory(dir)).toThrow('pytorch_model.bin is not read')
    rmSync(join(dir, 'tokenizer.json'))
    expect(() => loadModelDirectory(dir)).toThrow('lacks tokenizer.json (or vocab.json with merges.txt)')
    rmSync(join(dir, 'config.json'))
    expect(() => loadModelDirectory(dir)).toThrow('lacks config.json')
  })
})

describe('writing refuses', () => {
  const weights = randomModel(TINY_SPEC)
  it.each<[string, Partial<ModelSpec>, typeof weights, string]>([
    ['a wrong shape', { dMlp: 41 }, weights, 'tensor "blocks.0.W_in" has shape [16, 40], expected [16, 41]'],
    ['a wrong number of blocks', { nLayers: 3 }, weights, '2 blocks, expected 3'],
    [
      'a tied head that is not',
      {},
      { ...weights, W_U: { ...weights.W_U, data: weights.W_U.data.map((x) => x + 1) } },
      'the head is tied, but W_U is not the transpose of W_E',
    ],
  ])('%s', (name, change, given, message) => {
    expect(() => writeGpt2Directory(at(name), { ...TINY_SPEC, ...change }, given)).toThrow(message)
  })
})

describe('checkTokenizer', () => {
  const check = (dVocab: number, size: number, maxId = size - 1, special = 0) =>
    checkTokenizer({ ...TINY_SPEC, dVocab, bosTokenId: special, eosTokenId: special }, size, maxId)
  it('accepts an exact fit and rows of padding', () => {
    expect(() => check(50257, 50257)).not.toThrow()
    expect(() => check(50304, 50257)).not.toThrow()
    expect(() => check(51200, 50295)).not.toThrow()
    expect(() => check(1024, 1000)).not.toThrow()
  })
  it('refuses another tokenizer', () => {
    expect(() => check(96, 97)).toThrow('token id 96 has no row among the 96 of the embedding')
    expect(() => check(5120, 4096)).toThrow('it has 4096 tokens, the embedding has 5120 rows')
    expect(() => check(96, 90, 95)).not.toThrow()
    expect(() => check(96, 90, 80)).toThrow('90 tokens share ids 0 to 80')
    expect(() => check(96, 90, 89, 95)).toThrow('BOS id 95 is not a token, the highest id is 89')
  })
})
