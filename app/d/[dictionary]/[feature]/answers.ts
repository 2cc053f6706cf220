/** How the panes of a feature load the schemas of what several of them ask for: with the first call. */

export const examplesAnswerSchema = async () => (await import('@/lib/contract/feature')).ExamplesAnswerSchema
export const marksSchema = async () => (await import('@/lib/contract/marks')).MarksSchema
export const marksWrittenSchema = async () => (await import('@/lib/contract/marks')).MarksWrittenSchema
