'use client'

import { useEffect, useLayoutEffect, useRef } from 'react'
import { formatActivation, formatCount, formatPercent, formatSigned } from '@/lib/view/format'
import { placeBeside } from '../place-beside'
import { TokenLiteral } from '../tokens/token-literal'
import { ChangedTokens } from './changed-tokens'
import { type Hovered, setHovered, useHovered } from './hovered'
import './tip.css'

const TIP_ID = 'token-tip'

/** The one tooltip for all tokens of a page: under the token and inside the window, or a sheet on phones. */
export function TokenTip({ maximum }: { maximum: number }) {
  const hovered = useHovered()
  const tip = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    if (!hovered || !tip.current) return
    placeBeside(tip.current, hovered.anchor)
    hovered.anchor.classList.add('hot')
    hovered.anchor.setAttribute('aria-describedby', TIP_ID)
    return () => {
      hovered.anchor.classList.remove('hot')
      hovered.anchor.removeAttribute('aria-describedby')
    }
  }, [hovered])

  useEffect(() => {
    const elsewhere = (event: PointerEvent) => {
      if (event.target instanceof Element && !event.target.closest('bdi, .tip')) setHovered(null)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setHovered(null)
    }
    document.addEventListener('pointerdown', elsewhere)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', elsewhere)
      document.removeEventListener('keydown', onKey)
      setHovered(null)
    }
  }, [])

  return (
    <div className="tip" id={TIP_ID} role="tooltip" ref={tip} hidden={hovered === null}>
      {/* each token gets new elements, because texts that move count as shifts of the layout */}
      {hovered && <TipBody key={hovered.place} hovered={hovered} maximum={maximum} />}
    </div>
  )
}

function TipBody({ hovered, maximum }: { hovered: Hovered; maximum: number }) {
  const { document } = hovered
  return (
    <>
      <p>
        <TokenLiteral token={hovered.token} />{' '}
        <span className="dim">
          id {formatCount(hovered.id)} · {hovered.place}
        </span>
      </p>
      <dl>
        <dt>Activation</dt>
        <dd>
          {hovered.activation > 0 ? (
            <>
              <b>{formatActivation(hovered.activation)}</b>{' '}
              <span className="dim">{formatPercent(hovered.activation / maximum, 2)} of maximum</span>
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
            <dt>{document.heldOut ? 'Held-out text' : 'Training text'}</dt>
            <dd className="doc" title={document.name}>
              {document.name}
            </dd>
          </>
        )}
      </dl>
      {hovered.effects && hovered.activation > 0 && <ChangedTokens place={hovered.effects} />}
    </>
  )
}

function LossWords({ hovered }: { hovered: Hovered }) {
  const { activation, lossEffect, next } = hovered
  if (!next) return 'no prediction to ablate'
  if (!(activation > 0)) return <span className="dim">unchanged by this token</span>
  if (lossEffect === null || lossEffect === undefined) return 'not measured'
  const said = formatSigned(lossEffect)
  const verb =
    said === '0.00' ? 'changes nothing for' : lossEffect > 0 ? 'helps to predict' : 'hurts predicting'
  return (
    <>
      <b className={said === '0.00' ? undefined : lossEffect > 0 ? 'helps' : 'hurts'}>{said}</b>{' '}
      <span className="dim">
        nats, {verb} <TokenLiteral token={next.token} />
      </span>
    </>
  )
}
