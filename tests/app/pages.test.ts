import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { PICTURES } from '../../scripts/screenshot-pages.mjs'
import { PAGES, WITH_ACCOUNTS } from '../e2e/support/pages'

const APP = path.join(import.meta.dirname, '..', '..', 'app')

/** Routes that have a page; folders in round brackets are no part of an address. */
function routes(): string[] {
  return readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) => path.dirname(file).split(path.sep))
    .map((parts) => `/${parts.filter((part) => part !== '.' && !/^\(.*\)$/.test(part)).join('/')}`)
}

it('every page is on the list of those that are checked for accessibility', () => {
  expect([...Object.keys(PAGES), ...WITH_ACCOUNTS].sort()).toEqual(routes().sort())
})

it('every page has a place among the pictures', () => {
  expect([...Object.keys(PICTURES), ...WITH_ACCOUNTS].sort()).toEqual(routes().sort())
})
