import { Kbd } from '@/app/_ui/kit/kbd'
import { Note } from '@/app/_ui/kit/pane'
import { RUBRIC_QUESTIONS } from '@/lib/contract/rubric'
import { levelRange, mostOf, type QuestionKey } from './questions'

/** Returns the questions without an answer in words: "Not answered yet: confidence, 11 activation levels." */
export function missingSaid(missing: readonly QuestionKey[]): string {
  if (missing.length === 0) return 'All questions are answered.'
  const levels = missing.filter((key) => key.startsWith('level-')).length
  const names = missing.filter((key) => !key.startsWith('level-')).map((key) => titleOf(key).toLowerCase())
  const all = [
    ...names,
    ...(levels > 0 ? [levels === 1 ? 'an activation level' : `${levels} activation levels`] : []),
  ]
  return `Not answered yet: ${all.join(', ')}.`
}

/** Says what the keys do at this moment. A phone has no keys. */
export function KeysNow(props: {
  readonly current: QuestionKey
  readonly isComplete: boolean
  readonly next: string
}) {
  const { current, isComplete, next } = props
  const most = mostOf(current)
  return (
    <Note className="max-md:hidden">
      {most === null ? (
        <>
          <Kbd>↵</Kbd> goes from the text to the questions, <Kbd>esc</Kbd> leaves it, <Kbd>I</Kbd> comes back
          to it.
        </>
      ) : (
        <>
          <Kbd>0</Kbd> to <Kbd>{most}</Kbd> answers “{titleOf(current)}”, <Kbd>↑</Kbd> <Kbd>↓</Kbd> marks
          another question.
        </>
      )}
      {isComplete ? (
        <>
          {' '}
          <Kbd>↵</Kbd> {next}.
        </>
      ) : null}
    </Note>
  )
}

function titleOf(key: QuestionKey): string {
  if (key === 'interpretation') return 'Interpretation'
  if (key.startsWith('level-')) return levelRange(Number(key.slice('level-'.length)))
  return RUBRIC_QUESTIONS.find(({ name }) => name === key)?.title ?? key
}
