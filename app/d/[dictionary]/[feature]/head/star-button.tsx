'use client'

import { useMarks } from '@/app/_ui/data/marks/use-marks'
import { useStar } from '@/app/_ui/data/marks/use-writes'
import { Button } from '@/app/_ui/kit/button'
import { Tooltip } from '@/app/_ui/kit/tooltip'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { usePerson } from '@/app/_ui/rubric/person'

/** The button to star the feature, with the number of stars. */
export function StarButton({ on }: { on: FeatureRef }) {
  const { stars } = useMarks(on)
  const { star, isPending } = useStar(on)
  const [person] = usePerson()
  const isMine = stars.includes(person.trim())
  return (
    <Tooltip content={stars.length > 0 ? `Starred by ${stars.join(', ')}` : 'Nobody starred it yet'}>
      <Button id="star" aria-pressed={isMine} aria-busy={isPending} onClick={() => star(!isMine)}>
        <svg
          className={
            isMine
              ? 'size-3.5 fill-accent stroke-accent stroke-1'
              : 'size-3.5 fill-none stroke-current stroke-1'
          }
          viewBox="0 0 16 16"
          aria-hidden="true"
        >
          <path d="M8 1.6l1.9 4 4.4.6-3.2 3 .8 4.4L8 11.5l-3.9 2.1.8-4.4-3.2-3 4.4-.6z" />
        </svg>
        Star <span className="min-w-2 text-ink-2">{stars.length > 0 ? stars.length : ''}</span>
      </Button>
    </Tooltip>
  )
}
