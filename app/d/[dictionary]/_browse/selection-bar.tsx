'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { useKeys } from '@/app/_ui/keys'
import { Button } from '@/app/_ui/kit/button'
import { Menu, MenuItem } from '@/app/_ui/kit/menu'
import { askList } from '@/app/_ui/marks/ask'
import { paths } from '@/lib/contract/paths'
import { exportHead, exportLine } from '@/lib/view/export-features'
import { formatCount } from '@/lib/view/format'
import { FORMATS } from './export-menu'
import { useBrowse } from './use-browse'
import type { CheckedRows } from './use-checked'

/** Fewest and most features that are compared side by side. */
const COMPARED = [2, 4] as const

/** What can be done with the selected features; it floats at the end of the window while there are any. */
export function SelectionBar({ rows, clear }: CheckedRows) {
  const { dictionary } = useBrowse().source
  const count = rows.length
  const keys = useMemo(
    () => (count > 0 ? [{ keys: 'Escape', does: 'select nothing', run: clear }] : []),
    [count, clear],
  )
  useKeys(keys)
  if (count === 0) return null
  const refs = rows.map(({ index }) => ({ dictionary, feature: index }))
  const canCompare = count >= COMPARED[0] && count <= COMPARED[1]
  return (
    <section
      aria-label="Selected features"
      className="sticky bottom-10 z-9 mx-auto flex w-fit max-w-[calc(100%-2rem)] flex-wrap items-center gap-2 rounded-3 border border-line-strong bg-raised p-2 pl-4 shadow-float max-md:bottom-16 print:hidden"
    >
      <p aria-live="polite" className="mr-2">
        <b className="font-semibold">{formatCount(count)}</b> selected
      </p>
      <Button onClick={() => askList(refs)}>Add to list</Button>
      {canCompare ? (
        <Button asChild>
          <Link href={paths.compareFeatures(refs)} prefetch={false}>
            Compare {count}
          </Link>
        </Button>
      ) : (
        <Button reason={`Select ${COMPARED[0]} to ${COMPARED[1]} features to compare them`}>Compare</Button>
      )}
      <Menu className="w-80" trigger={<Button>Export</Button>}>
        {FORMATS.map(([format, name, says]) => (
          <MenuItem
            key={format}
            onSelect={() =>
              download(
                `${dictionary}-selected.${format}`,
                exportHead(format) + rows.map((row) => exportLine(format, row)).join(''),
              )
            }
          >
            <b className="w-18 flex-none font-medium">{name}</b> <span className="text-ink-3">{says}</span>
          </MenuItem>
        ))}
      </Menu>
      <Button variant="quiet" onClick={clear}>
        Clear
      </Button>
    </section>
  )
}

/** Gives a text to the browser as a file. */
function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text]))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
