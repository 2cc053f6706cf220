'use client'

import { Skeleton } from '@/app/_ui/kit/notice'

/** The shape of the list while it is loading; it is shown after 200 ms. */
export default function LoadingBrowse() {
  return (
    <main id="main" aria-busy="true" className="bg-surface px-6 py-3 max-md:px-4">
      <Skeleton lines={1} className="h-11" />
      <Skeleton lines={1} className="h-19" />
      <Skeleton lines={8} />
      <Skeleton lines={8} />
      <p className="sr-only">Loading features …</p>
    </main>
  )
}
