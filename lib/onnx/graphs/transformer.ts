import type { HookName } from '@/lib/domain/hook'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { Graph } from '../graph'
import { gatherElements, logSoftmax, neg, squeeze, unsqueeze } from '../ops'
import { type Forward, type ProvidedForm, transformerForward } from './forward'
import { type ParameterSource, weightInitializers, weightInputs } from './parameters'

export interface TransformerGraphOptions {
  /**
   * Hook names, `logits` [..., d_vocab] or `ce` [...], the cross-entropy in nats of predicting `targets` at each
   * position. The leading shape is [batch, seq], or [n] when rows are provided.
   */
  readonly outputs: readonly string[]
  /**
   * Hooks that become inputs under their own names: `row` as [n, width], `sequence` as [batch, seq, width]. Nodes
   * that only feed these hooks are left out. Rows can be provided from the last attention on.
   */
  readonly provided?: Readonly<Record<HookName, ProvidedForm>>
}

function crossEntropy(g: Graph, forward: Forward) {
  const logits = forward.logits()
  const logProbabilities = logSoftmax(g, logits)
  const picked = gatherElements(g, logProbabilities, unsqueeze(g, forward.input('targets'), [-1]), -1)
  return neg(g, squeeze(g, picked, [-1]))
}

function write(
  spec: ModelSpec,
  options: TransformerGraphOptions,
  source: (g: Graph) => ParameterSource,
): Graph {
  const g = new Graph()
  const forward = transformerForward(g, spec, source(g), options)
  for (const name of options.outputs) {
    if (options.provided && name in options.provided)
      throw new SemascopeError('invalid_input', `hook "${name}" is both provided and asked for`)
    if (name === 'logits') g.output(name, forward.logits())
    else if (name === 'ce') g.output(name, crossEntropy(g, forward))
    else g.output(name, forward.hook(name))
  }
  return g
}

/**
 * Returns a GPT-2-architecture transformer as an ONNX model (source: Radford et al. 2019; names: TransformerLens).
 *
 * Input `ids` int64 [batch, seq] (and `targets` of the same shape for `ce`) of dynamic sizes, seq ≤ n_ctx. Attention
 * is causal, so padding on the right changes nothing at the positions before it. Values at padded positions have no
 * meaning; the caller masks them.
 * Throws `unsupported` for an unknown hook, and `invalid_input` for a weight of the wrong shape or for rows where
 * whole sequences are needed.
 */
export function transformerGraph(
  spec: ModelSpec,
  weights: TransformerWeights,
  options: TransformerGraphOptions,
): Uint8Array {
  return write(spec, options, (g) => weightInitializers(g, spec, weights)).build()
}

/**
 * Returns the names of the inputs that `transformerGraph` needs: `ids`, `targets`, provided hooks.
 * @internal Tests check that no more of the model is computed than the outputs need.
 */
export function requiredInputs(spec: ModelSpec, options: TransformerGraphOptions): string[] {
  const parameters = new Set<string>()
  const g = write(spec, options, (graph) => {
    const source = weightInputs(graph, spec)
    return (name) => {
      parameters.add(name)
      return source(name)
    }
  })
  return g.requiredInputs().filter((name) => !parameters.has(name))
}
