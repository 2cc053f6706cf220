import { activationLevel } from '@/lib/api/levels'
import type { FeatureRow } from '@/lib/api/schemas'
import { stripPieces } from '@/lib/api/token-view'
import { tokenPieces } from './tokens/token-pieces'

/** The strongest example of a feature on one line: its token stands where the tokens of other rows stand. */
export function ExampleLine({ example }: { example: FeatureRow['example'] }) {
  if (!example) return <span className="dim">—</span>
  return (
    <span className="kw">
      <span className="l">
        <span>{tokenPieces(stripPieces(sideOf(example.before, example.beforeHex)))}</span>
      </span>
      <span className="r">
        <span className="t sel" data-a={activationLevel(1, 1)}>
          {tokenPieces(stripPieces(example.token))}
        </span>
        {tokenPieces(stripPieces(sideOf(example.after, example.afterHex)))}
      </span>
    </span>
  )
}

function sideOf(text: string, hex: string | undefined) {
  return hex ? { text, hex } : { text }
}
