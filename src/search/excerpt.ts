import { limits } from '../base/limits.ts'
import type { TextTerm } from './query.ts'
import { type PlacedWord, placedWords } from './words.ts'

/** What clients expect around a hit. */
export const HIGHLIGHT = { start: '@@@hl@@@', end: '@@@endhl@@@' } as const

/** `highlight` marks the hits, `indexed` shows the same passage unmarked, `none` shows nothing. */
export type ExcerptMode = 'highlight' | 'indexed' | 'none'

/** The passage of a plain text that best shows why it was found. The result is plain text too: escape it for HTML. */
export function searchExcerpt(body: string, terms: readonly TextTerm[], mode: ExcerptMode): string {
  if (mode === 'none') return ''
  const text = body.slice(0, limits.searchExcerptScan).replace(/\s+/g, ' ').trim()
  const hits = findHits(placedWords(text), terms)
  const { start, end } = passage(text, hits)
  const shown = hits.filter((hit) => hit.start >= start && hit.end <= end)
  const marked = mode === 'highlight' ? mark(text, start, end, shown) : text.slice(start, end)
  return `${start > 0 ? '…' : ''}${marked.trim()}${end < text.length ? '…' : ''}`
}

/** A title with its hits marked. */
export function highlightTitle(title: string, terms: readonly TextTerm[]): string {
  return mark(title, 0, title.length, findHits(placedWords(title), terms))
}

interface Hit {
  readonly start: number
  readonly end: number
  readonly term: number
}

function findHits(words: readonly PlacedWord[], terms: readonly TextTerm[]): Hit[] {
  const hits: Hit[] = []
  words.forEach((_, at) => {
    terms.forEach((term, i) => {
      const last = hitAt(words, at, term)
      const first = words[at]
      if (last !== undefined && first !== undefined) hits.push({ start: first.start, end: last.end, term: i })
    })
  })
  return hits
}

/** The last word of a hit that begins at a word. */
function hitAt(words: readonly PlacedWord[], at: number, term: TextTerm): PlacedWord | undefined {
  const lastIndex = term.words.length - 1
  for (let i = 0; i < lastIndex; i++) {
    if (words[at + i]?.word !== term.words[i]) return undefined
  }
  const last = words[at + lastIndex]
  const wanted = term.words[lastIndex]
  if (last === undefined || wanted === undefined) return undefined
  if (last.word === wanted || (term.prefix && last.word.startsWith(wanted))) return last
  if (lastIndex > 0 || term.exact) return undefined
  const others = [wanted, ...term.also]
  const found =
    term.also.includes(last.word) ||
    last.more.some((word) => others.includes(word) || (term.prefix && word.startsWith(wanted)))
  return found ? last : undefined
}

/** The stretch that holds most different terms, the earliest of several, widened to whole words. */
function passage(text: string, hits: readonly Hit[]): { start: number; end: number } {
  const length = limits.searchExcerptLength
  let best = { start: 0, terms: 0 }
  let first = 0
  hits.forEach((hit, i) => {
    while ((hits[first]?.start ?? 0) < hit.end - length && first < i) first++
    const terms = new Set(hits.slice(first, i + 1).map(({ term }) => term)).size
    if (terms > best.terms) best = { start: hits[first]?.start ?? 0, terms }
  })
  // Some words before the first hit show what it is about.
  const wanted = Math.max(0, Math.min(best.start - length / 5, text.length - length))
  const start = wanted === 0 ? 0 : wordBoundary(text, wanted)
  const end = start + length >= text.length ? text.length : wordBoundary(text, start + length)
  return { start, end }
}

const FARTHEST_BOUNDARY = 30

/** The end of the word that an offset lies in; the offset itself where words have no ends. */
function wordBoundary(text: string, offset: number): number {
  const space = text.indexOf(' ', offset)
  if (space >= 0 && space <= offset + FARTHEST_BOUNDARY) return space
  const code = text.charCodeAt(Math.floor(offset))
  return Math.floor(offset) + (code >= 0xdc00 && code <= 0xdfff ? 1 : 0)
}

/** Hits that touch or overlap (pairs of characters, nested phrases) are marked as one. */
function mark(text: string, start: number, end: number, hits: readonly Hit[]): string {
  let marked = ''
  let at = start
  const ordered = [...hits].sort((a, b) => a.start - b.start || b.end - a.end)
  for (let i = 0; i < ordered.length;) {
    const from = ordered[i]?.start ?? at
    let to = ordered[i]?.end ?? at
    for (i++; (ordered[i]?.start ?? Infinity) <= to; i++) to = Math.max(to, ordered[i]?.end ?? to)
    marked += text.slice(at, from) + HIGHLIGHT.start + text.slice(from, to) + HIGHLIGHT.end
    at = to
  }
  return marked + text.slice(at, end)
}
