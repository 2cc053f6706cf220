import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/**
 * A part of a page that answers one question. It is a container, so that what stands in it can follow its width.
 *
 * @param props.title a noun; @param props.remark what the pane asks or counts; @param props.actions controls at its right
 */
export function Pane(
  props: Omit<ComponentProps<'section'>, 'title'> & {
    readonly title: ReactNode
    readonly remark?: ReactNode
    readonly actions?: ReactNode
    /** The id of the title, which names the section. */
    readonly titleId: string
    readonly level?: 1 | 2 | 3
  },
) {
  const { title, remark, actions, titleId, level = 2, className, children, ...rest } = props
  const Heading = `h${level}` as const
  return (
    <section
      {...rest}
      aria-labelledby={titleId}
      className={cn(
        '@container min-w-0 border-b border-line px-4 pb-4 last:border-b-0 print:break-inside-avoid',
        className,
      )}
    >
      <header className="mt-1 flex min-h-head flex-wrap items-center gap-x-2">
        <Heading id={titleId} className="font-semibold">
          {title}
        </Heading>
        {remark ? <p className="min-w-0 flex-1 basis-24 truncate text-12 text-ink-3">{remark}</p> : null}
        {actions ? (
          <div className="ml-auto flex flex-wrap items-center gap-2 print:hidden">{actions}</div>
        ) : null}
      </header>
      {children}
    </section>
  )
}

/** A sentence in small type: what a figure means, or what is left out. */
export const Note = ({ className, ...props }: ComponentProps<'p'>) => (
  <p {...props} className={cn('text-12/4 text-ink-3', className)} />
)

/** A figure with its name above. Put several into a `<dl>` with `STATS`. */
export function Stat({
  name,
  children,
  className,
}: {
  name: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <div className={className}>
      <dt className="text-12/4 whitespace-nowrap text-ink-3">{name}</dt>
      <dd className="text-15/5 font-semibold tracking-[-0.005em] whitespace-nowrap [&_small]:text-12 [&_small]:font-normal [&_small]:tracking-normal [&_small]:text-ink-3">
        {children}
      </dd>
    </div>
  )
}
export const STATS = 'flex flex-wrap gap-x-6 gap-y-2'
