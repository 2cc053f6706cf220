/**
 * Makes the end of the process wait for native calls. `process.exit` terminates every thread, which aborts the process if
 * one of them is inside ONNX Runtime (native-gate.ts).
 */
import type { NativeGate } from './native-gate'

/** How long the end of the process waits for the calls that run, in milliseconds. */
const WAIT_MS = 20_000

const gates = new Set<NativeGate>()
let watching = false

/** Makes the end of this process wait for the native calls of a gate, until the returned function is called. */
export function guardExit(gate: NativeGate): () => void {
  gates.add(gate)
  if (!watching) {
    watching = true
    process.on('exit', waitForNativeCalls)
  }
  return () => gates.delete(gate)
}

function waitForNativeCalls(): void {
  for (const gate of gates) gate.close()
  const end = performance.now() + WAIT_MS
  const idle = [...gates].every((gate) => gate.waitIdle(Math.max(0, end - performance.now())))
  // A call that never returns: the process must end now, and an ordinary end would abort.
  if (!idle) process.kill(process.pid, 'SIGKILL')
}
