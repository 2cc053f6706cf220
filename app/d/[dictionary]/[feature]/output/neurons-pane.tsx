'use client'

import { Term } from '@/app/_ui/glossary/term'
import type { Feature } from '@/lib/contract/feature'
import { formatCount, formatFixed, formatSigned, formatSignificant } from '@/lib/view/format'

/** Shows if the feature is really one neuron. Only for dictionaries that read neurons. */
export function NeuronsPane({ neurons, hook }: { neurons: Feature['neurons']; hook: string }) {
  return (
    <section className="pane" aria-labelledby="p-neu">
      <header>
        <h2 id="p-neu">
          <Term name="neurons">Neurons</Term>
        </h2>
        <span className="dim">is the feature one neuron?</span>
      </header>
      {neurons === null ? (
        <p className="note">
          {hook} is not a neuron basis, so there is no comparison. Neurons are compared only at mlp.hook_post.
        </p>
      ) : (
        <>
          <div className="two">
            <table className="tbl tight">
              <thead>
                <tr>
                  <th>
                    <Term name="alignment">weight</Term>
                  </th>
                  <th className="num">w</th>
                  <th className="num">% of L1</th>
                </tr>
              </thead>
              <tbody>
                {neurons.aligned.map(({ neuron, weight, l1Share }) => (
                  <tr key={neuron}>
                    <td className="mono">{`n${neuron}`}</td>
                    <td className="num">{formatSigned(weight)}</td>
                    <td className="num sec">{formatSignificant(l1Share * 100, 2)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {neurons.correlated.length === 0 ? (
              <p className="note">The feature never fires, so there are no correlations.</p>
            ) : (
              <table className="tbl tight">
                <thead>
                  <tr>
                    <th>activity</th>
                    <th className="num">r</th>
                    <th className="num">cos</th>
                  </tr>
                </thead>
                <tbody>
                  {neurons.correlated.map(({ neuron, pearson, cosine }) => (
                    <tr key={neuron}>
                      <td className="mono">{`n${neuron}`}</td>
                      <td className="num">{formatFixed(pearson)}</td>
                      <td className="num sec">{formatFixed(cosine)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </div>
          <p className="note foot">
            {`Decoder weights by size, with their share of the L1 norm${says(neurons)}.`}
          </p>
        </>
      )}
    </section>
  )
}

function says({ correlated, tokens }: NonNullable<Feature['neurons']>): string {
  if (correlated.length === 0) return ''
  return `; Pearson r and cosine of activity${tokens === null ? '' : ` over ${formatCount(tokens)} tokens`}`
}
