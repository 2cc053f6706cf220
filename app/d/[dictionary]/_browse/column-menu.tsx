'use client'

import { Button } from '@/app/_ui/kit/button'
import { Checkbox } from '@/app/_ui/kit/checkbox'
import { Popover } from '@/app/_ui/kit/popover'
import { type ColumnId, columnOf, PINNED, sortedBy } from './columns'
import { moved, USUAL_LAYOUT, withColumn } from './layout'
import { useBrowse } from './use-browse'
import { useLayout } from './use-layout'

/** Chooses the columns of the table and their order. */
export function ColumnMenu() {
  const { layout, change } = useLayout()
  const { query } = useBrowse()
  const sorted = sortedBy(query.sort)
  const columns = layout.order.filter((id) => !PINNED.includes(id))
  const shown = columns.filter((id) => layout.visible.includes(id))
  return (
    <Popover
      align="end"
      aria-label="Columns"
      className="max-h-(--radix-popover-content-available-height) w-80 overflow-y-auto"
      trigger={<Button>Columns</Button>}
    >
      <p className="mb-1 text-12/4 text-ink-3">Number and label always stand first.</p>
      <ul aria-label="Columns">
        {columns.map((id) => (
          <li key={id} className="flex items-center gap-1">
            <Checkbox
              className="min-w-0 flex-1"
              checked={layout.visible.includes(id)}
              onCheckedChange={(isOn) => change((before) => withColumn(before, id, isOn === true))}
            >
              {columnOf(id).name}
              {id === sorted && !layout.visible.includes(id) ? (
                <span className="text-ink-3"> (shown while it orders)</span>
              ) : null}
            </Checkbox>
            {shown.includes(id) ? <Moves id={id} shown={shown} /> : null}
          </li>
        ))}
      </ul>
      <div className="mt-2 border-t border-line pt-2">
        <Button
          variant="quiet"
          reason={layout === USUAL_LAYOUT ? 'These are the usual columns' : null}
          onClick={() => change(() => USUAL_LAYOUT)}
        >
          Reset columns
        </Button>
      </div>
    </Popover>
  )
}

function Moves({ id, shown }: { id: ColumnId; shown: readonly ColumnId[] }) {
  const { change } = useLayout()
  const { name } = columnOf(id)
  const at = shown.indexOf(id)
  return (
    <>
      <Button
        size="icon"
        className="size-6"
        aria-label={`Move ${name} to the left`}
        reason={at === 0 ? 'It is the first' : null}
        onClick={() => change((before) => moved(before, id, -1))}
      >
        ↑
      </Button>
      <Button
        size="icon"
        className="size-6"
        aria-label={`Move ${name} to the right`}
        reason={at === shown.length - 1 ? 'It is the last' : null}
        onClick={() => change((before) => moved(before, id, 1))}
      >
        ↓
      </Button>
    </>
  )
}
