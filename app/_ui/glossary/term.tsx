import type { ReactNode } from 'react'
import type { TermName } from './terms'

/**
 * A word of the glossary: a press, the focus or a resting pointer opens its definition. The word is a button, so it must
 * not be inside a link or another button. It works in server and client components and needs no code of its own, because
 * the one GlossaryPopover of the layout listens for all terms.
 */
export function Term({ name, children }: { name: TermName; children: ReactNode }) {
  return (
    <button type="button" className="term" data-term={name}>
      {children}
    </button>
  )
}
