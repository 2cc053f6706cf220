'use client'

import { cn } from '@/app/_ui/kit/cn'
import { RadioGroup, RadioTile } from '@/app/_ui/kit/radio-group'

/** One answer from 0 to `most`, side by side. Left and right choose; up and down are left to the page. */
export function Rate(props: {
  /** What is answered, and the ids of words about it. */
  readonly label: string
  readonly describedBy?: string
  readonly most: number
  readonly value: number | null
  readonly isOff?: boolean
  readonly isReadOnly?: boolean
  readonly isSmall?: boolean
  /** `byPointer` is false for an answer by the keys of the group itself, whose focus must stay. */
  readonly onAnswer: (value: number, byPointer: boolean) => void
  readonly onEnter: () => void
}) {
  const { label, describedBy, most, value, isOff = false, isReadOnly = false, isSmall = false } = props
  return (
    <RadioGroup
      orientation="horizontal"
      aria-label={label}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
      {...(isReadOnly ? { 'aria-readonly': true } : {})}
      disabled={isOff}
      value={value === null ? '' : String(value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') props.onEnter()
      }}
      className={cn(
        'grid auto-cols-fr grid-flow-col gap-0 rounded-2 border border-control',
        isOff && 'border-dashed border-line-strong',
      )}
    >
      {Array.from({ length: most + 1 }, (_, answer) => String(answer)).map((answer) => (
        <RadioTile
          key={answer}
          value={answer}
          onClick={(event) => {
            if (!isReadOnly) props.onAnswer(Number(answer), event.detail > 0)
          }}
          className={cn(
            'min-w-0 rounded-none border-y-0 border-r-0 border-l border-line-strong px-0 text-ink-2 first:rounded-l-[3px] first:border-l-0 last:rounded-r-[3px] focus-visible:-outline-offset-3 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=checked]:text-accent-ink data-[state=checked]:hover:bg-accent disabled:cursor-not-allowed disabled:text-ink-3 disabled:hover:bg-surface',
            isSmall ? 'h-6 text-12' : 'h-7.5',
          )}
        >
          {answer}
        </RadioTile>
      ))}
    </RadioGroup>
  )
}
