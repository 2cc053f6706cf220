import type { FeatureRow } from '@/lib/contract/schemas'
import { activationLevel } from '@/lib/view/levels'
import { stripTexts } from '@/lib/view/strip-texts'
import { tokenPieces } from './tokens/token-pieces'

/** The strongest example of a feature on one line, with its token below the tokens of the rows above. */
export function ExampleLine({ example }: { example: FeatureRow['example'] }) {
  if (!example) return <span className="text-ink-3">—</span>
  const [before, token, after] = stripTexts([
    sideOf(example.before, example.beforeHex),
    example.token,
    sideOf(example.after, example.afterHex),
  ])
  return (
    <span className="kw">
      <span className="l">
        <span>{tokenPieces(before)}</span>
      </span>
      <span className="r">
        <span className="sel" data-a={activationLevel(1, 1)}>
          {tokenPieces(token)}
        </span>
        {tokenPieces(after)}
      </span>
    </span>
  )
}

function sideOf(text: string, hex: string | undefined) {
  return hex ? { text, hex } : { text }
}
