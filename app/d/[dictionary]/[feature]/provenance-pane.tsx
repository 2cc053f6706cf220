import type { Feature } from '@/lib/contract/feature'
import { paths } from '@/lib/contract/paths'
import type { FeaturePlace } from '@/lib/domain/feature-order'
import { formatCount, formatPercent } from '@/lib/view/format'

const HASH_LENGTH = 12

/** The provenance of the numbers on this page. */
export function ProvenancePane({ feature, place }: { feature: Feature; place: FeaturePlace }) {
  const { analysis } = feature
  return (
    <section className="pane" aria-labelledby="p-run">
      <header>
        <h2 id="p-run">Provenance</h2>
        {analysis.preview && <span className="chip">preview</span>}
      </header>
      <dl className="prov">
        <dt>tokens</dt>
        <dd>
          {formatCount(analysis.tokens)} seen, {formatCount(analysis.specialTokens)} special tokens left out
        </dd>
        <dt>analysis</dt>
        <dd>
          {analysis.preview ? 'preview, until the full analysis replaces it' : 'full'},{' '}
          {formatCount(analysis.sequences)} sequences
        </dd>
        <dt>corpus</dt>
        <dd>
          {analysis.corpus}{' '}
          <span className="mono dim" title={analysis.corpusHash}>
            {analysis.corpusHash.slice(0, HASH_LENGTH)}
          </span>
        </dd>
        <dt>dictionary</dt>
        <dd>
          {feature.dictionary}, {formatCount(feature.size)}{' '}
          {feature.kind === 'neurons' ? 'neurons, f = max(0, x)' : 'features'}
        </dd>
        <dt>model</dt>
        <dd>
          {feature.shuffledWeights
            ? `${feature.shuffledWeights.of}, with the entries of every weight matrix shuffled by seed ${feature.shuffledWeights.seed}`
            : feature.model}
        </dd>
        <dt>hook</dt>
        <dd className="mono">{feature.hook}</dd>
        <dt>norms</dt>
        <dd>
          encoder {feature.encoderNorm.toFixed(2)}, decoder {feature.decoderNorm.toFixed(2)}, cosine{' '}
          {feature.encoderDecoderCosine.toFixed(2).replace('-', '−')}
        </dd>
        <dt>place</dt>
        <dd>
          {formatCount(place.position)} of {formatCount(place.total)}, density{' '}
          {formatPercent(feature.density)}
        </dd>
        <dt>run</dt>
        <dd>
          <a className="link" href={paths.run(analysis.run)}>
            {analysis.run}
          </a>
          {analysis.publishedAt && (
            <span className="dim"> published {analysis.publishedAt.slice(0, 16).replace('T', ' ')} UTC</span>
          )}
        </dd>
      </dl>
    </section>
  )
}
