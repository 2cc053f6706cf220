import type { Dictionary } from '@/lib/contract/schemas'

/** Marks a control, whose model has shuffled weights. Renders nothing for any other dictionary. */
export function ShuffledMark({ shuffled }: { shuffled: Dictionary['shuffledWeights'] }) {
  if (!shuffled) return null
  return (
    <span
      className="chip"
      title={`This is a control: the entries of every weight matrix of ${shuffled.of} were shuffled (seed ${shuffled.seed}) before the dictionary was trained. Everything here belongs to the shuffled model.`}
    >
      shuffled weights
    </span>
  )
}
