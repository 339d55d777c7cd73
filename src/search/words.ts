import { limits } from '../base/limits.ts'
import { stem } from './stem.ts'

/**
 * What a stretch of letters and digits is found by. Index and query both come from here, so they cannot differ.
 */
export interface Word {
  /** Its words in order, folded, with spaces between: one, or the overlapping pairs of a run of Chinese, Thai … */
  readonly words: string
  /** What else finds it, without an order: the stem, the parts of `getPageById` and their joined tails. */
  readonly more: readonly string[]
  /** Whether the last word is a lone character of an unspaced script, that others may follow in a text. */
  readonly open: boolean
}

/** A word where it stands in a text. */
export interface PlacedWord {
  readonly word: string
  readonly more: readonly string[]
  readonly start: number
  readonly end: number
}

/** The searchable form of a text. */
export interface TextWords {
  /** In order, with spaces between. */
  readonly words: string
  readonly more: ReadonlySet<string>
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu

/** Scripts that are written without spaces, and Hangul, whose particles cling to the word. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]+/gu

/** Marks that readers leave out when they type: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g

/** Letters that Unicode does not take apart, but people do. */
const SPELLED_OUT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
}
const SPELLED_OUT_LETTERS = /[ßæœøłđðþıς]/g

/** The words of a text, up to the limits of one index entry. */
export function textWords(text: string, budget: number = limits.indexedWordBytes): TextWords {
  const raws = text.slice(0, limits.indexedLength).match(WORD) ?? []
  return text.length * MOST_BYTES_PER_CHARACTER <= budget ? allWords(raws) : affordableWords(raws, budget)
}

/** This is where indexing spends its time: nothing is counted here that does not have to be. */
function allWords(raws: readonly string[]): TextWords {
  const words: string[] = []
  const more = new Set<string>()
  for (const raw of raws) {
    const analysed = analyse(raw)
    if (analysed.words !== '') words.push(analysed.words)
    if (analysed.more.length > 0) for (const word of analysed.more) more.add(word)
  }
  return { words: words.join(' '), more }
}

function affordableWords(raws: readonly string[], budget: number): TextWords {
  const words: string[] = []
  const different = new Set<string>()
  const more = new Set<string>()
  let bytes = 0
  for (const raw of raws) {
    if (bytes > budget) break
    const analysed = analyse(raw)
    if (analysed.words !== '') words.push(analysed.words)
    for (const word of wordsOf(analysed)) {
      if (!different.has(word)) bytes += entryBytes(word)
      different.add(word)
    }
    for (const word of analysed.more) {
      if (!more.has(word)) bytes += entryBytes(word)
      more.add(word)
    }
  }
  return { words: words.join(' '), more }
}

/** What an entry costs at most in PostgreSQL's tsvector: the word in UTF-8 with its mark, a header, eight places. */
function entryBytes(word: string): number {
  return word.length * 3 + 27
}

/** Single letters and pairs of characters cost most; twice that leaves room for what else finds them. */
const MOST_BYTES_PER_CHARACTER = 70

/** Every word of a text with its place, for marking hits. */
export function placedWords(text: string): PlacedWord[] {
  const placed: PlacedWord[] = []
  for (const match of text.matchAll(WORD)) {
    const analysed = analyse(match[0])
    const { more } = analysed
    const words = wordsOf(analysed)
    const start = match.index
    const end = start + match[0].length
    // One code unit per pair, and as many words as code units: the pairs lie where their index says.
    const inPlace = words.length > 1 && words.length === match[0].length
    words.forEach((word, i) => {
      const place = inPlace ? { start: start + i, end: start + i + word.length } : { start, end }
      placed.push({ word, more, ...place })
    })
  }
  return placed
}

/** The stretches of letters and digits in a text, as they are written. */
export function rawWords(text: string): string[] {
  return text.match(WORD) ?? []
}

/** The words one by one; none for a lone accent. */
export function wordsOf({ words }: { readonly words: string }): string[] {
  return words === '' ? [] : words.split(' ')
}

const remembered = new Map<string, Word>()

/** What one stretch of letters and digits is found by. */
export function analyse(raw: string): Word {
  let word = remembered.get(raw)
  if (word === undefined) {
    word = analyseAfresh(raw)
    if (remembered.size >= limits.rememberedWords) remembered.clear()
    remembered.set(raw, word)
  }
  return word
}

function analyseAfresh(raw: string): Word {
  const folded = foldWord(raw)
  const words: string[] = []
  let open = false
  // Folding can bring forth punctuation: ⑴ becomes (1).
  for (const piece of folded.match(WORD) ?? []) {
    for (const { text, unspaced } of runs(piece)) {
      open = unspaced
      if (unspaced) words.push(...pairs(text))
      else words.push(cut(text))
    }
  }
  const more = new Set<string>()
  for (const word of words) addStem(word, more)
  for (const part of camelParts(raw)) {
    more.add(part)
    addStem(part, more)
  }
  for (const word of words) more.delete(word)
  return { words: words.join(' '), more: more.size > 0 ? [...more] : NO_MORE, open }
}

const NO_MORE: readonly string[] = []

function addStem(word: string, to: Set<string>): void {
  const stemmed = stemOf(word)
  if (stemmed !== undefined) to.add(stemmed)
}

/** The stem of a folded word, when it has one that is not the word itself. */
export function stemOf(word: string): string | undefined {
  if (!/^[a-z]{3,}$/.test(word)) return undefined
  const stemmed = stem(word)
  return stemmed === word ? undefined : stemmed
}

function foldWord(raw: string): string {
  if (/^[\x00-\x7f]*$/.test(raw)) return raw.toLowerCase()
  return raw
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(SPELLED_OUT_LETTERS, (letter) => SPELLED_OUT[letter] ?? letter)
}

function runs(piece: string): { text: string; unspaced: boolean }[] {
  const found: { text: string; unspaced: boolean }[] = []
  let at = 0
  for (const match of piece.matchAll(UNSPACED)) {
    if (match.index > at) found.push({ text: piece.slice(at, match.index), unspaced: false })
    found.push({ text: match[0], unspaced: true })
    at = match.index + match[0].length
  }
  if (at < piece.length) found.push({ text: piece.slice(at), unspaced: false })
  return found
}

/** ABC becomes AB, BC, C: every pair, and the last character so that it is found alone, as every other by prefix. */
function pairs(run: string): string[] {
  const characters = [...run]
  return characters.map((character, i) => character + (characters[i + 1] ?? ''))
}

function cut(word: string): string {
  if (word.length <= limits.indexedWordLength) return word
  return word.slice(0, limits.indexedWordLength).replace(/[\uD800-\uDBFF]$/, '')
}

const CAMEL_SEAM = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u
const MOST_PARTS = 12

/** `getPageById` → get, page, by, id, and pagebyid, byid, so that a tail of it is found too. */
function camelParts(raw: string): string[] {
  if (!/\p{Ll}/u.test(raw) || !/.\p{Lu}/u.test(raw) || raw.length > limits.indexedWordLength) return []
  const parts = raw.split(CAMEL_SEAM, MOST_PARTS).map(foldWord)
  if (parts.length < 2) return []
  const tails = parts.slice(1, -1).map((_, i) => parts.slice(i + 1).join(''))
  return [...parts, ...tails].filter((part) => /^[\p{L}\p{N}\p{M}]+$/u.test(part))
}
