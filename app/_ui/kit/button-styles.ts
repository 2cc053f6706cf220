import { cva } from 'class-variance-authority'

/** Classes of a button, also for links that look like one, on the server too. */
export const buttonStyles = cva(
  'inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-2 border hover:no-underline',
  {
    variants: {
      variant: {
        outline: 'border-line-strong bg-surface hover:border-control',
        primary: 'border-accent bg-accent font-semibold text-accent-ink hover:opacity-90',
        quiet: 'border-transparent text-ink-2 hover:bg-sunken hover:text-ink',
        danger: 'border-bad bg-surface text-bad hover:bg-sunken',
      },
      size: {
        md: 'h-control px-2.5',
        sm: 'h-5.5 px-2 text-12 max-md:h-8',
        /** A square with an icon, which needs an aria-label. */
        icon: 'size-8 border-transparent text-ink-2 hover:bg-sunken hover:text-ink max-md:size-9',
      },
    },
    defaultVariants: { variant: 'outline', size: 'md' },
  },
)
