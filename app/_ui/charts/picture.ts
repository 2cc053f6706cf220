/**
 * Makes a picture of a chart as it stands on the page: its SVG with the colours of the theme written out, and the HTML text
 * around it. For files only; it reads computed styles, so it runs in the browser.
 */

const PAD = 16
const TITLE = 28
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
  'vector-effect',
] as const
/** What is no part of a picture: buttons of the chart, its tip, and what is hidden from sight. */
const LEFT_OUT = '[data-no-picture], .recharts-tooltip-wrapper, .sr-only'

export interface Picture {
  readonly svg: string
  readonly width: number
  readonly height: number
}

/** Returns the picture of a figure under its title. */
export function pictureOf(figure: HTMLElement, title: string): Picture {
  const box = figure.getBoundingClientRect()
  const [width, height] = [Math.ceil(box.width) + 2 * PAD, Math.ceil(box.height) + 2 * PAD + TITLE]
  const at = (rect: DOMRect) => ({ x: rect.x - box.x + PAD, y: rect.y - box.y + PAD + TITLE })
  const parts: string[] = []

  const visit = (node: Node): void => {
    if (node instanceof Text) parts.push(...textOf(node, at))
    if (!(node instanceof Element) || node.matches(LEFT_OUT) || !node.checkVisibility()) return
    if (node instanceof SVGSVGElement) {
      parts.push(drawingOf(node, at(node.getBoundingClientRect())))
      return
    }
    const rect = node.getBoundingClientRect()
    const { backgroundColor } = getComputedStyle(node)
    if (rect.width > 0 && rect.height > 0 && !/^transparent$|, 0\)$/.test(backgroundColor)) {
      const { x, y } = at(rect)
      parts.push(
        `<rect x="${x}" y="${y}" width="${rect.width}" height="${rect.height}" fill="${backgroundColor}"/>`,
      )
    }
    for (const child of node.childNodes) visit(child)
  }
  for (const child of figure.childNodes) visit(child)

  const { backgroundColor, color, fontFamily } = getComputedStyle(document.body)
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(fontFamily)}">`,
    `<rect width="100%" height="100%" fill="${backgroundColor}"/>`,
    `<text x="${PAD}" y="${PAD + 12}" font-size="13" font-weight="600" fill="${color}">${escaped(title)}</text>`,
    ...parts,
    '</svg>',
  ].join('')
  return { svg, width, height }
}

/** Returns the picture as a PNG with twice as many dots, so that it is sharp in print. */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * 2
  canvas.height = height * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser made no PNG.'))))
  })
}

/** Gives the reader a file. */
export function download(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Returns a file name that says the dictionary and the chart: "one-layer-a.a1-density.png". */
export function fileName(parts: readonly string[], ending: string): string {
  const words = parts.map((part) =>
    part
      .toLowerCase()
      .replace(/[^\p{L}\p{N}._]+/gu, '-')
      .replace(/^-|-$/g, ''),
  )
  return `${words.filter(Boolean).join('-')}.${ending}`
}

function textOf(node: Text, at: (rect: DOMRect) => { x: number; y: number }): string[] {
  const text = node.data.trim()
  if (text === '' || !node.parentElement) return []
  const range = document.createRange()
  range.selectNodeContents(node)
  const [rect] = range.getClientRects()
  if (!rect) return []
  const { color, fontSize, fontWeight, fontFamily } = getComputedStyle(node.parentElement)
  const { x, y } = at(rect)
  return [
    `<text x="${x}" y="${y + rect.height / 2}" dominant-baseline="central" font-size="${fontSize}" font-weight="${fontWeight}" font-family="${escaped(fontFamily)}" fill="${color}">${escaped(text)}</text>`,
  ]
}

function drawingOf(source: SVGSVGElement, { x, y }: { x: number; y: number }): string {
  const copy = source.cloneNode(true) as SVGSVGElement
  const originals = [source, ...source.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  copies.forEach((element, i) => {
    const style = getComputedStyle(originals[i])
    for (const name of ['class', 'style', 'tabindex', 'role']) element.removeAttribute(name)
    for (const name of STYLES) element.setAttribute(name, style.getPropertyValue(name))
    if (originals[i] instanceof SVGTextElement)
      for (const name of ['font-size', 'font-weight'])
        element.setAttribute(name, style.getPropertyValue(name))
  })
  const { width, height } = source.getBoundingClientRect()
  for (const [name, value] of Object.entries({ x, y, width, height })) copy.setAttribute(name, String(value))
  copy.setAttribute('overflow', 'visible')
  return new XMLSerializer().serializeToString(copy)
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`)
