/** Charts as SVG: bars, lines, areas, points and pies. */
import { html } from '../../build.ts'
import type { Element, Node } from '../../tree.ts'

export interface Series {
  readonly name: string
  readonly values: readonly number[]
}
export interface ChartData {
  readonly categories: readonly string[]
  readonly series: readonly Series[]
}
export interface ChartLook {
  readonly kind: 'pie' | 'bar' | 'line' | 'area' | 'scatter'
  readonly title: string
  readonly subTitle: string
  readonly xLabel: string
  readonly yLabel: string
  /** Whether series stand on each other rather than side by side. */
  readonly isStacked: boolean
  readonly width: number
  readonly height: number
  readonly hasLegend: boolean
  readonly colors: readonly string[]
}

const COLORS = ['#4c9aff', '#ff8b00', '#36b37e', '#ff5630', '#6554c0', '#00b8d9', '#97a0af', '#ffab00']
const MARGIN = { top: 28, right: 10, bottom: 26, left: 44 }
const LEGEND_HEIGHT = 18

export function drawChart(data: ChartData, look: ChartLook): Element {
  const { width, height, title } = look
  const inside = look.kind === 'pie' ? pie(data, look) : plot(data, look)
  const heading: Node[] =
    title === ''
      ? []
      : [html('text', { x: String(width / 2), y: '16', 'text-anchor': 'middle', 'font-size': '13' }, title)]
  const below: Node[] =
    look.subTitle === ''
      ? []
      : [html('text', { x: String(width / 2), y: '27', 'text-anchor': 'middle' }, look.subTitle)]
  const attributes = {
    viewBox: `0 0 ${width} ${height}`,
    width: String(width),
    height: String(height),
    role: 'img',
    'font-size': '10',
  }
  return html(
    'svg',
    { ...attributes, 'aria-label': title || 'Chart' },
    ...heading,
    ...below,
    ...inside,
    ...(look.kind === 'pie' ? [] : axisLabels(look)),
    ...(look.hasLegend ? legend(data, look) : []),
  )
}

function colorAt(look: ChartLook, index: number): string {
  return look.colors[index % look.colors.length] ?? COLORS[index % COLORS.length] ?? '#4c9aff'
}

function legend(data: ChartData, look: ChartLook): Node[] {
  const names = look.kind === 'pie' ? data.categories : data.series.map(({ name }) => name)
  const step = look.width / Math.max(names.length, 1)
  return names.flatMap((name, index): Node[] => {
    const x = step * index + 8
    const y = look.height - LEGEND_HEIGHT + 8
    return [
      html('rect', { x: number(x), y: number(y - 7), width: '8', height: '8', fill: colorAt(look, index) }),
      html('text', { x: number(x + 12), y: number(y) }, name),
    ]
  })
}

function axisLabels({ xLabel, yLabel, width, height, hasLegend }: ChartLook): Node[] {
  const bottom = height - (hasLegend ? LEGEND_HEIGHT : 0) - 2
  const across = { x: String(width / 2), y: number(bottom), 'text-anchor': 'middle' }
  const up = {
    x: '10',
    y: number(height / 2),
    'text-anchor': 'middle',
    transform: `rotate(-90 10 ${number(height / 2)})`,
  }
  return [
    ...(xLabel === '' ? [] : [html('text', across, xLabel)]),
    ...(yLabel === '' ? [] : [html('text', up, yLabel)]),
  ]
}

/** The values of each series on top of those before it. */
function stacked(series: readonly Series[]): Series[] {
  const sums: number[] = []
  return series.map(({ name, values }) => ({
    name,
    values: values.map((value, index) => (sums[index] = (sums[index] ?? 0) + value)),
  }))
}

function plot(given: ChartData, look: ChartLook): Node[] {
  const isStacked = look.isStacked && (look.kind === 'bar' || look.kind === 'area')
  const data = isStacked ? { ...given, series: stacked(given.series) } : given
  const values = data.series.flatMap(({ values }) => values)
  const top = Math.max(0, ...values)
  const low = Math.min(0, ...values)
  const span = top - low || 1
  const left = MARGIN.left
  const plotWidth = look.width - left - MARGIN.right
  const labelled = look.xLabel === '' ? 0 : 12
  const bottom = look.height - MARGIN.bottom - labelled - (look.hasLegend ? LEGEND_HEIGHT : 0)
  const plotHeight = bottom - MARGIN.top - (look.subTitle === '' ? 0 : 8)
  const y = (value: number) => bottom - ((value - low) / span) * plotHeight
  const band = plotWidth / Math.max(data.categories.length, 1)
  const nodes: Node[] = []
  for (const part of [0, 0.5, 1]) {
    const value = low + span * part
    nodes.push(
      html('line', {
        x1: number(left),
        x2: number(left + plotWidth),
        y1: number(y(value)),
        y2: number(y(value)),
        stroke: '#dfe1e6',
      }),
      html(
        'text',
        { x: number(left - 4), y: number(y(value) + 3), 'text-anchor': 'end' },
        String(Math.round(value * 100) / 100),
      ),
    )
  }
  for (const [index, category] of data.categories.entries()) {
    const x = left + band * (index + 0.5)
    nodes.push(html('text', { x: number(x), y: number(bottom + 12), 'text-anchor': 'middle' }, category))
  }
  // Of sums the highest comes first, so that each leaves the part of the one before it to be seen.
  const inOrder = isStacked ? [...data.series.entries()].toReversed() : [...data.series.entries()]
  for (const [index, { values }] of inOrder) {
    const color = colorAt(look, index)
    const [slot, slots] = isStacked ? [0, 1] : [index, data.series.length]
    if (look.kind === 'bar') nodes.push(...bars(values, { color, left, band, y, slot, slots }))
    else nodes.push(...marks(values, look.kind, { color, left, band, y }))
  }
  return nodes
}

interface Scale {
  readonly color: string
  readonly left: number
  readonly band: number
  readonly y: (value: number) => number
}

function bars(values: readonly number[], scale: Scale & { slot: number; slots: number }): Node[] {
  const { color, left, band, y, slot, slots } = scale
  const width = (band * 0.8) / slots
  return values.map((value, index) => {
    const x = left + band * index + band * 0.1 + width * slot
    const upper = Math.min(y(value), y(0))
    const height = Math.abs(y(value) - y(0))
    return html('rect', {
      x: number(x),
      y: number(upper),
      width: number(width),
      height: number(height),
      fill: color,
    })
  })
}

function marks(values: readonly number[], kind: ChartLook['kind'], { color, left, band, y }: Scale): Node[] {
  const points = values.map((value, index) => `${number(left + band * (index + 0.5))},${number(y(value))}`)
  if (kind === 'scatter') {
    return points.map((point) => {
      const [cx = '0', cy = '0'] = point.split(',')
      return html('circle', { cx, cy, r: '3', fill: color })
    })
  }
  const line = html('polyline', {
    points: points.join(' '),
    fill: 'none',
    stroke: color,
    'stroke-width': '2',
  })
  if (kind === 'line') return [line]
  const first = number(left + band * 0.5)
  const last = number(left + band * (values.length - 0.5))
  const area = [`${first},${number(y(0))}`, ...points, `${last},${number(y(0))}`].join(' ')
  return [html('polygon', { points: area, fill: color, 'fill-opacity': '0.3' }), line]
}

function pie(data: ChartData, look: ChartLook): Node[] {
  const values = (data.series[0]?.values ?? []).map((value) => Math.max(value, 0))
  const sum = values.reduce((total, value) => total + value, 0)
  if (sum === 0) return []
  const bottom = look.hasLegend ? LEGEND_HEIGHT : 4
  const radius = Math.max(10, Math.min(look.width, look.height - MARGIN.top - bottom) / 2 - 4)
  const cx = look.width / 2
  const cy = MARGIN.top + radius
  let angle = -Math.PI / 2
  return values.map((value, index) => {
    const share = value / sum
    const fill = colorAt(look, index)
    if (share > 0.999) return html('circle', { cx: number(cx), cy: number(cy), r: number(radius), fill })
    const from = point(cx, cy, radius, angle)
    angle += share * 2 * Math.PI
    const to = point(cx, cy, radius, angle)
    return html('path', {
      d: `M${number(cx)},${number(cy)}L${from}A${number(radius)},${number(radius)} 0 ${share > 0.5 ? 1 : 0} 1 ${to}Z`,
      fill,
    })
  })
}

function point(cx: number, cy: number, radius: number, angle: number): string {
  return `${number(cx + radius * Math.cos(angle))},${number(cy + radius * Math.sin(angle))}`
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100)
}
