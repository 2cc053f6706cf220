/** Globs: `*` and `?` inside a path part, `**` over parts, `{a,b}`. Node 20 has no globs of its own. */

export function hasGlob(path: string): boolean {
  return /[*?{]/.test(path)
}

/** Returns a pattern for paths with forward slashes. A leading `./` of pattern and path is ignored. */
export function globToRegExp(pattern: string): RegExp {
  const source = pattern.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
  let out = ''
  let depth = 0
  for (let i = 0; i < source.length; i++) {
    const c = source[i]
    if (source.startsWith('**/', i)) {
      out += '(?:[^/]+/)*'
      i += 2
    } else if (source.startsWith('**', i)) {
      out += '.*'
      i++
    } else if (c === '*') out += '[^/]*'
    else if (c === '?') out += '[^/]'
    else if (c === '{') {
      out += '(?:'
      depth++
    } else if (c === '}' && depth > 0) {
      out += ')'
      depth--
    } else if (c === ',' && depth > 0) out += '|'
    else out += c.replace(/[.+^$()|[\]\\{}]/, '\\$&')
  }
  return new RegExp(`^(?:\\./)*${out}$`, 'su')
}
