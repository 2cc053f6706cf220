import type { Dictionary } from '@/lib/contract/schemas'

/** Says of a control that its model's weights were shuffled; nothing for any other dictionary. */
export function ShuffledMark({ shuffled }: { shuffled: Dictionary['shuffledWeights'] }) {
  if (!shuffled) return null
  return (
    <span
      className="chip"
      title={`A control: the entries of every weight matrix of ${shuffled.of} were shuffled (seed ${shuffled.seed}) before the dictionary was trained, and everything here is of that model`}
    >
      shuffled weights
    </span>
  )
}
