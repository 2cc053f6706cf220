import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import type { MatchedToken } from '@/lib/contract/search'

const SHOWN = 3

/** The tokens that a list is about, with the first few by name. */
export function TokenNames({ tokens }: { tokens: readonly MatchedToken[] }) {
  return (
    <>
      <TokenLiterals tokens={tokens} limit={SHOWN} />
      {tokens.length > SHOWN && ` and ${tokens.length - SHOWN} more`}
    </>
  )
}
