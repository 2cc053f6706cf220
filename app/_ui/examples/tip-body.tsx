import { paths } from '@/lib/contract/paths'
import { formatActivation, formatCount, formatPercent, formatSigned } from '@/lib/view/format'
import { TokenLiteral } from '../tokens/token-literal'
import { ChangedTokens } from './changed-tokens'
import type { Hovered } from './hovered'
import { useTokenEffects } from './use-token-effects'

/** What the tip says of a token: its place, activation, loss without the feature, and what the feature does to the next token. */
export function TipBody({ hovered, maximum }: { hovered: Hovered; maximum: number }) {
  const { document, dictionary } = hovered
  return (
    <>
      <p className="max-md:pr-9">
        <a
          className="text-accent"
          href={paths.search({ dictionary, id: hovered.id })}
          aria-label="Features that fire on this token"
        >
          <TokenLiteral token={hovered.token} />
        </a>{' '}
        <span className="text-ink-3">
          id {formatCount(hovered.id)} · {hovered.place}
        </span>
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 py-2 [&_dd]:text-end [&_dt]:text-ink-3">
        <dt>Activation</dt>
        <dd>
          {hovered.activation > 0 ? (
            <>
              <b>{formatActivation(hovered.activation)}</b>{' '}
              <span className="text-ink-3">{formatPercent(hovered.activation / maximum, 2)} of maximum</span>
            </>
          ) : (
            'the feature is silent here'
          )}
        </dd>
        {hovered.lossEffect !== undefined && (
          <>
            <dt>Loss without it</dt>
            <dd>
              <LossWords hovered={hovered} />
            </dd>
          </>
        )}
        {document && (
          <>
            <dt>{sourceSaid(document.heldOut)}</dt>
            <dd className="wrap-anywhere">{document.name}</dd>
          </>
        )}
      </dl>
      {hovered.effects && hovered.activation > 0 && <ChangedTokens place={hovered.effects} />}
    </>
  )
}

const sourceSaid = (heldOut: boolean | null) =>
  heldOut === null ? 'Text' : heldOut ? 'Held-out text' : 'Training text'

/** The effect that is stored, or else the one that is computed while the reader looks. */
function LossWords({ hovered }: { hovered: Hovered }) {
  const { activation, next, effects } = hovered
  const { data, error } = useTokenEffects(activation > 0 ? effects : undefined)
  if (!next) return 'no prediction to ablate'
  if (!(activation > 0)) return <span className="text-ink-3">unchanged by this token</span>
  const computed = data?.items.find(({ position }) => position === effects?.position)
  const lossEffect = hovered.lossEffect ?? computed?.lossEffect
  if (lossEffect === null || lossEffect === undefined)
    return effects && !data && !error ? <span aria-busy="true">…</span> : 'not measured'
  const said = formatSigned(lossEffect)
  const verb =
    said === '0.00' ? 'changes nothing for' : lossEffect > 0 ? 'helps to predict' : 'hurts predicting'
  return (
    <>
      <b className={said === '0.00' ? '' : lossEffect > 0 ? 'text-helps' : 'text-hurts'}>{said}</b>{' '}
      <span className="text-ink-3">
        nats, {verb} <TokenLiteral token={next.token} />
      </span>
    </>
  )
}
