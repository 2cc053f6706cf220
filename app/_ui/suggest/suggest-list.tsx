'use client'

import { Command } from 'cmdk'
import type { ReactNode } from 'react'
import { formatPercent } from '@/lib/view/format'
import { cn } from '../kit/cn'
import { Kbd } from '../kit/kbd'
import { TokenLiteral, TokenLiterals } from '../tokens/token-literal'
import type { Entry } from './entries'
import { Marked } from './marked'
import type { Suggest } from './use-suggest'

const GROUP =
  '[&_[cmdk-group-heading]]:px-4 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3'

/** What a search field found, in groups. While the answer to the newest text is awaited, nothing of the one before is chosen. */
export function SuggestList({ suggest, className }: { suggest: Suggest; className?: string }) {
  const { groups, isFresh, isKept, failure, q, open } = suggest
  return (
    <Command.List
      label="Found"
      aria-busy={!isFresh}
      className={cn('max-h-[min(30rem,60dvh)] overflow-y-auto overscroll-contain pb-2', className)}
    >
      {failure ? (
        <p role="alert" className="px-4 py-2 text-bad">
          {failure}
        </p>
      ) : null}
      <div>
        {groups.map(({ heading, entries }) => (
          <Command.Group key={`${heading}-${entries[0]?.id}`} heading={heading} className={GROUP}>
            {entries.map((entry) => (
              <Command.Item
                key={entry.id}
                value={entry.id}
                onSelect={() => open(entry)}
                className="flex min-h-8 cursor-pointer items-center gap-3 px-4 py-0.5 data-[selected=true]:bg-accent-soft data-[selected=true]:shadow-[inset_2px_0_0_var(--color-accent)] max-md:min-h-10 forced-colors:data-[selected=true]:outline"
              >
                <Body entry={entry} q={q} />
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </div>
      {isKept ? <p className="px-4 py-2 text-ink-2">Opening “{q}” …</p> : null}
    </Command.List>
  )
}

function Body({ entry, q }: { entry: Entry; q: string }): ReactNode {
  switch (entry.kind) {
    case 'feature': {
      const { index, label, topTokens, why, density, dictionary } = entry.feature
      return (
        <>
          <span className="min-w-12 font-mono text-12 text-accent">#{index}</span>
          <span className="min-w-0 flex-1">
            <span className="block truncate">
              {label === null ? <TokenLiterals tokens={topTokens} /> : <Marked text={label} q={q} />}
            </span>
            {why === null ? null : <span className="block truncate text-12/4 text-ink-2">{why}</span>}
          </span>
          <Side>
            <span className="sr-only">{dictionary}, density </span>
            {formatPercent(density)}
          </Side>
        </>
      )
    }
    case 'token':
      return (
        <>
          <TokenLiteral token={entry.token} />
          <span className="truncate text-ink-2">{entry.does}</span>
          <Side>id {entry.token.id}</Side>
        </>
      )
    case 'named':
      return (
        <>
          <span className="min-w-0 truncate">
            <Marked text={entry.name} q={q} />
          </span>
          <Side>{entry.side}</Side>
        </>
      )
    case 'theme':
      return <span className="truncate">{entry.name}</span>
    case 'key':
      return (
        <>
          <span className="truncate">{entry.name}</span>
          <Side>
            <Kbd>{entry.key}</Kbd>
          </Side>
        </>
      )
  }
}

const Side = ({ children }: { children: ReactNode }) => (
  <span className="ml-auto text-12 whitespace-nowrap text-ink-2">{children}</span>
)
