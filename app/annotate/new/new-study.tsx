'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useMemo } from 'react'
import { studyQueries } from '@/app/_ui/data/queries/studies'
import { Button } from '@/app/_ui/kit/button'
import { Empty, Failed } from '@/app/_ui/kit/notice'
import { paths } from '@/lib/contract/paths'
import { candidatesOf } from './candidates'
import { StudyForm } from './study-form'

/** The form of a new study, once it is known which dictionaries can be drawn from. */
export function NewStudy() {
  const dictionaries = useQuery(studyQueries.dictionaries())
  const candidates = useMemo(() => candidatesOf(dictionaries.data?.items ?? []), [dictionaries.data])
  if (dictionaries.isError)
    return (
      <div className="px-4 py-6 md:px-6">
        <Failed
          what="The dictionaries"
          error={dictionaries.error}
          onRetry={() => void dictionaries.refetch()}
        />
      </div>
    )
  if (candidates.length > 0) return <StudyForm candidates={candidates} />
  return (
    <Empty className="mx-4 my-6 max-w-280 md:mx-6">
      <p>
        <b className="font-semibold">No dictionary is analysed yet.</b> A study draws its items from analysed
        dictionaries.
      </p>
      <p>
        <Button asChild>
          <Link href={paths.runs()}>Runs</Link>
        </Button>
      </p>
    </Empty>
  )
}
