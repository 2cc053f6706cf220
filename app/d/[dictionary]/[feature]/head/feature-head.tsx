import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { CopyLink } from '@/app/_ui/copy-link'
import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import type { Feature } from '@/lib/contract/feature'
import { RUBRIC_MAXIMUM } from '@/lib/contract/limits'
import { LINKED, operationUrl } from '@/lib/contract/links'
import { paths } from '@/lib/contract/paths'
import type { FeaturePlace } from '@/lib/domain/feature-order'
import { nameParts } from '@/lib/view/dictionary-answer'
import { formatActivation, formatCount, formatFixed, formatOneIn, formatPercent } from '@/lib/view/format'
import type { TokenText } from '@/lib/view/token-view'
import { ShuffledMark } from '../../../../_ui/shuffled-mark'
import { PersonTags } from '../people/person-tags'
import { HeadRubric } from '../people/rubric-total'
import { inView, VIEW } from '../view'
import { FeatureTags } from './feature-tags'
import { HeadLabel, HeadLabelScore } from './head-label'
import { StarButton } from './star-button'
import './head.css'

/** The head of the page: name, place in the order, and statistics of a feature. */
export function FeatureHead(props: { feature: Feature; place: FeaturePlace }) {
  const { feature, place } = props
  const { model, name } = nameParts(feature.dictionary, feature)
  const at = { dictionary: feature.dictionary, feature: feature.index }
  return (
    <div className="head">
      <div className="crumb">
        <Link href={paths.home()} className="sec" prefetch={false}>
          {model}
        </Link>
        <span className="dim">/</span>
        <Link href={paths.browse(feature.dictionary)} className="sec" prefetch={false}>
          {name}
        </Link>
        <span className="dim">/</span>
        <span className="mono">#{feature.index}</span>
        <span className="chip">
          <Term name="hook">{feature.hook}</Term>
        </span>
        <ShuffledMark shuffled={feature.shuffledWeights} />
        <Places feature={feature} place={place} />
      </div>
      <div className="title">
        <HeadLabel tokens={feature.tokens.slice(0, 4).map(textOf)} dead={feature.count === 0} />
        <FeatureTags tags={feature.tags} />
        <PersonTags />
        <span className="actions">
          <StarButton />
          <CopyLink />
          <a className="btn" href={operationUrl(LINKED.feature, at)}>
            JSON
          </a>
          <a
            className="btn"
            href={operationUrl(LINKED.vector, at, { format: 'safetensors' })}
            title="Encoder and decoder of this feature as a safetensors file"
            download
          >
            Vector
          </a>
        </span>
      </div>
      <Stats feature={feature} />
    </div>
  )
}

function Places({ feature, place }: { feature: Feature; place: FeaturePlace }) {
  const [view] = useQueryStates(VIEW)
  const { order } = view
  const other = order === 'density' ? 'index' : 'density'
  const link = (index: number) => inView(paths.feature(feature.dictionary, index), view)
  return (
    <span className="pn">
      {place.previous === null ? null : (
        <Link
          className="btn quiet"
          href={link(place.previous)}
          rel="prev"
          title="Previous (J)"
          prefetch={false}
        >
          ‹ #{place.previous}
        </Link>
      )}
      <span className="dim">
        {formatCount(place.position)} of {formatCount(place.total)} by{' '}
        <Link
          className="link"
          href={inView(paths.feature(feature.dictionary, feature.index), { ...view, order: other })}
          title={`Order by ${other} instead`}
          replace
          scroll={false}
          prefetch={false}
        >
          {order}
        </Link>
      </span>
      {place.next === null ? null : (
        <Link className="btn quiet" href={link(place.next)} rel="next" title="Next (K)" prefetch={false}>
          #{place.next} ›
        </Link>
      )}
      <a
        className="btn quiet"
        href={paths.randomFeature(feature.dictionary)}
        title="A random feature that is active (R)"
      >
        Random
      </a>
    </span>
  )
}

function Stats({ feature }: { feature: Feature }) {
  const dead = feature.count === 0
  const oneIn = formatOneIn(feature.density)
  return (
    <dl className="stats">
      <Stat
        name="Density"
        term="density"
        value={formatPercent(feature.density)}
        small={dead ? 'never active' : oneIn}
      />
      <Stat name="Maximum" term="maximum" value={dead ? '—' : formatActivation(feature.maxActivation)} />
      <Stat name="Mean when active" term="mean" value={formatActivation(feature.meanActivation)} />
      <Stat
        name="Distinct tokens"
        term="distinctTokens"
        value={formatCount(feature.distinctTokens)}
        small={`of ${formatCount(feature.vocabulary)}`}
      />
      <Stat
        name="Same token in top 20"
        term="singleTokenShare"
        value={formatPercent(feature.singleTokenShare, 2)}
      />
      <Stat name="Encoder bias" term="encoderBias" value={formatFixed(feature.encoderBias, 3)} />
      <HeadLabelScore />
      <HeadRubric />
      {feature.studyScore && (
        <Stat
          name="Blind score"
          term="rubric"
          value={formatFixed(feature.studyScore.score, 1)}
          small={`of ${RUBRIC_MAXIMUM}, mean of ${formatCount(feature.studyScore.scores)}`}
        />
      )}
    </dl>
  )
}

function Stat({ name, term, value, small }: { name: string; term: TermName; value: string; small?: string }) {
  return (
    <div className="stat">
      <dt>
        <Term name={term}>{name}</Term>
      </dt>
      <dd>
        {value} {small ? <small>{small}</small> : null}
      </dd>
    </div>
  )
}

/** Returns only what the name of a token needs, so that less is sent. */
function textOf({ text, hex, special }: TokenText): TokenText {
  return { text, ...(hex ? { hex } : {}), ...(special ? { special } : {}) }
}
