import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { dictionaryOf } from './dictionary'

interface Props {
  children: ReactNode
  params: Promise<{ dictionary: string }>
}

/** Outside the loading state, so that an unknown dictionary answers 404 before anything is streamed. */
export default async function BrowseLayout({ children, params }: Props) {
  if (!(await dictionaryOf((await params).dictionary))) notFound()
  return children
}
