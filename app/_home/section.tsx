import type { ReactNode } from 'react'
import { cn } from '@/app/_ui/kit/cn'

/** A part of the front page with a heading, a remark and, at the right, where it leads. */
export function Section(props: {
  readonly titleId: string
  readonly title: string
  readonly remark?: ReactNode
  readonly link?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}) {
  const { titleId, title, remark, link, className, children } = props
  return (
    <section
      aria-labelledby={titleId}
      className={cn('@container min-w-0 px-6 pt-5 pb-6 max-md:p-4', className)}
    >
      <header className="mb-2 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={titleId} className="text-15 font-semibold">
          {title}
        </h2>
        {remark ? <p className="text-ink-2 max-md:order-3 max-md:w-full max-md:text-12/4">{remark}</p> : null}
        {link ? <div className="ml-auto">{link}</div> : null}
      </header>
      {children}
    </section>
  )
}
