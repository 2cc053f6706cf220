'use client'

import { useEffect, useRef } from 'react'
import { type BrowseState, browseParams } from '@/lib/contract/browse-query'
import { LINKED, operationUrl } from '@/lib/contract/links'
import { formatCount } from '@/lib/view/format'
import './css/export.css'

interface Props {
  dictionary: string
  query: BrowseState
  matching: number
}

const FORMATS = [
  ['csv', 'CSV', 'one row per feature, for spreadsheets'],
  ['jsonl', 'JSON lines', 'one line per feature, as the API answers it'],
] as const

/** Downloads the features that the filters leave, in the order of the list. */
export function ExportMenu({ dictionary, query, matching }: Props) {
  const menu = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event) => {
      const details = menu.current
      if (!details?.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        details.querySelector('summary')?.focus()
      } else if (event.target instanceof Node && details.contains(event.target)) return
      details.open = false
    }
    document.addEventListener('keydown', close)
    document.addEventListener('pointerdown', close)
    return () => {
      document.removeEventListener('keydown', close)
      document.removeEventListener('pointerdown', close)
    }
  }, [])
  return (
    <details className="menu" ref={menu}>
      <summary className="btn">Export</summary>
      <div className="sheet">
        <p className="note">
          {formatCount(matching)} {matching === 1 ? 'feature' : 'features'}, filtered and ordered like the
          list
        </p>
        {FORMATS.map(([format, name, says]) => (
          <a
            key={format}
            href={operationUrl(
              LINKED.exportFeatures,
              { dictionary },
              { format, ...browseParams({ ...query, view: 'table' }) },
            )}
            download
          >
            <b>{name}</b> <span className="dim">{says}</span>
          </a>
        ))}
      </div>
    </details>
  )
}
