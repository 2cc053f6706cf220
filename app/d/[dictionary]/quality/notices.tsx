import Link from 'next/link'
import { paths } from '@/lib/contract/paths'
import type { Quality } from '@/lib/contract/quality'
import { exceedsModel } from '@/lib/view/dictionary-answer'
import { formatCount } from '@/lib/view/format'

/** What a reader must know before the figures mean anything. */
export function Notices({ quality }: { quality: Quality }) {
  const notes = notices(quality)
  if (quality.metrics === null)
    return (
      <div className="notices">
        <div className="empty">
          <p>
            <b>Not analysed yet.</b> Figures on held-out text come with the first analysis.{' '}
            <Link className="link" href={paths.runs()} prefetch={false}>
              See the runs
            </Link>
          </p>
        </div>
      </div>
    )
  if (notes.length === 0) return null
  return (
    <div className="notices">
      {notes.map((note) => (
        <p key={note} className="note">
          {note}
        </p>
      ))}
    </div>
  )
}

/** Sentences on what the figures of a dictionary do not say. */
export function notices({ dictionary, metrics }: Quality): string[] {
  if (metrics === null) return []
  const notes: string[] = []
  if (dictionary.preview)
    notes.push(
      `These are figures of a preview of ${formatCount(dictionary.tokens)} tokens; the full analysis replaces them.`,
    )
  if (dictionary.kind === 'neurons')
    notes.push(
      'The neuron basis writes its hook as it is, so loss recovered, divergence and explained variance say nothing about it. L0 and densities do.',
    )
  if (!metrics.heldOutTokens)
    notes.push('No text was held out, so nothing could be measured on text that training has not seen.')
  else if (metrics.ceMean === null)
    notes.push('Figures marked — were not measured by the version that made this analysis.')
  else if (metrics.ceRecovered === null)
    notes.push('Setting the hook to zero does not raise the loss here, so no share of it can be recovered.')
  else if (exceedsModel(metrics.ceRecovered))
    notes.push(
      'The model predicts better with the reconstruction than with its own activations, so the loss recovered is no share of anything. Compare explained variance and L0.',
    )
  if (dictionary.tokens !== null && metrics.ultralowFraction === null && metrics.deadFraction !== null)
    notes.push('Ultralow density cannot be told from fewer than 100 000 tokens.')
  return notes
}
