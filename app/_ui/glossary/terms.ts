/** The meaning of a term in one or two sentences, as readers see it on a page. */
export interface Meaning {
  readonly term: string
  readonly says: string
  /** How the value is computed, if a formula says so in the shortest way. */
  readonly formula?: string
}

const terms = {
  model: {
    term: 'Model',
    says: 'A transformer that predicts the next token of a text: its weights, its tokenizer and its settings.',
  },
  dictionary: {
    term: 'Dictionary',
    says: 'A sparse autoencoder trained on one hook of one model. It writes the activations at that hook as a sum of a few of its features. The neuron basis and the random control are dictionaries too, so that all numbers can be compared.',
  },
  feature: {
    term: 'Feature',
    says: 'One unit of a dictionary: a direction in the model’s activations together with the rule for when it is active.',
  },
  hook: {
    term: 'Hook',
    says: 'The place in the model whose activations the dictionary was trained on, named as in TransformerLens.',
  },
  activation: {
    term: 'Activation',
    says: 'How strongly a feature is active on a token; it is never below 0. It is shown as if the decoder vector of the feature had length 1, so that features can be compared.',
    formula: 'f × ‖W_dec‖',
  },
  maximum: { term: 'Maximum', says: 'The largest activation on any token of the text that was analysed.' },
  mean: {
    term: 'Mean when active',
    says: 'The mean activation over the tokens on which the feature is active.',
  },
  density: {
    term: 'Density',
    says: 'The share of tokens on which the feature is active. Special tokens are left out.',
    formula: 'tokens with f > 0 ÷ tokens seen',
  },
  dead: { term: 'Dead feature', says: 'A feature that is active on no token of the text that was analysed.' },
  dense: {
    term: 'Dense',
    says: 'A tag: the feature is active on at least one token in ten. Such features rarely have one meaning.',
  },
  ultralow: {
    term: 'Ultralow density',
    says: 'A tag: the feature is active, but on fewer than one token in 100 000 (density below 1e−5). Most of these features are hard to interpret, and training makes many of them.',
  },
  singleToken: {
    term: 'Single-token',
    says: 'A tag: one token holds at least four fifths of the activation, summed over the text, and the feature is active on at least half of the occurrences of that token.',
  },
  tokenInContext: {
    term: 'Token in context',
    says: 'A tag: at most three tokens hold four fifths of the activation, but the feature is active on less than half of their occurrences. So the text around them decides.',
  },
  context: {
    term: 'Context',
    says: 'A tag: eight tokens hold less than half of the activation, and most firings are next to another firing. So the feature detects a kind of text rather than a word.',
  },
  tags: {
    term: 'Tags',
    says: 'Kinds of features, found by fixed rules on their statistics. A feature may have several tags or none.',
  },
  distinctTokens: {
    term: 'Distinct tokens',
    says: 'The number of different tokens of the vocabulary on which the feature was active at least once.',
  },
  singleTokenShare: {
    term: 'Same token in top 20',
    says: 'The share of the twenty strongest examples that have the most frequent token at their centre. Weaker firings may be on other tokens.',
  },
  firstToken: {
    term: 'First token of a sequence',
    says: 'Models behave oddly at the first token of a sequence that is not special, where they have no text to go by. Examples there have a mark, and a feature says which share of its firings is there; by chance it would be about one in the length of a sequence.',
  },
  sparkline: {
    term: 'Activations, small',
    says: 'On how many tokens the feature is active, by activation, from just above 0 at the left to the maximum at the right. The heights are logarithms of counts.',
  },
  share: {
    term: 'Share of activation',
    says: 'The share of the activation of the feature, summed over the text, that is on this token.',
  },
  precision: {
    term: 'Precision of a token',
    says: 'The share of the occurrences of a token on which the feature is active. 100 % means that the feature is active whenever the token occurs.',
  },
  interval: {
    term: 'Interval',
    says: 'One of eleven equal steps between 0 and the maximum; interval 0 is the strongest. Examples from each interval show weak activations too, which the strongest examples do not.',
  },
  example: {
    term: 'Example',
    says: 'A place in the text with the text around it. “Top” examples are the strongest ones in different contexts, the examples of an interval are drawn at random, and “random” examples are any tokens.',
  },
  repeats: {
    term: 'Same',
    says: 'How often exactly these nine tokens occur in the text that was analysed: the token of the example with four on each side.',
  },
  heldOut: {
    term: 'Held out',
    says: 'Text on which neither the tokenizer nor the model nor the dictionary was trained: whole packages or documents that were set aside before.',
  },
  measuredText: {
    term: 'Measured on',
    says: 'The text on which losses, errors and L0 are measured. If the dictionary is known to be trained on text of this kind, it is the part that was held out; otherwise it is a sample of all the text that was analysed.',
  },
  special: {
    term: 'Special tokens',
    says: 'Tokens that mark the beginning, the end or padding. They are left out of every statistic and are never examples, and whatever changes activations (ablation, the reconstruction, zero, the mean) leaves them as they are.',
  },
  loss: {
    term: 'Loss',
    says: 'How badly the model predicted the next token, in nats: −log of the probability that the model gave to the token that came. Lower is better.',
  },
  lossEffect: {
    term: 'Ablation (Δloss)',
    says: 'How the loss of the next token changes without the feature. Above 0, the prediction is worse without the feature, so the feature helps. Below 0, the feature hurts. Special tokens, such as the one that begins a text, are left as they are.',
    formula: 'loss without the feature − loss with it, nats',
  },
  meanLossEffect: {
    term: 'Loss effect',
    says: 'The mean Δloss over all firings of the feature. It is estimated from a random sample of the firings of every interval, with the standard error that is shown. Above 0, the feature helps the predictions.',
  },
  ablation: {
    term: 'Ablation',
    says: 'Running the model without the contribution of the feature to the activations, and with everything else unchanged.',
    formula: 'x − f·d at every token that is not special',
  },
  tokenEffects: {
    term: 'Raises and lowers most here',
    says: 'The next tokens whose logits the feature changes most at this token: the logits with the feature minus those without it, shifted so that the median over the tokens of the text is at 0.',
  },
  logitWeights: {
    term: 'Direct effect on logits',
    says: 'How much one unit of activation adds to the logit of each next token on the direct path alone, shifted so that the median over the tokens of the text is at 0. Raised tokens become more likely.',
    formula: 'd · W_out · (centred, final norm weight) · W_U',
  },
  neurons: {
    term: 'Neurons',
    says: 'The units of the model itself. A feature that is really one neuron has a single large weight and a correlation near 1.',
  },
  alignment: {
    term: 'Alignment with neurons',
    says: 'The neurons with the largest coordinates in the decoder vector of the feature, and their share of the sum of all absolute coordinates.',
  },
  decoderCosine: {
    term: 'Cosine of decoders',
    says: 'How similar the directions are that two features write: the cosine of their decoder vectors, 1 for the same direction. It has a meaning only at the same hook of the same model.',
  },
  correlation: {
    term: 'Correlation of activations',
    says: 'Pearson’s r of the activations of two features over all tokens of an analysis, those on which neither is active too: 1 if they are active together and in proportion.',
  },
  encoderBias: {
    term: 'Encoder bias',
    says: 'The number that is added before the activation function. The more negative it is, the more evidence the feature needs to become active.',
  },
  encoderNorm: {
    term: 'Encoder norm',
    says: 'The length of the vector with which the feature reads its activation.',
    formula: '‖W_enc‖',
  },
  encoderCosine: {
    term: 'Encoder · decoder cosine',
    says: 'How similar the direction that the feature reads is to the direction that it writes: 1 for the same direction.',
  },
  label: {
    term: 'Label',
    says: 'A short text that says what a feature stands for, with its author: a person, the rule explainer or a language model.',
  },
  labelScore: {
    term: 'Label score',
    says: 'How well a computed label predicts where the feature is active: the harmonic mean of precision and the share of activation, over all tokens of documents that did not serve to find the label. 1 is perfect.',
    formula: 'F1 by activation = 2 × precision × share of activation ÷ (precision + share of activation)',
  },
  rubric: {
    term: 'Rubric',
    says: 'A person’s answers about a feature to the questions of “Towards Monosemanticity”, at most 14 points.',
  },
  studyScore: {
    term: 'Study score',
    says: 'The mean rubric score in closed studies, where people scored the feature without knowing its dictionary.',
  },
  l0: { term: 'L0', says: 'The mean number of features that are active on a token.' },
  lossRecovered: {
    term: 'Loss recovered',
    says: 'How much of the hook’s contribution is left if the reconstruction replaces its activations: 100 % would be as good as the model itself. A neuron basis has 100 % by construction. Special tokens, such as the first of a sequence, keep their own activations.',
    formula: '(loss zeroed − loss reconstructed) ÷ (loss zeroed − loss)',
  },
  explainedVariance: {
    term: 'Explained variance',
    says: 'The share of the variance of the activations that the reconstruction keeps, over the whole sample. A neuron basis has 1 by construction.',
    formula: '1 − Σ‖x − x̂‖² ÷ Σ‖x − x̄‖²',
  },
  ceSae: {
    term: 'Loss, reconstructed',
    says: 'The loss of the model on the same text if the reconstruction replaces the activations at the hook. Special tokens keep their own activations.',
  },
  ceZero: {
    term: 'Loss, hook at zero',
    says: 'The loss of the model if all activations at the hook are set to 0, except at special tokens. It shows how much the hook as a whole is worth.',
  },
  ceMean: {
    term: 'Loss, hook at its mean',
    says: 'The loss of the model if the mean over the same tokens replaces the activations at the hook. It shows how much the differences between tokens are worth.',
  },
  lossRecoveredMean: {
    term: 'Loss recovered, against mean',
    says: 'Like loss recovered, but compared with a hook that always gives its mean. This is harder than the comparison with zero.',
    formula: '(loss at mean − loss reconstructed) ÷ (loss at mean − loss)',
  },
  kl: {
    term: 'KL divergence',
    says: 'How far the predictions are from those of the model itself, in nats, over all possible next tokens.',
    formula: 'Σ p · log(p ÷ q), p the model, q with the hook changed',
  },
  klScore: {
    term: 'KL score',
    says: 'Like loss recovered, but with the divergence: 100 % would mean exactly the predictions of the model.',
    formula: '(KL at zero − KL reconstructed) ÷ KL at zero',
  },
  mse: {
    term: 'Mean squared error',
    says: 'The squared difference between activations and their reconstruction, as mean over elements, in the scale of the hook.',
    formula: 'Σ‖x − x̂‖² ÷ (tokens × width)',
  },
  normalisedMse: {
    term: 'Error ÷ squared norm',
    says: 'The squared error as a share of the squared length of the activations, without subtracting their mean.',
    formula: 'Σ‖x − x̂‖² ÷ Σ‖x‖²',
  },
  trainingLoss: {
    term: 'Training loss',
    says: 'The quantity that training lowers: squared error plus sparsity penalty, as mean over the activations since the point before.',
  },
  trainingDead: {
    term: 'Dead while training',
    says: 'Features that fired on none of the activations since the point before. There are few activations between two points, so rare features count as dead here too.',
  },
  frontier: {
    term: 'Sparsity against loss',
    says: 'Fewer active features are easier to read but lose more. A dictionary is better if it lies further up and to the left; along the frontier, sparsity is a choice.',
  },
  deadFraction: {
    term: 'Dead',
    says: 'The share of features that were active on no token of the text that was analysed.',
  },
  control: {
    term: 'Random control',
    says: 'A dictionary trained on the same model with shuffled weights. What the control shows too is not learned from text.',
  },
  corpus: { term: 'Corpus', says: 'The text that was analysed, cut into sequences.' },
  preview: {
    term: 'Preview',
    says: 'An analysis of a small part of the text, which is published first. The full analysis replaces it.',
  },
} as const satisfies Record<string, Meaning>

export type TermName = keyof typeof terms

/** The glossary of the product, with one definition per term. Client-safe. */
export const GLOSSARY: Readonly<Record<TermName, Meaning>> = terms
