import type { ReactNode } from 'react'

/** The page before a search, or what it says if nothing was found. */
export const Nothing = ({
  title,
  children,
  more,
}: {
  title: string
  children: ReactNode
  more?: ReactNode
}) => (
  <div className="max-w-180 px-6 pt-8 pb-12 max-md:px-4 max-md:pt-6">
    <h1 className="text-15 font-semibold wrap-anywhere">{title}</h1>
    <div className="mt-2 text-ink-2">{children}</div>
    {more}
  </div>
)
