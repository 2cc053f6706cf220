'use client'

import { type RefObject, useState } from 'react'
import { Button } from '@/app/_ui/kit/button'
import { Dialog } from '@/app/_ui/kit/dialog'
import { Menu, MenuItem } from '@/app/_ui/kit/menu'
import type { ChartFile } from './chart-file'
import { type ChartTable, csvOf, NumberTable } from './chart-table'

/** The menu of a chart: its numbers as a table, and files of it. */
export default function ChartMenu(props: ChartFile & { readonly figure: RefObject<HTMLElement | null> }) {
  const { name, of, table, figure } = props
  const [shown, setShown] = useState<ChartTable | null>(null)

  const showTable = async () => setShown(await table())
  const save = async (kind: 'png' | 'svg' | 'csv') => {
    const { download, fileName, pictureOf, pngOf } = await import('./picture')
    const file = fileName([of, name], kind)
    if (kind === 'csv') {
      download(file, new Blob([csvOf(await table())], { type: 'text/csv;charset=utf-8' }))
      return
    }
    if (!figure.current) return
    const picture = pictureOf(figure.current, `${name}, ${of}`)
    download(file, kind === 'png' ? await pngOf(picture) : new Blob([picture.svg], { type: 'image/svg+xml' }))
  }

  return (
    <>
      <Menu
        trigger={
          <Button
            variant="quiet"
            size="icon"
            className="size-6 max-md:size-8 print:hidden"
            aria-label={`Table and files of the chart: ${name}`}
            data-no-picture
          >
            ⋯
          </Button>
        }
      >
        <MenuItem onSelect={showTable}>As a table</MenuItem>
        <MenuItem onSelect={() => save('csv')}>Save the numbers (CSV)</MenuItem>
        <MenuItem onSelect={() => save('png')}>Save as picture (PNG)</MenuItem>
        <MenuItem onSelect={() => save('svg')}>Save as drawing (SVG)</MenuItem>
      </Menu>
      <Dialog
        open={shown !== null}
        onOpenChange={() => setShown(null)}
        title={`${name}, ${of}`}
        className="w-[min(40rem,calc(100vw-2rem))]"
      >
        {shown ? <NumberTable table={shown} /> : null}
      </Dialog>
    </>
  )
}
