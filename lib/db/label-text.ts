/**
 * Expressions by which the shown label of feature_stat is searched: the characters in it, and the stems of its English
 * words. Postgres uses an index only for the expression that the index has, so indexes and searches take them from here.
 */

/** The label in lower case, for trigrams and LIKE. */
export const LABEL_CHARACTERS = 'lower(label)'

/** The stems of its words, a tsvector. */
export const LABEL_STEMS = `to_tsvector('english', coalesce(label, ''))`
