'use client'

import { useQuery } from '@tanstack/react-query'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import type { Annotation } from '@/lib/contract/annotations'
import type { Label } from '@/lib/contract/labels'
import { type Marks, NO_MARKS } from '@/lib/contract/marks'
import { shownLabel } from '@/lib/view/shown-label'
import { markQueries } from '../queries/marks'

const NO_LABELS: readonly Label[] = []
const NO_SCORES: readonly Annotation[] = []

/** Returns stars, tags, lists and comments of a feature, with what this browser has not sent yet. */
export const useMarks = ({ dictionary, feature }: FeatureRef): Marks =>
  useQuery(markQueries.marks(dictionary, feature)).data ?? NO_MARKS

/** Returns the labels of a feature with their history, newest first. */
export const useLabels = ({ dictionary, feature }: FeatureRef): readonly Label[] =>
  useQuery(markQueries.labels(dictionary, feature)).data?.items ?? NO_LABELS

/** Returns the current scores of a feature by each person. */
export const useScores = ({ dictionary, feature }: FeatureRef): readonly Annotation[] =>
  useQuery(markQueries.annotations(dictionary, feature)).data?.items ?? NO_SCORES

/** Returns the label that a feature is called by; null if it has none. */
export const useShownLabel = (dictionary: string, feature: number): Label | null =>
  shownLabel(useLabels({ dictionary, feature }))
