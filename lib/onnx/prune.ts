import type { NodeProto } from './proto'
import type { Value } from './value'

/** Returns the nodes that the named tensors need, in order, and the name of every tensor that these nodes read. */
export function liveNodes(
  nodes: readonly NodeProto[],
  wanted: Iterable<string>,
): { nodes: NodeProto[]; needed: Set<string> } {
  const needed = new Set(wanted)
  const kept: NodeProto[] = []
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]
    if (!node.outputs.some((name) => needed.has(name))) continue
    kept.push(node)
    for (const name of node.inputs) needed.add(name)
  }
  return { nodes: kept.reverse(), needed }
}

/**
 * Gives each output its name. A computed tensor is renamed at the node that makes it, so that ONNX Runtime can write
 * it straight into a preallocated output; inputs, constants and second names get an Identity node.
 */
export function nameOutputs(nodes: readonly NodeProto[], outputs: ReadonlyMap<string, Value>): NodeProto[] {
  const computed = new Set(nodes.flatMap((node) => node.outputs))
  const renames = new Map<string, string>()
  const copies: NodeProto[] = []
  for (const [name, { name: source }] of outputs) {
    if (computed.has(source) && !renames.has(source)) renames.set(source, name)
    else copies.push({ opType: 'Identity', domain: '', inputs: [source], outputs: [name], attributes: {} })
  }
  const renamed = (name: string) => renames.get(name) ?? name
  return [
    ...nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(renamed),
      outputs: node.outputs.map(renamed),
    })),
    ...copies.map((node) => ({ ...node, inputs: node.inputs.map(renamed) })),
  ]
}
