'use client'

import Link from 'next/link'
import type { MouseEvent, ReactNode } from 'react'
import { buttonStyles } from '@/app/_ui/kit/button-styles'
import { Kbd } from '@/app/_ui/kit/kbd'

/** A link to the next or the previous feature, whose page is loaded before it is pressed. */
export function StepLink(props: {
  readonly href: string
  readonly rel: 'prev' | 'next'
  readonly index: number
  readonly onStep: () => void
}) {
  const { href, rel, index, onStep } = props
  const isNext = rel === 'next'
  const go = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onStep()
  }
  return (
    <Link
      className={buttonStyles({ variant: 'quiet', className: 'max-md:px-1' })}
      {...{ href, rel, onClick: go, prefetch: true }}
    >
      <Side>{isNext ? '' : '‹'}</Side>
      <span className="sr-only">{isNext ? 'Next, ' : 'Previous, '}</span>#{index}
      <Side>{isNext ? '›' : ''}</Side>
      <Kbd>{isNext ? 'j' : 'k'}</Kbd>
    </Link>
  )
}

const Side = ({ children }: { children: ReactNode }) =>
  children === '' ? null : <span aria-hidden="true">{children}</span>
