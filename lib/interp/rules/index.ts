export { explainByRule, RULE_OPTIONS, type RuleLabel, type RuleOptions } from './explain'
export { type Hypothesis, hypothesisText, predicts } from './hypothesis'
export { type ChosenPosition, gatherPositions, type RulePosition, type TracedSequence } from './positions'
export { createVocabulary, type RuleVocabulary } from './vocabulary'
