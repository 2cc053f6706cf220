import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LearnedSpec } from '@/lib/domain/dictionary'
import type { Tensor } from '@/lib/domain/model'
import {
  checkExcludedTokens,
  dictionaryHash,
  loadDictionaryDirectory,
  neuronDictionary,
  writeDictionary,
} from '@/lib/models'
import { slicedPositions } from '@/lib/models/dictionaries/position-slice'
import { writeSafetensors } from '@/lib/models/safetensors-write'
import { weightsHash } from '@/lib/models/weights-hash'
import {
  randomDictionary,
  randomTopK,
  TINY_DICTIONARY,
  TINY_SPEC,
  TINY_TOPK,
  temporaryFolder,
  thrown,
} from './tiny'

const at = temporaryFolder()
let count = 0

type Config = Record<string, unknown> & { metadata: Record<string, unknown> }
interface Change {
  readonly cfg?: (cfg: Config) => void
  readonly flat?: Record<string, unknown>
  readonly tensors?: (tensors: Record<string, Tensor>) => void
}

/** Makes a directory that is right except for the change; `flat` replaces cfg.json. */
function directory(change: Change, spec: LearnedSpec = TINY_DICTIONARY): string {
  const dir = at(`dictionary-${count++}`)
  const weights = spec.kind === 'topk' ? randomTopK(spec) : randomDictionary(spec)
  writeDictionary(dir, spec, weights, { modelName: 'tiny' })
  const path = join(dir, 'cfg.json')
  const cfg = JSON.parse(readFileSync(path, 'utf8'))
  change.cfg?.(cfg)
  writeFileSync(path, JSON.stringify(change.flat ?? cfg))
  if (change.tensors) {
    const { W_enc, b_enc, W_dec, b_dec } = weights
    const changed: Record<string, Tensor> = { W_enc, b_enc, W_dec, b_dec }
    change.tensors(changed)
    writeSafetensors(join(dir, 'sae_weights.safetensors'), changed)
  }
  return dir
}
const load = (change: Change, spec?: LearnedSpec) =>
  loadDictionaryDirectory(directory(change, spec), TINY_SPEC)

/** The config that SAELens 3 to 5 wrote, as far as it matters. */
const FLAT = {
  model_name: 'tiny',
  hook_point: 'blocks.1.mlp.hook_post',
  hook_point_layer: 1,
  hook_point_head_index: null,
  activation_fn_str: 'relu',
  activation_fn_kwargs: {},
  d_in: 40,
  d_sae: 64,
  dtype: 'torch.float32',
  normalize_activations: false,
  context_size: 16,
  finetuning_scaling_factor: false,
  sae_lens_training_version: null,
}

describe('configs', () => {
  it('before version 6: flat, old names, old defaults', () => {
    const loaded = load({ flat: FLAT })
    expect(loaded.spec).toEqual({ ...TINY_DICTIONARY, prependBos: true, applyBDecToInput: true })
    expect(loaded.metadata).toMatchObject({ hook_name: 'blocks.1.mlp.hook_post', hook_head_index: null })
  })

  it('flags and defaults of version 6', () => {
    const spec = { ...TINY_DICTIONARY, applyBDecToInput: false, prependBos: false }
    expect(load({}, spec).spec).toEqual(spec)
    const bare = load({
      cfg(cfg) {
        delete cfg.apply_b_dec_to_input
        delete cfg.normalize_activations
        delete cfg.metadata.prepend_bos
        delete cfg.metadata.context_size
      },
    })
    expect(bare.spec).toEqual({ ...TINY_DICTIONARY, contextSize: TINY_SPEC.nCtx })
  })

  it('topk of both generations', () => {
    expect(load({}, TINY_TOPK).spec).toEqual(TINY_TOPK)
    const flat = { ...FLAT, activation_fn_str: 'topk', activation_fn_kwargs: { k: 7 } }
    expect(load({ flat }).spec).toEqual({ ...TINY_TOPK, prependBos: true, applyBDecToInput: true })
    expect(load({ flat: { ...flat, architecture: 'topk', k: 7 } }).spec).toMatchObject({ kind: 'topk', k: 7 })
  })

  it('folds the decoder norms of a topk dictionary that rescales by them, and of no other', () => {
    const rescaled = load(
      { cfg: (cfg) => Object.assign(cfg, { rescale_acts_by_decoder_norm: true }) },
      TINY_TOPK,
    )
    const { W_enc, b_enc, W_dec, b_dec } = rescaled.weights
    const stored = randomTopK(TINY_TOPK)
    for (const feature of [0, 17, 63]) {
      const row = ({ data }: Tensor) => Array.from(data.subarray(feature * 40, (feature + 1) * 40))
      const norm = Math.hypot(...row(stored.W_dec))
      expect(Math.hypot(...row(W_dec))).toBeCloseTo(1, 6)
      expect(W_dec.data[feature * 40]).toBeCloseTo(stored.W_dec.data[feature * 40] / norm, 6)
      expect(W_enc.data[64 + feature]).toBeCloseTo(stored.W_enc.data[64 + feature] * norm, 6)
      expect(b_enc.data[feature]).toBeCloseTo(stored.b_enc.data[feature] * norm, 6)
    }
    expect(b_dec).toEqual(stored.b_dec)
    expect(load({}, TINY_TOPK).weights).toEqual(stored)
  })

  it('accepts a scaling_factor of ones, which means unused', () => {
    const ones = { data: new Float32Array(64).fill(1), dims: [64] }
    expect(() =>
      load({ flat: FLAT, tensors: (t) => Object.assign(t, { scaling_factor: ones }) }),
    ).not.toThrow()
  })

  it.each<[string, Change, string]>([
    ...['jumprelu', 'gated', 'transcoder', 'skip_transcoder', 'jumprelu_transcoder', 'temporal'].map(
      (name): [string, Change, string] => [
        `architecture ${name}`,
        { cfg: (cfg) => Object.assign(cfg, { architecture: name }) },
        `"architecture": "${name}" is not supported`,
      ],
    ),
    ...['expected_average_only_in', true, 'constant_norm_rescale', 'layer_norm', 'covariance_whitening'].map(
      (norm): [string, Change, string] => [
        `normalisation ${norm}`,
        { cfg: (cfg) => Object.assign(cfg, { normalize_activations: norm }) },
        `"normalize_activations": ${JSON.stringify(norm)} is not supported`,
      ],
    ),
    [
      'flat topk with more options',
      {
        flat: { ...FLAT, activation_fn_str: 'topk', activation_fn_kwargs: { k: 8, postact_fn: 'identity' } },
      },
      '"activation_fn_kwargs": {"k":8,"postact_fn":"identity"} is not supported; "postact_fn" is not known',
    ],
    [
      'two ks',
      { flat: { ...FLAT, activation_fn: 'topk', k: 9, activation_fn_kwargs: { k: 8 } } },
      '"k" is 9 as well',
    ],
    ['k of a standard one', { cfg: (cfg) => Object.assign(cfg, { k: 8 }) }, '"k": 8 is not supported'],
    [
      'rescaling of a standard one',
      { cfg: (cfg) => Object.assign(cfg, { rescale_acts_by_decoder_norm: true }) },
      '"rescale_acts_by_decoder_norm": true is not supported; only a topk dictionary rescales',
    ],
    [
      'tanh-relu',
      { flat: { ...FLAT, activation_fn_str: 'tanh-relu' } },
      '"activation_fn": "tanh-relu" is not supported',
    ],
    [
      'flat normalisation',
      { flat: { ...FLAT, normalize_activations: true } },
      '"normalize_activations": true',
    ],
    [
      'reshaping',
      { cfg: (cfg) => Object.assign(cfg, { reshape_activations: 'hook_z' }) },
      '"reshape_activations": "hook_z" is not supported',
    ],
    [
      'reshaping by default',
      { flat: { ...FLAT, hook_point: 'blocks.0.attn.hook_z' } },
      '"hook_name": "blocks.0.attn.hook_z" is not supported',
    ],
    ['one head', { flat: { ...FLAT, hook_point_head_index: 3 } }, '"hook_head_index": 3 is not supported'],
    [
      'some positions of a sequence',
      { cfg: (cfg) => Object.assign(cfg.metadata, { seqpos_slice: [5, null] }) },
      '"seqpos_slice": [5,null] is not supported; every position of the 16 of a sequence counts here',
    ],
    [
      'all positions but the last',
      { flat: { ...FLAT, seqpos_slice: [null, -1] } },
      'set the key to null in a copy of cfg.json',
    ],
    [
      'a slice that is none',
      { flat: { ...FLAT, seqpos_slice: 'all' } },
      '"seqpos_slice": "all" is not supported',
    ],
    [
      'finetuned',
      { flat: { ...FLAT, finetuning_scaling_factor: true } },
      '"finetuning_scaling_factor": true',
    ],
    [
      'transcoder by d_out',
      { cfg: (cfg) => Object.assign(cfg, { d_out: 16 }) },
      '"d_out": 16 is not supported',
    ],
    [
      'transcoder by hook',
      { flat: { ...FLAT, hook_point_out: 'blocks.1.hook_mlp_out' } },
      '"hook_name_out": "blocks.1.hook_mlp_out" is not supported',
    ],
    [
      'unknown hook',
      { cfg: (cfg) => Object.assign(cfg.metadata, { hook_name: 'blocks.1.attn.hook_q' }) },
      'unknown hook point "blocks.1.attn.hook_q"',
    ],
    [
      'centred weights',
      {
        flat: {
          ...FLAT,
          hook_point: 'blocks.1.hook_resid_pre',
          model_from_pretrained_kwargs: { center_writing_weights: true },
        },
      },
      'center_writing_weights changes the values at blocks.1.hook_resid_pre',
    ],
    [
      'final norm',
      { flat: { ...FLAT, hook_point: 'ln_final.hook_normalized', d_in: 16 } },
      '"hook_name": "ln_final.hook_normalized" is not supported',
    ],
    [
      'another tensor',
      { tensors: (t) => Object.assign(t, { threshold: t.b_enc }) },
      'tensor "threshold" is not part of a standard dictionary',
    ],
    [
      'a used scaling_factor',
      { tensors: (t) => Object.assign(t, { scaling_factor: t.b_enc }) },
      'tensor "scaling_factor" is not part of a standard dictionary',
    ],
  ])('unsupported: %s', (_, change, message) => {
    expect(thrown(() => load(change))).toMatchObject({
      name: 'SemascopeError',
      code: 'unsupported',
      message: expect.stringContaining(message),
    })
  })

  it.each([[[null]], [[null, null]], [[0, null, 1]], [[1, null]], [[1, 999]], [[-15, null]], [null]])(
    'a slice of positions that leaves out nothing but BOS is what is done here: %j',
    (seqpos_slice) => {
      const read = load({ cfg: (cfg) => Object.assign(cfg.metadata, { seqpos_slice }) })
      expect(read.spec.contextSize).toBe(16)
    },
  )

  it('a slice chooses the positions that Python chooses', () => {
    const values: [unknown, number[] | undefined][] = [
      [[3], [0, 1, 2]],
      [[-2], [0, 1, 2, 3]],
      [
        [1, 5],
        [1, 2, 3, 4],
      ],
      [
        [null, null, 2],
        [0, 2, 4],
      ],
      [
        [null, null, -2],
        [5, 3, 1],
      ],
      [
        [4, 1, -1],
        [4, 3, 2],
      ],
      [[9, null], []],
      [[1, 2, 0], undefined],
      [[1.5], undefined],
      [[], undefined],
    ]
    for (const [slice, chosen] of values) {
      const positions = slicedPositions(slice, 6)
      expect(positions && [...positions]).toEqual(chosen)
    }
  })

  it('tokens on which it was not trained are special ones, or refused by the key and their ids', () => {
    const special = Uint8Array.of(1, 0, 0, 1)
    for (const value of [undefined, null, true, false, [], [0], [3, 0]])
      expect(() => checkExcludedTokens('d', { exclude_special_tokens: value }, special)).not.toThrow()
    for (const value of [[0, 2], 1, ['<s>'], [99]])
      expect(
        thrown(() => checkExcludedTokens('d', { exclude_special_tokens: value }, special)),
      ).toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining('d: "exclude_special_tokens" names'),
      })
    expect(() => checkExcludedTokens('d', { exclude_special_tokens: [0, 2] }, special)).toThrow(
      'names 2, which',
    )
  })

  it('centred weights do not matter inside the MLP', () => {
    const flat = { ...FLAT, model_from_pretrained_kwargs: { center_writing_weights: true, fold_ln: true } }
    expect(() => load({ flat })).not.toThrow()
  })

  it.each<[string, Change, string]>([
    [
      "another model's d_in",
      { cfg: (cfg) => Object.assign(cfg, { d_in: 512 }) },
      'd_in is 512, but "blocks.1.mlp.hook_post" of this model is 40 wide; the dictionary belongs to another model',
    ],
    [
      'a layer that is not there',
      { cfg: (cfg) => Object.assign(cfg.metadata, { hook_name: 'blocks.2.mlp.hook_post' }) },
      'hook "blocks.2.mlp.hook_post" is in layer 2, the model has 2 layers (from 0)',
    ],
    [
      'a context longer than the model',
      { cfg: (cfg) => Object.assign(cfg.metadata, { context_size: 25 }) },
      "context_size 25 is longer than the model's 24 positions",
    ],
    [
      'no hook',
      { cfg: (cfg) => Object.assign(cfg, { metadata: {} }) },
      'lacks "hook_name", expected a string',
    ],
    [
      'topk without a k',
      { cfg: (cfg) => Object.assign(cfg, { architecture: 'topk' }) },
      'lacks "k", expected a whole number of at least 1',
    ],
    [
      'flat topk without a k',
      { flat: { ...FLAT, activation_fn_str: 'topk' } },
      'lacks "k", expected a whole number of at least 1',
    ],
    [
      'a k above the features',
      { cfg: (cfg) => Object.assign(cfg, { architecture: 'topk', k: 65 }) },
      'k is 65, more than the 64 features',
    ],
    ['no d_sae', { flat: { ...FLAT, d_sae: null } }, '"d_sae" is null, expected a whole number'],
    [
      'another d_sae',
      { cfg: (cfg) => Object.assign(cfg, { d_sae: 65 }) },
      'tensor "W_enc" has shape [40, 64], expected [40, 65]',
    ],
    [
      'a transposed decoder',
      { tensors: (t) => Object.assign(t, { W_dec: { ...t.W_dec, dims: [40, 64] } }) },
      'tensor "W_dec" has shape [40, 64], expected [64, 40]',
    ],
  ])('invalid: %s', (_, change, message) => {
    expect(thrown(() => load(change))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(message),
    })
  })
})

describe('files', () => {
  it('missing ones are named', () => {
    expect(() => loadDictionaryDirectory(at('nowhere'), TINY_SPEC)).toThrow(/no such directory: .*nowhere/)
    const dir = directory({ tensors: (tensors) => delete tensors.b_enc })
    expect(() => loadDictionaryDirectory(dir, TINY_SPEC)).toThrow(
      'sae_weights.safetensors lacks tensor "b_enc"',
    )
    rmSync(join(dir, 'sae_weights.safetensors'))
    expect(() => loadDictionaryDirectory(dir, TINY_SPEC)).toThrow(`${dir} lacks sae_weights.safetensors`)
    rmSync(join(dir, 'cfg.json'))
    expect(() => loadDictionaryDirectory(dir, TINY_SPEC)).toThrow(`${dir} lacks cfg.json`)
  })

  it('NaN and truncation are refused', () => {
    const dir = directory({})
    const path = join(dir, 'sae_weights.safetensors')
    const bytes = readFileSync(path)
    bytes.writeFloatLE(Number.POSITIVE_INFINITY, bytes.length - 4)
    writeFileSync(path, bytes)
    expect(() => loadDictionaryDirectory(dir, TINY_SPEC)).toThrow(
      'tensor "b_dec" holds Infinity at index 39 of 40',
    )
    writeFileSync(path, bytes.subarray(0, 700))
    expect(() => loadDictionaryDirectory(dir, TINY_SPEC)).toThrow(`${path}: truncated`)
    writeFileSync(join(dir, 'cfg.json'), 'null')
    expect(() => loadDictionaryDirectory(dir, TINY_SPEC)).toThrow('cfg.json does not hold a JSON object')
  })
})

describe('writing refuses', () => {
  it('a wrong shape, hook_z and weights of another kind', () => {
    const dir = at('refused')
    mkdirSync(dir)
    const weights = randomDictionary(TINY_DICTIONARY)
    const write = (change: Partial<typeof TINY_DICTIONARY>) => () =>
      writeDictionary(dir, { ...TINY_DICTIONARY, ...change }, weights, { modelName: 'tiny' })
    expect(write({ dSae: 63 })).toThrow('tensor "W_enc" has shape [40, 64], expected [40, 63]')
    expect(write({ hook: 'blocks.0.attn.hook_z' })).toThrow('"blocks.0.attn.hook_z"')
    const topk = (spec: LearnedSpec) => () =>
      writeDictionary(dir, spec, randomTopK(TINY_TOPK), { modelName: 'tiny' })
    expect(topk(TINY_DICTIONARY)).toThrow('spec and weights are of different kinds or k')
    expect(topk({ ...TINY_TOPK, k: 8 })).toThrow('spec and weights are of different kinds or k')
  })
})

describe('the neuron basis', () => {
  it('has one feature per neuron at mlp.hook_post, and exists nowhere else', () => {
    expect(neuronDictionary(TINY_SPEC, 'blocks.1.mlp.hook_post')).toEqual({
      kind: 'neurons',
      hook: 'blocks.1.mlp.hook_post',
      dIn: 40,
      dSae: 40,
      prependBos: true,
      contextSize: 24,
      applyBDecToInput: false,
    })
    for (const hook of ['blocks.1.mlp.hook_pre', 'blocks.1.hook_resid_post', 'hook_embed'])
      expect(thrown(() => neuronDictionary(TINY_SPEC, hook))).toMatchObject({
        code: 'unsupported',
        message: `the neuron basis exists only at mlp.hook_post, not at "${hook}"`,
      })
    expect(() => neuronDictionary(TINY_SPEC, 'blocks.2.mlp.hook_post')).toThrow('the model has 2 layers')
  })
})

describe('weightsHash', () => {
  const tensor = (dims: number[], ...values: number[]) => ({ data: Float32Array.from(values), dims })
  const base = { a: tensor([2, 1], 1, 2), b: tensor([1], 3) }
  it('depends on names, shapes and numbers, not on order or memory layout', () => {
    const hash = weightsHash(base)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    const inside = { data: Float32Array.of(9, 1, 2, 9).subarray(1, 3), dims: [2, 1] }
    expect(weightsHash({ b: base.b, a: inside })).toBe(hash)
    for (const other of [
      { ...base, a: tensor([1, 2], 1, 2) },
      { ...base, a: tensor([2, 1], 1, 2.0000002) },
      { ...base, c: tensor([0]) },
      { A: base.a, b: base.b },
    ])
      expect(weightsHash(other)).not.toBe(hash)
  })
  it('of a dictionary depends on its spec', () => {
    const weights = randomDictionary(TINY_DICTIONARY)
    const flipped = { ...TINY_DICTIONARY, applyBDecToInput: false }
    expect(dictionaryHash(flipped, weights)).not.toBe(dictionaryHash(TINY_DICTIONARY, weights))
    const neurons = (hook: string) => dictionaryHash(neuronDictionary(TINY_SPEC, hook), { kind: 'neurons' })
    expect(neurons('blocks.0.mlp.hook_post')).not.toBe(neurons('blocks.1.mlp.hook_post'))
  })
})
