import { limits } from '../base/limits.ts'
import type { TextTerm } from './query.ts'
import { analyse, rawWords, wordsOf } from './words.ts'

/** A text that was found. */
export interface FoundText {
  readonly title: string
  readonly body: string
}

/**
 * How well texts fit the terms of a query: more when more of the terms stand there, in the title rather than in the body, in
 * a short text rather than in a long one, and often rather than once, though less so the more often. Told by each text
 * alone. How rare a word is elsewhere plays no part, as it does in BM25: it would tell of texts that the reader may not see.
 */
export function relevanceTo(terms: readonly TextTerm[]): (text: FoundText) => number {
  const singles = terms.filter(({ words }) => words.length === 1).map(singleCounter)
  const phrases = terms.filter(({ words }) => words.length > 1).map(phraseCounter)
  const counters = [...singles, ...phrases]
  return ({ title, body }) => {
    const inTitle = rawWords(title)
    const inBody = rawWords(body.slice(0, limits.relevanceLength))
    let score = 0
    for (const count of counters) {
      const often = count(inTitle)
      if (often > 0) score += TITLE * (1 + often / inTitle.length)
      score += saturated(count(inBody), inBody.length)
    }
    return score
  }
}

type Counter = (raws: readonly string[]) => number

/** A hit in the title is worth as much as any number of them in the body. */
const TITLE = 1

/** Between 0 and 1: half for one occurrence in a text of usual length. */
function saturated(often: number, length: number): number {
  return often === 0 ? 0 : often / (often + 0.5 + (0.5 * length) / USUAL_WORDS)
}

/** Words of a usual page; only what is longer or shorter than that matters. */
const USUAL_WORDS = 300

const ASCII = /^[\0-\x7f]*$/

/** Other forms of a word begin like it. */
const BEGINNING = 3

/** Most words are not even alike; the others are taken apart once each, since texts share their words. */
function singleCounter({ words: [wanted = ''], also, exact, prefix }: TextTerm): Counter {
  const isAlike = new RegExp([wanted, ...also].map((word) => word.slice(0, BEGINNING)).join('|'), 'i')
  const isIt = new Map<string, boolean>()
  const fits = (raw: string) => {
    const analysed = analyse(raw)
    const written = wordsOf(analysed)
    if (written.some((word) => (prefix ? word.startsWith(wanted) : word === wanted))) return true
    return (
      !exact &&
      [...written, ...analysed.more].some(
        (word) => also.includes(word) || (prefix && word.startsWith(wanted)),
      )
    )
  }
  return (raws) => {
    let often = 0
    for (const raw of raws) {
      if (!isAlike.test(raw) && ASCII.test(raw)) continue
      let is = isIt.get(raw)
      if (is === undefined) isIt.set(raw, (is = fits(raw)))
      if (is) often++
    }
    return often
  }
}

function phraseCounter({ words, prefix }: TextTerm): Counter {
  const wanted = ` ${words.join(' ')}${prefix ? '' : ' '}`
  return (raws) => ` ${raws.map((raw) => analyse(raw).words).join(' ')} `.split(wanted).length - 1
}
