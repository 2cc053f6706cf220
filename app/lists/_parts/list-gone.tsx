'use client'

import Link from 'next/link'
import { buttonStyles } from '@/app/_ui/kit/button-styles'
import { Empty } from '@/app/_ui/kit/notice'
import { paths } from '@/lib/contract/paths'
import { ListsHead } from './lists-head'

/** Says that a list was removed while its page was open. Undoing the removal brings it back here. */
export function ListGone({ slug }: { slug: string }) {
  return (
    <>
      <ListsHead title="This list was removed" isBelow />
      <Empty className="mx-6 mt-4 max-w-160 max-md:mx-4">
        <p className="wrap-anywhere">
          There is no list at <span className="font-mono">{slug}</span> now. Who removed it can undo that.
        </p>
        <p>
          <Link className={buttonStyles()} href={paths.lists()} prefetch={false}>
            All lists
          </Link>
        </p>
      </Empty>
    </>
  )
}
