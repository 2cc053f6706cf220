import type { SparseBlock } from '@/lib/analysis/sparse-activations'
import type { RuleSequence } from '@/lib/interp/rules'
import { batchSequences } from '../batch-size'
import { displayedFirings } from '../firings'
import type { CachedDictionary, CachedModel } from '../loaded'
import { chunks, forwardRows } from '../rows'
import { frontSession } from '../sessions'
import { type SparseRequest, sparseActivations, sparseBlock } from '../sparse-activations'

/** Activations of a dictionary on one sequence: rows [from, to) of a block. */
export interface SequenceActivations {
  readonly sequence: number
  readonly block: SparseBlock
  readonly from: number
  readonly to: number
}

/**
 * Yields the activations of a dictionary on some sequences of a shard, in their order. Without a file, as for the neuron
 * basis, the model runs on these sequences alone.
 */
export async function* activationsOn(
  model: CachedModel,
  dictionary: CachedDictionary,
  request: SparseRequest,
  sequences: readonly RuleSequence[],
  threads: number,
): AsyncGenerator<SequenceActivations> {
  if (request.file === null) {
    const front = await frontSession(model, dictionary.spec.hook, threads)
    for (const batch of chunks(sequences, batchSequences(model.spec, dictionary.spec.contextSize))) {
      const rows = await forwardRows(
        front,
        batch.map(({ tokenIds }) => tokenIds),
      )
      const firings = await displayedFirings(dictionary, rows, threads)
      const block = sparseBlock(0, rows, firings, request.special)
      for (const [i, { sequence }] of batch.entries())
        yield { sequence, block, from: block.sequences[i], to: block.sequences[i + 1] }
    }
    return
  }
  const wanted = new Set(sequences.map(({ sequence }) => sequence))
  for await (const block of sparseActivations(model, dictionary, request, threads))
    for (let i = 0; i + 1 < block.sequences.length; i++) {
      const sequence = block.firstSequence + i
      if (wanted.has(sequence))
        yield { sequence, block, from: block.sequences[i], to: block.sequences[i + 1] }
    }
}
