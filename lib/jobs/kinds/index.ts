/**
 * Every kind of run. To add one, write its settings and its stages in a file of this folder and add it to the table: the
 * names of its jobs follow, and the compiler asks for its tasks.
 */
import type { z } from 'zod'
import { SemascopeError } from '@/lib/errors'
import { analysis } from './analysis'
import type { RunKind } from './kind'

export const RUN_KINDS = { analysis } as const satisfies Record<string, RunKind>

export type RunKindName = keyof typeof RUN_KINDS
export type SettingsOf<Kind extends RunKindName> = z.infer<(typeof RUN_KINDS)[Kind]['settings']>
export type StageName<Kind extends RunKindName> = (typeof RUN_KINDS)[Kind]['stages'][number]['name']

export const RUN_KIND_NAMES = Object.keys(RUN_KINDS) as RunKindName[]

/** Returns the names of the stages of a kind, in order. */
export function stageNames<Kind extends RunKindName>(kind: Kind): StageName<Kind>[] {
  return RUN_KINDS[kind].stages.map((stage) => stage.name)
}

/** Returns the stage that follows `name`, or undefined after the last one. */
export function stageAfter<Kind extends RunKindName>(
  kind: Kind,
  name: StageName<Kind>,
): StageName<Kind> | undefined {
  const names = stageNames(kind)
  return names[names.indexOf(name) + 1]
}

/** Returns the name of a kind that a row of `run` states as text. Throws `invalid_input` for an unknown kind. */
export function runKind(text: string): RunKindName {
  const kind = RUN_KIND_NAMES.find((name) => name === text)
  if (!kind)
    throw new SemascopeError(
      'invalid_input',
      `there is no kind of run "${text}"; the kinds are ${RUN_KIND_NAMES.join(', ')}`,
    )
  return kind
}

/** Returns the settings of a run, checked. Throws `invalid_input` with the name of the first field that is wrong. */
export function parseSettings<Kind extends RunKindName>(kind: Kind, value: unknown): SettingsOf<Kind> {
  const result = RUN_KINDS[kind].settings.safeParse(value)
  if (result.success) return result.data as SettingsOf<Kind>
  const issue = result.error.issues[0]
  throw new SemascopeError('invalid_input', `run settings, ${issue?.path.join('.')}: ${issue?.message}`)
}
