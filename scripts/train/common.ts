import { InvalidArgumentError } from 'commander'
import { dependencyTreeCorpus, type TrainingCorpus, textCorpus } from '@/lib/train/corpus'
import type { TrainingEvents } from '@/lib/train/progress'
import { createProgress, type Progress } from '../ui/progress'

/** Reads the text to train on: the user's, or that of the installed packages. */
export function readCorpus(
  paths: readonly string[] | undefined,
  root: string,
  events: TrainingEvents,
): Promise<TrainingCorpus> {
  events.phase?.(paths ? 'reading the text' : 'reading the installed packages')
  return paths ? textCorpus(paths) : dependencyTreeCorpus(root)
}

/** Milliseconds between lines where the output is no terminal: a training is one phase of many minutes. */
const LINE_MS = 10_000

/** Shows the events of a training. Ctrl-C saves a checkpoint and stops; a second Ctrl-C stops at once. */
export async function withProgress(
  json: boolean,
  work: (progress: Progress, events: TrainingEvents, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const progress = createProgress({ json, lineInterval: LINE_MS })
  const abort = new AbortController()
  const stop = () => abort.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    await work(progress, trainingEvents(progress), abort.signal)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    progress.stop()
  }
}

function trainingEvents(progress: Progress): TrainingEvents {
  return {
    phase: (name) => progress.phase(name),
    note: (text) => progress.note(text),
    progress: ({ step, steps, tokens, tokensPerSecond, eta, ...values }) =>
      progress.update({
        done: step,
        total: steps,
        rate: tokensPerSecond,
        eta,
        values: { ...values, tokens },
      }),
  }
}

/** Parses the number of an option. */
export function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('not a number')
  return value
}
