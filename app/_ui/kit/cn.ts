import { type CxOptions, cx } from 'class-variance-authority'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['10', '11', '12', '13', '15', '16', '20', '28'],
      radius: ['1', '2', '3'],
      shadow: ['float'],
      spacing: ['bar', 'tabs', 'foot', 'head', 'row', 'control', 'side'],
    },
  },
})

/** Joins classes. Of two utilities for the same property the later one wins, so that a caller can change a part of the kit. */
export const cn = (...classes: CxOptions): string => merge(cx(classes))
