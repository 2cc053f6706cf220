import { thin } from '@/app/_ui/charts/scale'
import { Empty } from '@/app/_ui/kit/notice'
import { Note, Pane } from '@/app/_ui/kit/pane'
import type { Quality } from '@/lib/contract/quality'
import type { TrainingRecord } from '@/lib/contract/training-record'
import { formatCount, formatFixed } from '@/lib/view/format'
import { Curves } from './curves'
import { share } from './share'

/** Most points of the curves that are sent with the page; the rest is read when somebody zooms. */
const SENT = 600

/** Shows how the dictionary was trained: four curves over the steps, with resampling marked. */
export function TrainingPane({ quality: { dictionary, training } }: { quality: Quality }) {
  return (
    <Pane
      titleId="q-training"
      title="Training"
      remark={training ? remark(training) : null}
      className="md:px-6"
    >
      {training && training.curve.length > 1 ? (
        <>
          <Curves
            dictionary={dictionary.id}
            points={thin(training.curve, SENT)}
            total={training.curve.length}
            resampled={training.resampled.map(({ step }) => step)}
          />
          <Note className="mt-2">{outcome(training)}</Note>
        </>
      ) : (
        <Empty>
          {dictionary.kind === 'neurons'
            ? 'The neuron basis belongs to the model itself and was not trained, so there are no curves.'
            : 'This dictionary has no record of its training (training.json), so there are no curves.'}
        </Empty>
      )}
    </Pane>
  )
}

function remark({ activations, seconds, curve }: TrainingRecord): string {
  const steps = curve.at(-1)?.step
  return `${formatCount(steps)} steps, ${formatCount(activations)} activations, ${formatCount(seconds / 60)} min`
}

function outcome({ resampled, metrics }: TrainingRecord): string {
  const moved = resampled.filter(({ features }) => features > 0)
  const counts = moved.map(({ features }) => formatCount(features)).join(', ')
  const steps = resampled.map(({ step }) => formatCount(step)).join(', ')
  const lines =
    resampled.length === 0
      ? 'No features were resampled.'
      : `Dashed lines: dead features were resampled at step ${steps}${moved.length === 0 ? '; none was dead' : ` (${counts} of them)`}.`
  return `${lines} At the end, on ${formatCount(metrics.heldOutTokens)} held-out tokens: ${share(metrics.ceRecovered)} of the loss recovered at L0 ${formatFixed(metrics.l0, 1)}, explained variance ${formatFixed(metrics.explainedVariance, 3)}, ${share(metrics.deadFraction)} dead.`
}
