import Link from 'next/link'
import { Empty } from '@/app/_ui/kit/notice'
import { Note } from '@/app/_ui/kit/pane'
import { paths } from '@/lib/contract/paths'
import type { Quality } from '@/lib/contract/quality'
import { formatCount } from '@/lib/view/format'
import { recoveredSense } from '@/lib/view/recovered'

const NOTICES = 'border-b border-line px-4 py-3 md:px-6'

/** Notices that a reader needs before reading the numbers. */
export function Notices({ quality }: { quality: Quality }) {
  const notes = notices(quality)
  if (quality.metrics === null)
    return (
      <div className={NOTICES}>
        <Empty>
          <p>
            <b className="font-semibold">Not analysed yet.</b> The first analysis measures the dictionary.{' '}
            <Link className="text-accent" href={paths.runs()} prefetch={false}>
              See the runs
            </Link>
          </p>
        </Empty>
      </div>
    )
  if (notes.length === 0) return null
  return (
    <div className={NOTICES}>
      {notes.map((note) => (
        <Note key={note}>{note}</Note>
      ))}
    </div>
  )
}

/** Returns sentences on what the numbers of a dictionary do not say. */
export function notices({ dictionary, metrics }: Quality): string[] {
  if (metrics === null) return []
  const notes: string[] = []
  if (dictionary.preview)
    notes.push(
      `These numbers are from a preview of ${formatCount(dictionary.tokens)} tokens. The full analysis replaces them.`,
    )
  if (dictionary.kind === 'neurons')
    notes.push(
      'The neuron basis reconstructs its hook exactly, so loss recovered, divergence and explained variance say nothing about it. L0 and densities do.',
    )
  if (metrics.measuredOn === 'all')
    notes.push(
      'It is not known that the dictionary was trained on any of this text, so all of it is as good to measure on: losses, errors and L0 are those of a sample drawn from all of it.',
    )
  if (!metrics.measuredTokens)
    notes.push(
      'The dictionary was trained on text of this kind, and none of it was held out, so nothing could be measured on text that was not used for training.',
    )
  else if (metrics.ceMean === null)
    notes.push('The version that made this analysis did not measure the numbers that are marked —.')
  else if (metrics.ceRecovered === null)
    notes.push(
      'Setting the hook to zero does not raise the loss here, so no share of the loss can be recovered.',
    )
  else if (recoveredSense(dictionary.kind === 'neurons', metrics.ceRecovered) === 'nothing')
    notes.push(
      'The model predicts better with the reconstruction than with its own activations, so loss recovered has no meaning here. Compare explained variance and L0 instead.',
    )
  if (dictionary.tokens !== null && metrics.ultralowFraction === null && metrics.deadFraction !== null)
    notes.push('Ultralow density cannot be measured on fewer than 100 000 tokens.')
  return notes
}
