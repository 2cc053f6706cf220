import { Chip } from '@/app/_ui/kit/chip'
import { Pane } from '@/app/_ui/kit/pane'
import { When } from '@/app/_ui/when'
import type { Feature } from '@/lib/contract/feature'
import { paths } from '@/lib/contract/paths'
import type { FeaturePlace } from '@/lib/domain/feature-order'
import { formatCount, formatPercent } from '@/lib/view/format'

const HASH_LENGTH = 12

/** The provenance of the numbers on this page. */
export function ProvenancePane({ feature, place }: { feature: Feature; place: FeaturePlace }) {
  const { analysis } = feature
  return (
    <Pane titleId="p-run" title="Provenance" actions={analysis.preview ? <Chip>preview</Chip> : undefined}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-12/4 [&_dd]:wrap-anywhere [&_dt]:text-ink-3">
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
          <span className="font-mono text-ink-3">{analysis.corpusHash.slice(0, HASH_LENGTH)}</span>
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
        <dd className="font-mono">{feature.hook}</dd>
        <dt>norms</dt>
        <dd>
          encoder {feature.encoderNorm.toFixed(2)}, decoder {feature.decoderNorm.toFixed(2)}, cosine{' '}
          {feature.encoderDecoderCosine.toFixed(2).replace('-', '−')}
        </dd>
        <dt>place</dt>
        <dd>
          {place.position === null
            ? 'not in the list that you came from'
            : `${formatCount(place.position)} of ${formatCount(place.total)}`}
          , density {formatPercent(feature.density)}
        </dd>
        <dt>run</dt>
        <dd>
          <a className="text-accent" href={paths.run(analysis.run)}>
            {analysis.run}
          </a>
          {analysis.publishedAt && (
            <span className="text-ink-3">
              {' published '}
              <When at={analysis.publishedAt} as="moment" />
            </span>
          )}
        </dd>
      </dl>
    </Pane>
  )
}
