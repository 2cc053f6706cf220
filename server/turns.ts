/** Where work can be done. */
export interface Place {
  /** Whether it takes work yet. */
  readonly isReady: boolean
}

export interface Turns<P extends Place> {
  add(place: P): void
  remove(place: P): void
  /** Who has waited longest goes next, to the place that does least. `done` frees the place; calling it again does nothing. */
  take(): Promise<{ readonly place: P; readonly done: () => void }>
}

/**
 * Deals out work to places that each do up to `atOnce` things at a time. Done side by side, all of them would be ready
 * late; in turn, each is ready as early as its turn allows. Pure but for what it keeps.
 */
export function createTurns<P extends Place>(atOnce: number): Turns<P> {
  const busy = new Map<P, number>()
  const waiting: (() => void)[] = []

  /** Of places that do as much the latest one. */
  const freest = () => {
    let found: P | undefined
    let least = atOnce - 1
    for (const [place, own] of busy)
      if (place.isReady && own <= least) {
        found = place
        least = own
      }
    return found
  }
  const occupy = (place: P) => {
    const add = (by: number) => {
      const own = busy.get(place)
      if (own !== undefined) busy.set(place, own + by)
    }
    add(1)
    let isDone = false
    const done = () => {
      if (isDone) return
      isDone = true
      add(-1)
      serve()
    }
    return { place, done }
  }
  const serve = () => {
    while (waiting.length > 0 && freest()) waiting.shift()?.()
  }
  return {
    add: (place) => void busy.set(place, 0),
    remove(place) {
      busy.delete(place)
      serve()
    },
    take: () =>
      new Promise((resolve) => {
        waiting.push(() => resolve(occupy(freest() as P)))
        serve()
      }),
  }
}
