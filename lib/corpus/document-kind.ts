import type { DocumentKind } from '@/lib/domain/corpus'

const CODE =
  /\.(?:[cm]?[jt]sx?|css|html?|sql|sh|py|rs|go|c|h|cpp|java|yml|yaml|toml|graphql|prisma|mustache|wit)$/i
const LINES_OF_CODE = 200

/** Returns the kind of a file by its path, or undefined if the name is not that of a known kind of text. */
export function kindOfPath(path: string): DocumentKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (/licen[cs]e|notice|copying|^authors/i.test(name) && !/\.[cm]?[jt]s$/.test(name)) return 'licence'
  if (
    /(?:^|[/_.-])(?:locales?|lang|langs|i18n|diagnosticMessages)(?:[/_.-]|$)/i.test(path) &&
    /\.(?:[cm]?[jt]s|json)$/.test(name)
  )
    return 'locale'
  if (/\.(?:md|mdx|markdown|rst)$/i.test(name) || /^(?:readme|changelog|history)$/i.test(name))
    return 'documentation'
  if (/\.d\.[cm]?ts$/.test(name)) return 'typings'
  if (/\.map$|\.min\.[cm]?js$|\.min\.css$/.test(name)) return 'minified'
  if (CODE.test(name)) return 'code'
  if (/\.(?:json|jsonc|csv|tsv|xml|svg|txt|data)$/i.test(name)) return name.endsWith('.txt') ? 'text' : 'data'
  return undefined
}

/** Returns the kind after a look at the text: code with very long lines is minified, whatever its name. */
export function kindOfText(kind: DocumentKind, text: string): DocumentKind {
  if (kind !== 'code' && kind !== 'locale') return kind
  const lines = text.split('\n').length
  return kind === 'code' && text.length / lines > LINES_OF_CODE ? 'minified' : kind
}
