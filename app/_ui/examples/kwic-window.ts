import type { TokenText } from '@/lib/view/token-view'

/** Characters kept on each side of the selected token: as many as the layout shows before the fade at 1536 px. */
export const LEFT_CHARACTERS = 40
export const RIGHT_CHARACTERS = 56
/** Characters on the left that a phone shows; text that is further away has the class `.far` and is hidden there. */
export const NEAR_CHARACTERS = 36

/** Returns the tokens [from, to) around `selected` that fill the given numbers of characters on both sides. */
export function windowAround(
  tokens: readonly TokenText[],
  selected: number,
  left = LEFT_CHARACTERS,
  right = RIGHT_CHARACTERS,
): { from: number; to: number } {
  let from = selected
  for (let room = left; from > 0 && room > 0; ) room -= widthOf(tokens[--from])
  let to = selected + 1
  for (let room = right; to < tokens.length && room > 0; ) room -= widthOf(tokens[to++])
  return { from, to }
}

/** Returns about how many characters a token takes; bytes that are not a whole character count as one each. */
function widthOf({ text }: TokenText): number {
  return Math.max(1, text.length)
}
