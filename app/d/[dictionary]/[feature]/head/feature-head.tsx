import { CopyLink } from '@/app/_ui/copy-link'
import { buttonStyles } from '@/app/_ui/kit/button-styles'
import type { Feature } from '@/lib/contract/feature'
import { LINKED, operationUrl } from '@/lib/contract/links'
import type { FeaturePlace } from '@/lib/domain/feature-order'
import type { TokenText } from '@/lib/view/token-view'
import { PersonTags } from '../people/person-tags'
import { Breadcrumb } from './breadcrumb'
import { FeatureTags } from './feature-tags'
import { Figures } from './figures'
import { HeadLabel } from './head-label'
import { Places } from './places'
import { StarButton } from './star-button'

/** The head of the page: name, place in the order, and statistics of a feature. */
export function FeatureHead({ feature, place }: { feature: Feature; place: FeaturePlace }) {
  const { dictionary, index } = feature
  const on = { dictionary, feature: index }
  return (
    <div className="@container border-b border-line bg-surface px-6 pt-3 pb-4 max-md:px-4 max-md:pt-2 max-md:pb-3">
      <div className="flex min-h-control flex-wrap items-center gap-x-2 gap-y-1 text-12">
        <Breadcrumb feature={feature} />
        <Places feature={feature} place={place} />
      </div>
      <div className="mt-1 mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 max-md:mb-2">
        <div className="flex min-w-0 flex-[1_1_24rem] flex-wrap items-center gap-x-1 gap-y-1 max-md:basis-full">
          <HeadLabel on={on} tokens={feature.tokens.slice(0, 4).map(textOf)} dead={feature.count === 0} />
          <FeatureTags tags={feature.tags} />
          <PersonTags on={on} />
        </div>
        <div className="flex flex-wrap gap-2 max-md:grid max-md:w-full max-md:grid-cols-4 max-sm:grid-cols-2 print:hidden">
          <StarButton on={on} />
          <CopyLink />
          <a className={buttonStyles()} href={operationUrl(LINKED.feature, on)}>
            JSON
          </a>
          <a
            className={buttonStyles()}
            href={operationUrl(LINKED.vector, on, { format: 'safetensors' })}
            download
          >
            Vector<span className="sr-only">, encoder and decoder as a safetensors file</span>
          </a>
        </div>
      </div>
      <Figures feature={feature} />
    </div>
  )
}

/** Returns only what the name of a token needs, so that less is sent. */
function textOf({ text, hex, special }: TokenText): TokenText {
  return { text, ...(hex ? { hex } : {}), ...(special ? { special } : {}) }
}
