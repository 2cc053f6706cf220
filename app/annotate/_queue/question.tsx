import type { ReactNode } from 'react'
import { cn } from '@/app/_ui/kit/cn'
import type { QuestionKey } from './questions'

/** Classes of a part with a mark at its left edge if it is the marked question. It takes the focus as a whole. */
export const marked = (isMarked: boolean) =>
  cn(
    'relative scroll-my-16 outline-none',
    isMarked &&
      'before:absolute before:inset-y-0 before:-left-3 before:w-0.5 before:bg-accent forced-colors:before:bg-[Highlight]',
  )

/** A question of the form with its name, what it asks, and its control. The mark follows the focus. */
export function Question(props: {
  readonly name: QuestionKey
  readonly title: string
  readonly says: string
  readonly isMarked: boolean
  readonly onMark: (name: QuestionKey) => void
  readonly children: ReactNode
}) {
  const { name, title, says, isMarked, onMark, children } = props
  const id = `q-${name}`
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot take the focus as a whole in every browser
    <div
      role="group"
      aria-labelledby={`${id}-title`}
      tabIndex={-1}
      data-question={name}
      className={marked(isMarked)}
      onFocus={() => onMark(name)}
    >
      <p className="mb-1.5">
        <b id={`${id}-title`} className="font-semibold">
          {title}
        </b>{' '}
        <span id={`${id}-says`} className="text-12 text-ink-3">
          {says}
        </span>
      </p>
      {children}
    </div>
  )
}
