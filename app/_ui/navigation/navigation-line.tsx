'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { Suspense, useEffect } from 'react'
import { pageStands, useUnderWay } from './under-way'

/** A thin line at the top of the window while another page is on its way, so that a press is seen to be heard. */
export function NavigationLine() {
  const isUnderWay = useUnderWay()
  return (
    <>
      <Suspense>
        <End />
      </Suspense>
      {isUnderWay ? (
        <div
          role="progressbar"
          aria-label="Loading the page"
          className="pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 origin-left animate-arrive bg-accent motion-reduce:animate-none rtl:origin-right forced-colors:bg-[Highlight] print:hidden"
        />
      ) : null}
    </>
  )
}

/** Ends the line when the address of the page changes. */
function End() {
  const path = usePathname()
  const search = useSearchParams()
  useEffect(() => pageStands(path, search.toString()), [path, search])
  return null
}
