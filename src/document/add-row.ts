import { escapeText } from '../base/xml/write.ts'
import { readXml } from '../base/xml/read.ts'
import { xmlOptions } from './formats/storage/read.ts'

/** Which table of a page is meant. */
export interface TableChoice {
  /** The how-maniest, from 1, of those that the other words leave. */
  readonly number?: number
  /** The text of the heading that it stands under. */
  readonly under?: string
  /** The name of a macro around it. */
  readonly macro?: string
}

/** Rows to be added. */
export interface NewRows {
  readonly table: TableChoice
  readonly at: 'top' | 'bottom'
  /** The cells of each row, as text, or as storage format. */
  readonly rows: readonly (readonly string[])[]
  readonly cells: 'text' | 'storage'
}

/** The body with the rows in it, or why there is no place for them. */
export type RowsAdded = { readonly storage: string } | { readonly problem: string }

interface Cell {
  readonly header: boolean
  readonly columns: number
  readonly rows: number
  /** Where its content begins. */
  readonly content: number
}

interface Row {
  readonly start: number
  end: number
  readonly part: string
  readonly cells: Cell[]
}

interface Table {
  readonly start: number
  end: number
  readonly macros: readonly string[]
  /** The headings that it stands under, from the outermost. */
  readonly headings: readonly string[]
  readonly rows: Row[]
  /** Where the inside of the first `tbody` begins, and the end of `thead`. */
  body?: number
  headEnd?: number
}

/** Adds rows to one table of a page; every other byte stays as it is. */
export function addRows(storage: string, { table: choice, at, rows, cells }: NewRows): RowsAdded {
  const reading = readTables(storage)
  if ('problem' in reading) return reading
  const chosen = chooseTable(reading.tables, choice)
  if ('problem' in chosen) return chosen
  const { table } = chosen
  const width = Math.max(
    0,
    ...table.rows.map((row) => row.cells.reduce((sum, cell) => sum + cell.columns, 0)),
  )
  const tooWide = rows.find((row) => width > 0 && row.length > width)
  if (tooWide) return { problem: `The row has ${tooWide.length} cells, but the table has ${width} columns.` }
  const place = placeIn(storage, table, at)
  if ('problem' in place) return place
  const written = rows.map((row) => writeRow(row, { width, cells, paragraphs: place.paragraphs }))
  const { offset, before, between, after } = place
  return {
    storage: storage.slice(0, offset) + before + written.join(between) + after + storage.slice(offset),
  }
}

/** The text of the table that is meant, markup and all; undefined when there is none. */
export function tableSource(storage: string, choice: TableChoice): string | undefined {
  const reading = readTables(storage)
  const chosen = 'problem' in reading ? reading : chooseTable(reading.tables, choice)
  return 'problem' in chosen ? undefined : storage.slice(chosen.table.start, chosen.table.end)
}

interface WriteOptions {
  readonly width: number
  readonly cells: 'text' | 'storage'
  readonly paragraphs: boolean
}

/** A row of the table's width; with paragraphs in its cells when its neighbours have them. */
function writeRow(row: readonly string[], { width, cells, paragraphs }: WriteOptions): string {
  const all = [...row, ...Array.from({ length: Math.max(0, width - row.length) }, () => '')]
  const written = all.map((cell) => {
    const value = cells === 'storage' ? cell : escapeText(cell)
    const bare = cells === 'storage' && /^\s*<(?:p|ul|ol|div|h[1-6]|pre|blockquote|table)\b/.test(value)
    return `<td>${paragraphs && !bare ? `<p>${value}</p>` : value}</td>`
  })
  return `<tr>${written.join('')}</tr>`
}

interface Place {
  readonly offset: number
  readonly before: string
  readonly between: string
  readonly after: string
  readonly paragraphs: boolean
}

type Found<T> = T | { readonly problem: string }

function placeIn(storage: string, table: Table, at: 'top' | 'bottom'): Found<Place> {
  const bodies = table.rows.filter(({ part }) => part === 'tbody')
  const heads = at === 'top' ? bodies.findIndex((row) => !row.cells.every(({ header }) => header)) : -1
  const next = heads < 0 ? undefined : bodies[heads]
  const last = next === undefined ? bodies.at(-1) : undefined
  const neighbour = next ?? last
  if (neighbour === undefined) return placeInEmpty(table)
  const spanning =
    next && bodies.slice(0, heads).some((row, index) => row.cells.some((cell) => index + cell.rows > heads))
  if (spanning) return { problem: 'A heading cell spans into the rows, so there is no place at the top.' }
  const sample = bodies.findLast((row) => row.cells.some(({ header }) => !header)) ?? neighbour
  const paragraphs = sample.cells.some(({ content }) => /^<p[\s>]/.test(storage.slice(content, content + 3)))
  const space = /\s*$/.exec(storage.slice(0, neighbour.start))?.[0] ?? ''
  return next === undefined
    ? { offset: neighbour.end, before: space, between: space, after: '', paragraphs }
    : { offset: next.start, before: '', between: space, after: space, paragraphs }
}

function placeInEmpty({ body, headEnd }: Table): Found<Place> {
  const none = { before: '', between: '', after: '', paragraphs: false }
  if (body !== undefined) return { ...none, offset: body }
  if (headEnd !== undefined) return { ...none, offset: headEnd, before: '<tbody>', after: '</tbody>' }
  return { problem: 'The table has no rows and no body to put one into.' }
}

const MOST_NAMED = 5

/** How some tables can be told apart: `number 1, number 2 under "Log"`. */
function named(tables: readonly Table[]): string {
  const names = tables.slice(0, MOST_NAMED).map(({ headings, macros }, i) => {
    const heading = headings.at(-1)
    const macro = macros.at(-1)
    const where = heading === undefined ? '' : ` under "${heading}"`
    return `number ${i + 1}${where}${macro === undefined ? '' : ` in the macro ${macro}`}`
  })
  return [...names, ...(tables.length > MOST_NAMED ? ['…'] : [])].join(', ')
}

function chooseTable(
  tables: readonly Table[],
  { number, under, macro }: TableChoice,
): Found<{ table: Table }> {
  const same = (one: string) => one.toLowerCase() === under?.trim().toLowerCase()
  const candidates = tables.filter(
    ({ macros, headings }) =>
      (macro === undefined || macros.includes(macro)) && (under === undefined || headings.some(same)),
  )
  const where = `${under === undefined ? '' : ` under "${under}"`}${macro === undefined ? '' : ` in the macro ${macro}`}`
  if (number === undefined && under === undefined && macro === undefined && candidates.length > 1) {
    return { problem: `The page has ${candidates.length} tables: say which, ${named(candidates)}.` }
  }
  const table = candidates[(number ?? 1) - 1]
  if (table !== undefined) return { table }
  if (candidates.length === 0) return { problem: `The page has no table${where}.` }
  return {
    problem: `The page has only ${candidates.length} ${candidates.length === 1 ? 'table' : 'tables'}${where}.`,
  }
}

/** Tables that stand in a cell of another one are part of that cell. */
function readTables(storage: string): Found<{ tables: Table[] }> {
  const reader = new TableReader()
  const fault = readXml(storage, reader, xmlOptions)
  if (fault !== undefined) return { problem: 'The body of the page is not well-formed storage format.' }
  return { tables: reader.tables }
}

const HEADING = /^h([1-6])$/

/** Collects tables from what the XML reader pushes. */
class TableReader {
  readonly tables: Table[] = []
  readonly #macros: string[] = []
  readonly #headings: (string | undefined)[] = []
  #heading: string | undefined
  #table: Table | undefined
  #nested = 0
  #part = 'tbody'

  open(
    name: string,
    attributes: Readonly<Record<string, string>> | undefined,
    start: number,
    end: number,
  ): void {
    if (name === 'ac:structured-macro' || name === 'ac:macro')
      this.#macros.push(attributes?.['ac:name'] ?? '')
    else if (HEADING.test(name) && this.#table === undefined) this.#heading = ''
    else if (name === 'table') this.#openTable(start)
    else if (this.#table !== undefined && this.#nested === 0) this.#openInTable(name, attributes, start, end)
  }

  close(name: string, _start: number, end: number): void {
    const level = Number(HEADING.exec(name)?.[1] ?? 0)
    if (name === 'ac:structured-macro' || name === 'ac:macro') this.#macros.pop()
    else if (level > 0 && this.#heading !== undefined) {
      this.#headings.length = level - 1
      this.#headings[level - 1] = this.#heading.replace(/\s+/g, ' ').trim()
      this.#heading = undefined
    } else if (name === 'table') this.#closeTable(end)
    else if (this.#table !== undefined && this.#nested === 0) this.#closeInTable(this.#table, name, end)
  }

  empty(
    name: string,
    attributes: Readonly<Record<string, string>> | undefined,
    start: number,
    end: number,
  ): void {
    if (name !== 'td' && name !== 'th' && name !== 'tr') return
    this.open(name, attributes, start, end)
    this.close(name, start, end)
  }

  text(value: string): void {
    if (this.#heading !== undefined) this.#heading += value
  }

  characterData(): void {}

  comment(): void {}

  #openTable(start: number): void {
    if (this.#table !== undefined) {
      this.#nested += 1
      return
    }
    const headings = this.#headings.filter((text) => text !== undefined)
    this.#table = { start, end: start, macros: [...this.#macros], headings, rows: [] }
    this.#part = 'tbody'
    this.tables.push(this.#table)
  }

  #closeTable(end: number): void {
    if (this.#nested > 0) this.#nested -= 1
    else if (this.#table !== undefined) {
      this.#table.end = end
      this.#table = undefined
    }
  }

  #openInTable(
    name: string,
    attributes: Readonly<Record<string, string>> | undefined,
    start: number,
    end: number,
  ): void {
    const table = this.#table as Table
    if (name === 'thead' || name === 'tbody' || name === 'tfoot') this.#part = name
    if (name === 'tbody') table.body ??= end
    else if (name === 'tr') table.rows.push({ start, end, part: this.#part, cells: [] })
    else if (name === 'td' || name === 'th') {
      table.rows.at(-1)?.cells.push({
        header: name === 'th',
        columns: spanOf(attributes?.colspan),
        rows: spanOf(attributes?.rowspan),
        content: end,
      })
    }
  }

  #closeInTable(table: Table, name: string, end: number): void {
    const row = table.rows.at(-1)
    if (name === 'tr' && row !== undefined) row.end = end
    else if (name === 'thead') {
      table.headEnd = end
      this.#part = 'tbody'
    } else if (name === 'tfoot') this.#part = 'tbody'
  }
}

function spanOf(text: string | undefined): number {
  const span = Number(text ?? 1)
  return Number.isInteger(span) && span > 0 && span <= 1000 ? span : 1
}
