/**
 * The token to be predicted at every row, or −1 where nothing is: at a sequence's last token and where the
 * next token is special.
 */
export function nextTokens(
  starts: Int32Array,
  tokenIds: Int32Array,
  special: ReadonlySet<number>,
): Int32Array {
  const targets = new Int32Array(tokenIds.length).fill(-1)
  for (let s = 0; s + 1 < starts.length; s++)
    for (let row = starts[s]; row + 1 < starts[s + 1]; row++)
      if (!special.has(tokenIds[row + 1])) targets[row] = tokenIds[row + 1]
  return targets
}
