/** What a term means: one sentence or two, as a reader meets it on a page. */
export interface Meaning {
  readonly term: string
  readonly says: string
  /** How it is computed, where a formula says it shortest. */
  readonly formula?: string
}

const terms = {
  model: {
    term: 'Model',
    says: 'A transformer that predicts the next token of a text: its weights, its tokenizer and its settings.',
  },
  dictionary: {
    term: 'Dictionary',
    says: 'A sparse autoencoder trained on one hook of one model. It writes the activations there as a sum of few of its features. The neuron basis and the random control are dictionaries too, so that every figure can be compared.',
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
    says: 'How strongly a feature is active on a token, never below 0. Shown as if its decoder vector had length 1, so that features can be compared.',
    formula: 'f × ‖W_dec‖',
  },
  maximum: { term: 'Maximum', says: 'The greatest activation on any token of the text that was analysed.' },
  mean: {
    term: 'Mean when active',
    says: 'Mean activation over the tokens on which the feature is active at all.',
  },
  density: {
    term: 'Density',
    says: 'Share of tokens on which the feature is active. Special tokens are left out.',
    formula: 'tokens with f > 0 ÷ tokens seen',
  },
  dead: { term: 'Dead feature', says: 'A feature that is active on no token of the text that was analysed.' },
  dense: {
    term: 'Dense',
    says: 'A tag: active on at least one token in ten. Such features rarely have one meaning.',
  },
  ultralow: {
    term: 'Ultralow density',
    says: 'A tag: active, but on fewer than one token in 100 000. Most of these features are hardly interpretable, and training makes many of them.',
  },
  singleToken: {
    term: 'Single-token',
    says: 'A tag: the twenty strongest examples all have the same token at their centre, so it mostly detects that token.',
  },
  tokenInContext: {
    term: 'Token in context',
    says: 'A tag: at most three tokens hold four fifths of its activation, yet it is active on less than half of their occurrences, so what stands around them decides.',
  },
  context: {
    term: 'Context',
    says: 'A tag: eight tokens hold less than half of its activation, and most firings stand beside another one, so it detects what kind of text this is rather than a word.',
  },
  tags: {
    term: 'Tags',
    says: 'What kind of feature it is, by fixed rules on its figures. A feature may have several tags or none.',
  },
  distinctTokens: {
    term: 'Distinct tokens',
    says: 'Different tokens of the vocabulary on which the feature was active at least once.',
  },
  singleTokenShare: {
    term: 'Same token in top 20',
    says: 'Share of the twenty strongest examples that have the most frequent token among them at their centre.',
  },
  sparkline: {
    term: 'Activations, small',
    says: 'How many tokens the feature is active on, by strength, from just above 0 at the left to the maximum at the right. Heights are logarithms of counts.',
  },
  share: {
    term: 'Share of activation',
    says: 'The part of all its activation, summed over the text, that falls on this token.',
  },
  precision: {
    term: 'Precision of a token',
    says: 'Share of the token’s occurrences on which the feature is active. 100 % means that it is active whenever the token occurs.',
  },
  interval: {
    term: 'Interval',
    says: 'One of eleven equal steps between 0 and the maximum; 0 is the strongest. Examples drawn from each show what weak activations look like, which the strongest ones hide.',
  },
  example: {
    term: 'Example',
    says: 'A place in the text, with everything around it. “Top” are the strongest with different surroundings, each interval holds a random draw, “random” are any tokens.',
  },
  repeats: {
    term: 'Same',
    says: 'How often exactly these nine tokens around the place occur in the text that was analysed.',
  },
  heldOut: {
    term: 'Held out',
    says: 'Text that neither the tokenizer nor the model nor the dictionary was trained on: whole packages or documents set aside beforehand.',
  },
  special: {
    term: 'Special tokens',
    says: 'Marks of beginning, end and padding. They are left out of every statistic and are never examples.',
  },
  loss: {
    term: 'Loss',
    says: 'How badly the model predicted the next token, in nats: −log of the probability it gave to the token that came. Lower is better.',
  },
  lossEffect: {
    term: 'Δloss',
    says: 'What taking the feature away does to the loss of the next token. Above 0 the prediction gets worse without it: the feature helps. Below 0 it hurts.',
    formula: 'loss without the feature − loss with it, nats',
  },
  meanLossEffect: {
    term: 'Loss effect',
    says: 'Mean Δloss at its strongest examples: what the feature is worth there. Above 0 it helps.',
  },
  ablation: {
    term: 'Ablation',
    says: 'Running the model with the feature’s contribution taken out of the activations, everything else unchanged.',
    formula: 'x − f·d at every token',
  },
  tokenEffects: {
    term: 'Raises and lowers most here',
    says: 'Next tokens whose logits the feature changes most at this token: with the feature, minus without it, shifted so that the median token stands at 0.',
  },
  logitWeights: {
    term: 'Direct effect on logits',
    says: 'What one unit of activation adds to the score of each next token on the direct path alone, the median token at 0. Raised tokens become more likely.',
    formula: 'd · W_out · (centred, final norm weight) · W_U',
  },
  neurons: {
    term: 'Neurons',
    says: 'The model’s own units. A feature that is one neuron in disguise has a single large weight and a correlation near 1.',
  },
  alignment: {
    term: 'Alignment with neurons',
    says: 'The neurons with the largest coordinates in the feature’s decoder vector, and their share of the sum of all absolute coordinates.',
  },
  decoderCosine: {
    term: 'Cosine of decoders',
    says: 'How alike two features write: the cosine of their decoder vectors, 1 for the same direction. Only meaningful at the same hook of the same model.',
  },
  correlation: {
    term: 'Correlation of activations',
    says: 'Pearson’s r of two features’ activations over the same tokens: 1 when they are active together and in proportion.',
  },
  encoderBias: {
    term: 'Encoder bias',
    says: 'What is added before the activation function. The more negative, the stronger the evidence that the feature waits for.',
  },
  encoderNorm: {
    term: 'Encoder norm',
    says: 'Length of the vector that the feature reads its activation with.',
    formula: '‖W_enc‖',
  },
  encoderCosine: {
    term: 'Encoder · decoder cosine',
    says: 'Whether the feature reads in the direction in which it writes.',
  },
  label: {
    term: 'Label',
    says: 'A short text that says what a feature is, with its author: a person, the rule explainer, or a language model.',
  },
  labelScore: {
    term: 'Label score',
    says: 'How well a computed label predicts where the feature is active, on examples that were not used to find it. 0.5 is guessing, 1 is perfect.',
    formula: 'balanced accuracy = mean of firings found and silence left alone',
  },
  rubric: {
    term: 'Rubric',
    says: 'A person’s scores of a feature by the questions of “Towards Monosemanticity”, at most 14 points.',
  },
  studyScore: {
    term: 'Study score',
    says: 'Mean rubric score in studies that are closed: people scored the feature without knowing what it was.',
  },
  l0: { term: 'L0', says: 'Mean number of features that are active on a token.' },
  lossRecovered: {
    term: 'Loss recovered',
    says: 'How much of the hook’s contribution survives when the reconstruction takes its place: 100 % would be as good as the model itself.',
    formula: '(loss zeroed − loss reconstructed) ÷ (loss zeroed − loss)',
  },
  explainedVariance: {
    term: 'Explained variance',
    says: 'Share of the variance of the activations that the reconstruction keeps, over the whole sample.',
    formula: '1 − Σ‖x − x̂‖² ÷ Σ‖x − x̄‖²',
  },
  ceSae: {
    term: 'Loss, reconstructed',
    says: 'The model’s loss on the same text when the dictionary’s reconstruction stands in for the hook. Special tokens keep their own activations.',
  },
  ceZero: {
    term: 'Loss, hook at zero',
    says: 'The model’s loss when the hook’s activations are all set to 0: what the hook as a whole is worth.',
  },
  ceMean: {
    term: 'Loss, hook at its mean',
    says: 'The model’s loss when the hook’s activations are replaced by their mean over the same held-out tokens: what is worth knowing about each token apart.',
  },
  lossRecoveredMean: {
    term: 'Loss recovered, against mean',
    says: 'As loss recovered, but against a hook that always gives its mean: a harder comparison than zero.',
    formula: '(loss at mean − loss reconstructed) ÷ (loss at mean − loss)',
  },
  kl: {
    term: 'KL divergence',
    says: 'How far the predicted next token moves from what the model itself predicts, in nats, whatever token came.',
    formula: 'Σ p · log(p ÷ q), p the model, q with the hook changed',
  },
  klScore: {
    term: 'KL score',
    says: 'As loss recovered, by divergence: 100 % would predict exactly what the model predicts.',
    formula: '(KL at zero − KL reconstructed) ÷ KL at zero',
  },
  mse: {
    term: 'Mean squared error',
    says: 'Squared difference between activations and their reconstruction, mean over elements, in the hook’s own scale.',
    formula: 'Σ‖x − x̂‖² ÷ (tokens × width)',
  },
  normalisedMse: {
    term: 'Error ÷ squared norm',
    says: 'Squared error as a share of the activations’ squared length, their mean not taken off.',
    formula: 'Σ‖x − x̂‖² ÷ Σ‖x‖²',
  },
  trainingLoss: {
    term: 'Training loss',
    says: 'What training lowers: squared error and the price of activity, mean over activations seen since the point before.',
  },
  trainingDead: {
    term: 'Dead while training',
    says: 'Features that fired on none of the activations seen since the point before. Few activations lie between two points, so rare features count here too.',
  },
  frontier: {
    term: 'Sparsity against loss',
    says: 'Fewer active features are easier to read and lose more. A dictionary is better when it lies further up and to the left; among equals, sparsity is a choice.',
  },
  deadFraction: {
    term: 'Dead',
    says: 'Share of features that were active on no token of the text that was analysed.',
  },
  control: {
    term: 'Random control',
    says: 'A dictionary trained on the same model with the entries of its weights shuffled. What it shows too is not learned from text.',
  },
  corpus: { term: 'Corpus', says: 'The text that was analysed, cut into sequences.' },
  preview: {
    term: 'Preview',
    says: 'An analysis of a small part of the text, published first. The full one replaces it.',
  },
} as const satisfies Record<string, Meaning>

export type TermName = keyof typeof terms

/** The glossary of the product: one definition a term. Client-safe. */
export const GLOSSARY: Readonly<Record<TermName, Meaning>> = terms
