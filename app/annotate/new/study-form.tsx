'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { useAccount } from '@/app/_ui/account/account-context'
import { api } from '@/app/_ui/data/client'
import { studyQueries } from '@/app/_ui/data/queries/studies'
import { Button } from '@/app/_ui/kit/button'
import { Checkbox } from '@/app/_ui/kit/checkbox'
import { FormField } from '@/app/_ui/kit/form-field'
import { Input } from '@/app/_ui/kit/input'
import { Note } from '@/app/_ui/kit/pane'
import { Radio, RadioGroup } from '@/app/_ui/kit/radio-group'
import { usePerson } from '@/app/_ui/rubric/person'
import { paths } from '@/lib/contract/paths'
import { StudyBodySchema } from '@/lib/contract/studies'
import { SAMPLINGS, type Sampling } from '@/lib/domain/study'
import { messageOf } from '@/lib/errors'
import { type Candidate, firstSources } from './candidates'
import { errorSaid, NUMBERS } from './field-words'
import { SourcesField } from './sources-field'

const SAMPLING_SAYS: Record<Sampling, string> = {
  uniform: 'every feature with equal chance',
  density: 'by how often a feature fires',
  mass: 'by its summed activation',
}

type Settings = z.input<typeof StudyBodySchema>

/** The settings of a new study. The server draws its items. */
export function StudyForm({ candidates }: { candidates: readonly Candidate[] }) {
  const router = useRouter()
  const client = useQueryClient()
  const account = useAccount()
  const [person, setPerson] = usePerson()
  // the defaults are those of the contract; the two names are still to be given
  const start = useMemo(
    () => StudyBodySchema.parse({ annotator: '?', name: '?', sources: firstSources(candidates) }),
    [candidates],
  )
  const { register, control, handleSubmit, formState } = useForm<
    Settings,
    unknown,
    z.output<typeof StudyBodySchema>
  >({
    resolver: zodResolver(StudyBodySchema),
    // an error that appears as the focus leaves a field would move the button that is being pressed
    mode: 'onSubmit',
    // the name that this browser knows comes a moment after the page
    values: { ...start, name: '', annotator: person },
    resetOptions: { keepDirtyValues: true },
  })
  const create = useMutation({
    mutationFn: (body: z.output<typeof StudyBodySchema>) => api.studies.create({ body }),
    onSuccess: (study, { annotator }) => {
      if (!account) setPerson(annotator)
      void client.invalidateQueries({ queryKey: studyQueries.lists() })
      router.push(paths.study(study.id))
    },
  })
  const isBusy = create.isPending || create.isSuccess
  const { errors } = formState

  return (
    <form
      noValidate
      className="grid max-w-280 gap-5 px-4 pt-4 pb-8 md:px-6"
      onSubmit={handleSubmit((body) => isBusy || create.mutate(body))}
    >
      <FormField
        label={<b className="font-semibold text-ink">Name</b>}
        hint="Annotators see the name. Do not name what is mixed."
        error={errorSaid('name', errors)}
      >
        <Input placeholder="First round" {...register('name')} />
      </FormField>
      <Controller
        control={control}
        name="sources"
        render={({ field }) => (
          <SourcesField
            candidates={candidates}
            value={field.value}
            onChange={field.onChange}
            error={errorSaid('sources', errors)}
          />
        )}
      />
      <Controller
        control={control}
        name="sampling"
        render={({ field }) => (
          <div>
            <b id="draw" className="font-semibold">
              Draw
            </b>
            <RadioGroup
              aria-labelledby="draw"
              className="grid gap-0"
              value={field.value ?? 'uniform'}
              onValueChange={field.onChange}
            >
              {SAMPLINGS.map((kind) => (
                <Radio key={kind} value={kind}>
                  {SAMPLING_SAYS[kind]}
                </Radio>
              ))}
            </RadioGroup>
          </div>
        )}
      />
      <div className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-3">
        {NUMBERS.map(({ name, title, says }) => (
          <FormField
            key={name}
            label={<b className="font-semibold text-ink">{title}</b>}
            hint={says}
            error={errorSaid(name, errors)}
          >
            <Input
              inputMode="numeric"
              className="text-right tabular-nums"
              {...register(name, {
                setValueAs: (text: unknown) => (text === '' ? Number.NaN : Number(text)),
              })}
            />
          </FormField>
        ))}
      </div>
      <Controller
        control={control}
        name="asksLevels"
        render={({ field }) => (
          <Checkbox
            checked={field.value ?? true}
            onCheckedChange={(checked) => field.onChange(checked === true)}
          >
            Score each activation level too{' '}
            <span className="text-ink-3">one more answer per level, for the interval analysis</span>
          </Checkbox>
        )}
      />
      {account ? null : (
        <FormField
          label={<b className="font-semibold text-ink">Your name</b>}
          hint="The study says who made it."
          error={errorSaid('annotator', errors)}
        >
          <Input autoComplete="nickname" {...register('annotator')} />
        </FormField>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" type="submit" pending={isBusy}>
          {isBusy ? 'Drawing items …' : 'Create'}
        </Button>
        <Button variant="quiet" asChild>
          <Link href={paths.studies()}>Cancel</Link>
        </Button>
      </div>
      {create.isError ? (
        <Note role="alert" className="text-bad">
          The study could not be made: {messageOf(create.error)}
        </Note>
      ) : null}
    </form>
  )
}
