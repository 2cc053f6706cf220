import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { dictionaryOf } from './dictionary'

interface Props {
  children: ReactNode
  params: Promise<{ dictionary: string }>
}

/** Answers 404 for an unknown dictionary before anything is streamed, because it is outside the loading state. */
export default async function BrowseLayout({ children, params }: Props) {
  if (!(await dictionaryOf((await params).dictionary))) notFound()
  return children
}
