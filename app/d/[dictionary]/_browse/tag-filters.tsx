import { type ReactNode, useId } from 'react'
import { TAG_TERMS } from '@/app/_ui/glossary/tag-terms'
import { Term } from '@/app/_ui/glossary/term'
import { Checkbox } from '@/app/_ui/kit/checkbox'
import { personTagsOf, tagsOf } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { MOTIF_TAGS } from '@/lib/domain/motif'
import { Counted, Group } from './choice'

interface Props {
  tags: string | undefined
  onChange: (tags: string | undefined) => void
}

/** Chooses tags, all of which a feature must have. */
export function TagFilter({
  tags,
  counts,
  onChange,
}: Props & { counts: FeatureCounts['options']['tags'] | undefined }) {
  const id = useId()
  const wanted: readonly string[] = tagsOf({ tags })
  if (counts === null && wanted.length === 0) return null
  return (
    <Group legend={<Term name="tags">Tags</Term>} id={id} className="col-span-full">
      <Boxes
        wanted={wanted}
        onChange={onChange}
        options={MOTIF_TAGS.map((tag) => ({ tag, name: tag, count: counts?.[tag], term: TAG_TERMS[tag] }))}
      />
    </Group>
  )
}

/** Chooses tags by people, all of which a feature must have. It is not shown while there are no such tags. */
export function PersonTagFilter(
  props: Props & { counts: FeatureCounts['options']['personTags'] | undefined },
) {
  const { tags, counts = [], onChange } = props
  const id = useId()
  const wanted = personTagsOf({ personTags: tags })
  const all = [
    ...counts,
    ...wanted
      .filter((tag) => !counts.some((each) => each.tag === tag))
      .map((tag) => ({ tag, count: undefined })),
  ]
  if (all.length === 0) return null
  return (
    <Group legend="Tags by people" id={id} className="col-span-full">
      <Boxes
        wanted={wanted}
        onChange={onChange}
        options={all.map(({ tag, count }) => ({ tag, name: `#${tag}`, count }))}
      />
    </Group>
  )
}

interface BoxesProps {
  wanted: readonly string[]
  options: readonly { tag: string; name: ReactNode; count: number | undefined; term?: string }[]
  onChange: (tags: string | undefined) => void
}

function Boxes({ wanted, options, onChange }: BoxesProps) {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-x-3">
      {options.map(({ tag, name, count, term }) => (
        <Checkbox
          key={tag}
          checked={wanted.includes(tag)}
          onCheckedChange={(isOn) => {
            const next = isOn === true ? [...wanted, tag] : wanted.filter((other) => other !== tag)
            onChange(next.length > 0 ? next.join(',') : undefined)
          }}
        >
          <span {...(term ? { 'data-term': term } : {})}>
            <Counted count={count}>{name}</Counted>
          </span>
        </Checkbox>
      ))}
    </div>
  )
}
