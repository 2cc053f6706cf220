'use client'

import { Button } from '@/app/_ui/kit/button'
import { Menu, MenuItem, MenuLabel } from '@/app/_ui/kit/menu'
import { browseParams } from '@/lib/contract/browse-query'
import { LINKED, operationUrl } from '@/lib/contract/links'
import { formatCount } from '@/lib/view/format'
import { useBrowse } from './use-browse'

/** The files that a list can be downloaded as. */
export const FORMATS = [
  ['csv', 'CSV', 'one row per feature, for spreadsheets'],
  ['jsonl', 'JSON lines', 'one line per feature, as the API answers it'],
] as const

/** Downloads the features that the filters leave, in the order of the list. */
export function ExportMenu({ matching }: { matching: number | undefined }) {
  const { source, query } = useBrowse()
  const { dictionary } = source
  return (
    <Menu className="w-80" trigger={<Button>Export</Button>}>
      <MenuLabel>
        {matching === undefined ? 'The' : formatCount(matching)} {matching === 1 ? 'feature' : 'features'},
        filtered and ordered like the list
      </MenuLabel>
      {FORMATS.map(([format, name, says]) => (
        <MenuItem key={format} asChild>
          <a
            download
            href={operationUrl(
              LINKED.exportFeatures,
              { dictionary },
              { format, ...browseParams({ ...query, view: 'table' }) },
            )}
          >
            <b className="w-18 flex-none font-medium">{name}</b> <span className="text-ink-3">{says}</span>
          </a>
        </MenuItem>
      ))}
    </Menu>
  )
}
