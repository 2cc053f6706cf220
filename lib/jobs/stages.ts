/** Stages of an analysis run, in order, with the unit their progress counts in. */
export const STAGES = [
  { name: 'import', unit: 'dictionaries' },
  { name: 'corpus', unit: 'tokens' },
  { name: 'harvest', unit: 'tokens' },
  { name: 'summarise', unit: 'features' },
  { name: 'examples', unit: 'sequences' },
  { name: 'logits', unit: 'features' },
  { name: 'relate', unit: 'features' },
  { name: 'label', unit: 'features' },
  { name: 'evaluate', unit: 'dictionaries' },
  { name: 'publish', unit: 'dictionaries' },
] as const

export type StageName = (typeof STAGES)[number]['name']

export const STAGE_NAMES: readonly StageName[] = STAGES.map((stage) => stage.name)

/** The stage after `name`, or undefined after the last. */
export function stageAfter(name: StageName): StageName | undefined {
  return STAGE_NAMES[STAGE_NAMES.indexOf(name) + 1]
}
