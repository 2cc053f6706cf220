/** Times several functions in turn, so that other work of the machine affects all of them. */
import { type Spread, spread } from './statistics'

/** Seconds by the clock, and seconds of processor time on all threads. */
export interface Took {
  readonly wall: number
  readonly cpu: number
}

/** Runs a function a number of times in this process. */
export async function timed(times: number, run: () => Promise<unknown>): Promise<Took> {
  const before = process.cpuUsage()
  const started = performance.now()
  for (let i = 0; i < times; i++) await run()
  const wall = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(before)
  return { wall, cpu: (user + system) / 1e6 }
}

/** Runs every contestant once per round, in order; returns the times by contestant and round. */
export async function inTurn(
  rounds: number,
  contestants: readonly (() => Promise<Took>)[],
): Promise<Took[][]> {
  const took: Took[][] = contestants.map(() => [])
  for (let round = 0; round < rounds; round++)
    for (const [i, contestant] of contestants.entries()) took[i].push(await contestant())
  return took
}

export interface Ratio {
  readonly wall: Spread
  readonly cpu: Spread
}

/** Returns how many times longer `a` took than `b`, round by round. */
export function ratio(a: readonly Took[], b: readonly Took[]): Ratio {
  const of = (what: keyof Took) => spread(a.map((took, round) => took[what] / b[round][what]))
  return { wall: of('wall'), cpu: of('cpu') }
}
