'use client'

import { cn } from '@/app/_ui/kit/cn'
import { TokenLiteral } from '@/app/_ui/tokens/token-literal'
import type { MatchedToken } from '@/lib/contract/search'
import { formatCount } from '@/lib/view/format'
import type { SearchView } from './address'
import { ViewLink } from './view-link'

const CHIP =
  'inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-2 border border-line-strong px-2 hover:border-control hover:no-underline max-md:min-h-9 aria-[current]:border-accent aria-[current]:bg-accent-soft'

/** A token that one can choose, with how often it occurs. */
export function TokenChip({
  token,
  on = false,
  view,
}: {
  token: MatchedToken
  on?: boolean
  view: SearchView
}) {
  return (
    <li className="max-w-full">
      <ViewLink view={view} changes={{ id: [token.id], all: null, tab: 'tokens' }} on={on} className={CHIP}>
        <TokenLiteral token={token} />
        <span className="text-12 text-ink-2">
          {token.count === null ? 'not counted' : `${formatCount(token.count)}×`}
        </span>
        {token.match !== 'prefix' && <span className="text-12 text-ink-3">id {token.id}</span>}
      </ViewLink>
    </li>
  )
}

/** All tokens that are the text, as one choice. */
export const AllChip = ({ count, on, view }: { count: number; on: boolean; view: SearchView }) => (
  <li>
    <ViewLink view={view} changes={{ id: 'all', all: null }} on={on} className={cn(CHIP, 'text-ink-2')}>
      all {count}
    </ViewLink>
  </li>
)
