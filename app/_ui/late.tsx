'use client'

import { Component, type ReactNode, Suspense } from 'react'

interface Props {
  /** What stands there until the code is loaded, and for good if it cannot be loaded. */
  readonly fallback?: ReactNode
  /** Runs if the code cannot be loaded. */
  readonly onFail?: () => void
  readonly children: ReactNode
}

/**
 * A part of a page whose code is loaded late. Without a connection the code does not come, and then the part alone is missing:
 * the page stays. Any other error is passed on.
 */
export class Late extends Component<Props, { readonly error: unknown }> {
  override state = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch(error: unknown) {
    if (isLoadError(error)) this.props.onFail?.()
  }

  override render() {
    const { fallback = null, children } = this.props
    const { error } = this.state
    if (error === null) return <Suspense fallback={fallback}>{children}</Suspense>
    if (!isLoadError(error)) throw error
    return fallback
  }
}

/** Returns true for code that could not be loaded, as the bundler and browsers say it. */
const isLoadError = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'ChunkLoadError' || /Failed to (load chunk|fetch dynamically imported)/.test(error.message))
