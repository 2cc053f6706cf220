import type { ReactNode } from 'react'

/** The page before a search, or what it says if nothing was found. */
export const Nothing = ({
  title,
  children,
  more,
  level = 1,
}: {
  title: string
  children: ReactNode
  more?: ReactNode
  level?: 1 | 2
}) => {
  const Heading = `h${level}` as const
  return (
    <div className="max-w-180 px-6 pt-8 pb-12 max-md:px-4 max-md:pt-6">
      <Heading className="text-15 font-semibold wrap-anywhere">{title}</Heading>
      <div className="mt-2 text-ink-2">{children}</div>
      {more}
    </div>
  )
}
