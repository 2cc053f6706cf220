import type { ReactNode } from 'react'
import type { TermName } from './terms'

/**
 * A word of the glossary: pressing, focusing or resting on it opens its definition. A button, so it must not stand
 * inside a link or another button. Works in server and client components alike and carries no code of its own:
 * the one GlossaryPopover of the layout listens for all of them.
 */
export function Term({ name, children }: { name: TermName; children: ReactNode }) {
  return (
    <button type="button" className="term" data-term={name}>
      {children}
    </button>
  )
}
