export { explainByRule, type RuleLabel } from './explain'
export { type ChosenPosition, gatherPositions } from './positions'
export { createVocabulary, type RuleVocabulary } from './vocabulary'
