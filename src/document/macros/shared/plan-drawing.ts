/** Plans as SVG: bars in lanes over months. */
import { html } from '../../build.ts'
import type { Node } from '../../tree.ts'

/** Something that is planned. */
export interface Bar {
  readonly title: string
  /** `yyyy-MM-dd` */
  readonly start: string
  readonly months: number
}

/** Bars that belong together. */
export interface Lane {
  readonly title: string
  readonly bars: readonly Bar[]
}

const WIDTH = 720
const LEFT = 110
const HEAD = 22
const BAR = 24
const COLORS = ['#4c9aff', '#36b37e', '#ff8b00', '#6554c0', '#00b8d9', '#ff5630']
const MOST_MONTHS = 240

/** Months since the year 0; fractions for days. */
function monthOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return year * 12 + (month - 1) + (date - 1) / 31
}

/** The picture; without a bar that has a date there is nothing to draw. */
export function drawPlan(lanes: readonly Lane[], locale: string): Node {
  const dated = lanes.flatMap(({ bars }) => bars).filter(({ start }) => /^\d{4}-\d\d-\d\d$/.test(start))
  if (dated.length === 0) return html('p', {}, 'The plan has no dates.')
  const first = Math.floor(Math.min(...dated.map(({ start }) => monthOf(start))))
  const last = Math.ceil(
    Math.max(...dated.map(({ start, months }) => monthOf(start) + Math.max(months, 0.2))),
  )
  const span = Math.min(Math.max(last - first, 1), MOST_MONTHS)
  const across = (month: number) => LEFT + (Math.min(month - first, span) / span) * (WIDTH - LEFT - 6)
  const nodes: Node[] = []
  let top = HEAD
  for (const [index, lane] of lanes.entries()) {
    const color = COLORS[index % COLORS.length] ?? '#4c9aff'
    nodes.push(
      html('line', { x1: '0', x2: String(WIDTH), y1: String(top), y2: String(top), stroke: '#dfe1e6' }),
    )
    nodes.push(html('text', { x: '4', y: String(top + 18), 'font-weight': '600' }, shortened(lane.title, 16)))
    const bars = lane.bars.filter((bar) => dated.includes(bar))
    for (const bar of bars) {
      const x = across(monthOf(bar.start))
      const width = Math.max(across(monthOf(bar.start) + bar.months) - x, 4)
      const about = html('title', {}, `${bar.title}: ${bar.start}`)
      const place = { x: number(x), y: String(top + 4), width: number(width), height: String(BAR - 4) }
      nodes.push(
        html('g', {}, about, html('rect', { ...place, rx: '3', fill: color, 'fill-opacity': '0.35' })),
      )
      nodes.push(
        html('text', { x: number(x + 5), y: String(top + 18) }, shortened(bar.title, Math.max(width / 6, 8))),
      )
      top += BAR
    }
    top += bars.length === 0 ? BAR : 4
  }
  const step = Math.max(1, Math.ceil(span / 12))
  for (let month = first; month < first + span; month += step) {
    const x = number(across(month))
    nodes.unshift(
      html('line', { x1: x, x2: x, y1: String(HEAD), y2: String(top), stroke: '#dfe1e6' }),
      html('text', { x, y: '14' }, nameOf(month, locale)),
    )
  }
  const attributes = {
    viewBox: `0 0 ${WIDTH} ${top + 4}`,
    width: String(WIDTH),
    role: 'img',
    'font-size': '11',
  }
  return html('div', { class: 'chart-macro' }, html('svg', { ...attributes, 'aria-label': 'Plan' }, ...nodes))
}

function nameOf(month: number, locale: string): string {
  const time = Date.UTC(Math.floor(month / 12), month % 12)
  return new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(time)
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, Math.floor(most) - 1))}\u2026`
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10)
}
