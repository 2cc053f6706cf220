/**
 * The GPT-2 forward pass as a set of hook points that are computed on demand. Asking for a hook adds exactly the
 * nodes it needs, so nothing that comes before a provided hook enters the graph.
 */
import { BLOCK_HOOKS, type BlockHook, type HookName, hookWidth, parseHook } from '@/lib/domain/hook'
import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import type { Graph } from '../graph'
import { activate, add, fusedMatMul, gather, layerNormalization, matMul, sliceHead } from '../ops'
import type { Dim } from '../shape'
import type { Value } from '../value'
import { attentionHeads, causalMask } from './attention'
import type { ParameterSource } from './parameters'

/** The shape of a provided hook: `row` is [n, width] for any tokens, `sequence` is [batch, seq, width]. */
export type ProvidedForm = 'row' | 'sequence'

export interface ForwardOptions {
  /** Hooks that become graph inputs of the same name. All must have the same form. */
  readonly provided?: Readonly<Record<HookName, ProvidedForm>>
  /** Hooks whose rows [n, width] are computed in the graph. None if hooks are provided. */
  readonly computed?: Readonly<Record<HookName, Value>>
  /** Sizes, if they are known; default "batch" and "seq". */
  readonly batch?: Dim
  readonly seq?: Dim
}

export interface Forward {
  /** Returns the tensor at a hook point. Throws `unsupported` for a hook that this model does not have. */
  hook(name: HookName): Value
  /** Returns the logits, [..., d_vocab]. */
  logits(): Value
  /**
   * Returns an int64 input [...] with the leading shape of the other inputs: token ids, or the targets to predict.
   */
  input(name: 'ids' | 'targets'): Value
}

/**
 * Returns every hook point of a model in order of computation.
 * @internal Tests compare each of them with naive and with reference activations.
 */
export function hookNames(spec: ModelSpec): HookName[] {
  const blocks = Array.from({ length: spec.nLayers }, (_, layer) =>
    BLOCK_HOOKS.map((hook) => `blocks.${layer}.${hook}`),
  )
  return ['hook_embed', 'hook_pos_embed', ...blocks.flat(), 'ln_final.hook_normalized']
}

/** Prepares the forward pass of a model in `g`; adds no nodes until a hook is asked for. */
export function transformerForward(
  g: Graph,
  spec: ModelSpec,
  parameter: ParameterSource,
  options: ForwardOptions = {},
): Forward {
  const provided = options.provided ?? {}
  for (const name of Object.keys(provided)) checkHook(spec, name)
  const forms = new Set(Object.values(provided))
  if (forms.size > 1)
    throw new SemascopeError('invalid_input', 'provided hooks must all be rows or all be sequences')
  const computed = options.computed ?? {}
  const byRow = forms.has('row') || Object.keys(computed).length > 0
  const batch = options.batch ?? 'batch'
  const seq = options.seq ?? 'seq'
  const lead: Dim[] = byRow ? ['n'] : [batch, seq]

  const memo = new Map<string, Value>()
  const once = (key: string, make: () => Value): Value => {
    let value = memo.get(key)
    if (!value) {
      value = make()
      memo.set(key, value)
    }
    return value
  }

  const needSequences = (what: string) => {
    if (byRow)
      throw new SemascopeError(
        'invalid_input',
        `${what} needs whole sequences, but rows were provided at ${Object.keys(provided).join(', ')}`,
      )
  }
  const ids = () => {
    needSequences('the embedding')
    return once('ids', () => g.input('ids', 'int64', lead))
  }
  const like = () => (memo.get('ids') ? ids() : hook(Object.keys(provided)[0]))
  const seqLength = () => {
    const shape = { type: 'int64' as const, dims: [1] }
    return once('seqLength', () =>
      typeof seq === 'number'
        ? g.ints([seq])
        : g.emit1('Shape', [like()], shape, { attributes: { start: 1, end: 2 } }),
    )
  }
  const mask = () => once('mask', () => causalMask(g, seqLength(), seq))
  const positions = () => once('positions', () => sliceHead(g, parameter('W_pos'), seqLength(), seq))
  const norm = (x: Value, name: string) =>
    layerNormalization(g, x, parameter(`${name}_w`), parameter(`${name}_b`), spec.layerNormEps)
  const linear = (x: Value, W: string, b: string) => add(g, matMul(g, x, parameter(W)), parameter(b))

  const block = (layer: number, site: BlockHook): Value => {
    const at = (other: BlockHook) => hook(`blocks.${layer}.${other}`)
    const field = (name: string) => `blocks.${layer}.${name}`
    switch (site) {
      case 'hook_resid_pre':
        if (layer > 0) return hook(`blocks.${layer - 1}.hook_resid_post`)
        return add(g, hook('hook_embed'), 'hook_pos_embed' in provided ? hook('hook_pos_embed') : positions())
      case 'attn.hook_z': {
        needSequences(`attention of block ${layer}`)
        const x = norm(at('hook_resid_pre'), field('ln1'))
        return attentionHeads(g, spec, x, mask(), (name) => parameter(field(name)))
      }
      case 'hook_attn_out':
        return linear(at('attn.hook_z'), field('W_O'), field('b_O'))
      case 'hook_resid_mid':
        return add(g, at('hook_resid_pre'), at('hook_attn_out'))
      case 'mlp.hook_pre':
        return linear(norm(at('hook_resid_mid'), field('ln2')), field('W_in'), field('b_in'))
      case 'mlp.hook_post':
        return activate(g, spec.activation, at('mlp.hook_pre'))
      case 'hook_mlp_out':
        return linear(at('mlp.hook_post'), field('W_out'), field('b_out'))
      case 'hook_resid_post':
        return add(g, at('hook_resid_mid'), at('hook_mlp_out'))
      default:
        return site satisfies never
    }
  }

  const compute = (name: HookName): Value => {
    const point = checkHook(spec, name)
    if (name in computed) return computed[name]
    if (name in provided) return g.input(name, 'float32', [...lead, hookWidth(point, spec)])
    if (point.layer !== null) return block(point.layer, point.site)
    switch (point.site) {
      case 'hook_embed':
        return gather(g, parameter('W_E'), ids())
      case 'hook_pos_embed': {
        const dims = [batch, seq, spec.dModel]
        const shape = g.emit1('Shape', [hook('hook_embed')], { type: 'int64', dims: [3] })
        return g.emit1('Expand', [positions(), shape], { type: 'float32', dims })
      }
      case 'ln_final.hook_normalized':
        return norm(hook(`blocks.${spec.nLayers - 1}.hook_resid_post`), 'ln_f')
      default:
        return point satisfies never
    }
  }
  const hook = (name: HookName): Value => once(`hook ${name}`, () => compute(name))

  return {
    hook,
    logits: () =>
      once('logits', () => {
        const x = hook('ln_final.hook_normalized')
        return spec.tiedHead
          ? fusedMatMul(g, x, parameter('W_E'), { transB: true })
          : matMul(g, x, parameter('W_U'))
      }),
    input: (name) => (name === 'ids' ? ids() : once(name, () => g.input(name, 'int64', lead))),
  }
}

function checkHook(spec: ModelSpec, name: HookName) {
  const point = parseHook(name)
  if (point.layer !== null && point.layer >= spec.nLayers)
    throw new SemascopeError('unsupported', `hook "${name}": the model has ${spec.nLayers} layer(s)`)
  return point
}
