/** Marks a passage of a stored document as what a comment is about, or takes the mark away; every other byte stays. */
import { decodeReferences } from '../base/xml/references.ts'
import { readXml, type XmlAttributes } from '../base/xml/read.ts'
import { escapeAttribute } from '../base/xml/write.ts'
import { xmlOptions } from './formats/storage/read.ts'
import { isInlineElement } from './kinds.ts'

/** A passage as a reader selects it in the text that a page shows. */
export interface Passage {
  readonly text: string
  /** Which of the places with this text is meant, from 0. */
  readonly index: number
  /** What its mark is known by. */
  readonly ref: string
}

/** How many places have the text, and the document with the one meant marked, where that can be. */
export interface PassageMarked {
  readonly matches: number
  readonly storage?: string
}

/** One stretch of text between two tags. */
interface Run {
  readonly start: number
  readonly end: number
  readonly value: string
  /** False of text that no mark can stand in: that of a link without markup. */
  readonly takesMarks: boolean
}

/** A run in the text of its document, in which white space is one blank. */
interface Stretch {
  readonly run: Run
  /** Where in the text it begins. */
  readonly at: number
  /** What of it stands there: all of it but a blank that follows another one. */
  readonly words: string
  /** Whether such a blank is left out. */
  readonly isCut: boolean
}

/** Marks one passage. A mark crosses no tag: a passage with markup in it gets several of the same ref. */
export function markPassage(storage: string, { text, index, ref }: Passage): PassageMarked {
  const wanted = text.replace(/\s+/g, ' ').trim()
  const { stretches, text: shown } = readWords(storage)
  const { matches, start } = placeOf(shown, wanted, index)
  if (start === undefined) return { matches }
  const marked = mark(storage, stretches, start, start + wanted.length, ref)
  return marked === storage ? { matches } : { matches, storage: marked }
}

/** Takes away the marks of a ref. */
export function unmarkPassage(storage: string, ref: string): string {
  if (!storage.includes(MARKER)) return storage
  const tags: { start: number; end: number }[] = []
  const open: boolean[] = []
  const isOwn = (name: string, attributes: XmlAttributes | undefined) =>
    name === MARKER && attributes?.['ac:ref'] === ref
  readXml(
    storage,
    {
      ...nothing,
      open(name, attributes, start, end) {
        open.push(isOwn(name, attributes))
        if (open.at(-1)) tags.push({ start, end })
      },
      empty(name, attributes, start, end) {
        if (isOwn(name, attributes)) tags.push({ start, end })
      },
      close(_name, start, end) {
        if (open.pop()) tags.push({ start, end })
      },
    },
    xmlOptions,
  )
  const kept = tags.map(({ start }, i) => storage.slice(tags[i - 1]?.end ?? 0, start))
  return [...kept, storage.slice(tags.at(-1)?.end ?? 0)].join('')
}

const MARKER = 'ac:inline-comment-marker'
const ignore = () => {}
const nothing = {
  open: ignore,
  empty: ignore,
  close: ignore,
  text: ignore,
  characterData: ignore,
  comment: ignore,
}

/** Elements of the wiki's own whose text is shown as it stands; all others' is read by programs. */
const SHOWN = new Set(
  (
    'ac:structured-macro ac:macro ac:rich-text-body ac:layout ac:layout-section ac:layout-cell ac:link ac:link-body ' +
    `ac:plain-text-link-body ac:task-list ac:task ac:task-body ac:image ac:caption ${MARKER}`
  ).split(' '),
)

function isShown(name: string): boolean {
  return SHOWN.has(name) || !/^(?:ac|ri|at):/.test(name)
}

/** Macros and their insides end a line, whatever is made of them. */
function breaksLine(name: string): boolean {
  return name === 'br' || !isInlineElement(name)
}

function readWords(storage: string): { readonly stretches: readonly Stretch[]; readonly text: string } {
  const stretches: Stretch[] = []
  const shown: boolean[] = []
  const parts: string[] = []
  let length = 0
  let endsInBlank = true
  const put = (words: string) => {
    if (words === '') return
    parts.push(words)
    length += words.length
    endsInBlank = words.endsWith(' ')
  }
  const edge = (name: string) => {
    if (breaksLine(name) && !endsInBlank) put(' ')
  }
  const read = (run: Run) => {
    if (shown.includes(false)) return
    const all = run.value.replace(/\s+/g, ' ')
    const isCut = endsInBlank && all.startsWith(' ')
    const words = isCut ? all.slice(1) : all
    stretches.push({ run, at: length, words, isCut })
    put(words)
  }
  readXml(
    storage,
    {
      ...nothing,
      open(name) {
        shown.push(isShown(name))
        edge(name)
      },
      empty: (name) => edge(name),
      close(name) {
        shown.pop()
        edge(name)
      },
      text: (value, start, end) => read({ value, start, end, takesMarks: true }),
      characterData: (value, start, end) => read({ value, start, end, takesMarks: false }),
    },
    xmlOptions,
  )
  return { stretches, text: parts.join('') }
}

/** How often a text has the words that are wanted, and where it has them for the `index`th time. */
function placeOf(
  text: string,
  wanted: string,
  index: number,
): { readonly matches: number; readonly start?: number } {
  if (wanted === '') return { matches: 0 }
  let matches = 0
  let start: number | undefined
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
    if (matches === index) start = at
    matches++
  }
  return { matches, start }
}

function mark(storage: string, stretches: readonly Stretch[], from: number, to: number, ref: string): string {
  const open = `<${MARKER} ac:ref="${escapeAttribute(ref)}">`
  let out = ''
  let done = 0
  for (const { run, at, words, isCut } of stretches) {
    const first = Math.max(from, at) - at
    const end = Math.min(to, at + words.length) - at
    if (!run.takesMarks || words.slice(first, Math.max(first, end)).trim() === '') continue
    const cut = isCut ? 1 : 0
    const places = placesIn(run.value, [first + cut, end + cut - 1])
    const [begins = run.start, ends = run.end] = offsetsIn(storage, run, [
      places[0] ?? 0,
      (places[1] ?? 0) + 1,
    ])
    out += `${storage.slice(done, begins)}${open}${storage.slice(begins, ends)}</${MARKER}>`
    done = ends
  }
  return out + storage.slice(done)
}

/** Where in a text characters stand that are counted with white space as one blank. */
function placesIn(value: string, counts: readonly number[]): number[] {
  const places: number[] = []
  let count = -1
  for (const { index } of value.matchAll(/\s+|\S/g)) {
    count++
    while (counts[places.length] === count) places.push(index)
    if (places.length === counts.length) break
  }
  return places
}

/** Where in the document characters of a run begin: a reference there is one character of its value, or two. */
function offsetsIn(storage: string, run: Run, places: readonly number[]): number[] {
  const offsets: number[] = []
  let place = 0
  let offset = run.start
  for (const wanted of places) {
    while (place < wanted && offset < run.end) {
      const next = endOfCharacter(storage, offset)
      const isReference = storage.charAt(offset) === '&'
      place += isReference ? decodeReferences(storage, offset, next).length : 1
      offset = next
    }
    offsets.push(offset)
  }
  return offsets
}

function endOfCharacter(storage: string, offset: number): number {
  if (storage.charAt(offset) === '&') return storage.indexOf(';', offset) + 1
  return offset + (storage.startsWith('\r\n', offset) ? 2 : 1)
}
