import type { ReactNode } from 'react'
import { cn } from '../kit/cn'
import type { TermName } from './terms'

/** Classes of a word that has a definition. */
const TERM = 'defined'

/**
 * A word of the glossary: a press, the focus or a resting pointer opens its definition. The word is a button, so it must
 * not be inside a link or another button. It works in server and client components and needs no code of its own, because
 * the one Glossary of the frame listens for all terms.
 */
export function Term({
  name,
  className,
  children,
}: {
  name: TermName
  className?: string
  children: ReactNode
}) {
  return (
    <button type="button" className={className ? cn(TERM, className) : TERM} data-term={name} data-pins="">
      {children}
    </button>
  )
}
