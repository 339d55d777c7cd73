import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import { type MacroCall, type MacroDefinition, MacroProblem } from './macro.ts'
import { colorOf } from './shared/box.ts'
import { type ChartData, type ChartLook, drawChart } from './shared/chart-drawing.ts'
import { cellText, tablesIn } from './shared/tables.ts'

const KINDS: Readonly<Record<string, ChartLook['kind']>> = {
  pie: 'pie',
  bar: 'bar',
  xybar: 'bar',
  gantt: 'bar',
  line: 'line',
  xyline: 'line',
  xystep: 'line',
  timeseries: 'line',
  area: 'area',
  xyarea: 'area',
  xysteparea: 'area',
  scatter: 'scatter',
}

/** A picture of the tables in the body. */
export const chart: MacroDefinition = {
  name: 'chart',
  title: 'Chart',
  body: 'rich',
  output: 'block',
  parameters: {
    type: { type: 'string', default: 'pie' },
    title: { type: 'string' },
    subTitle: { type: 'string' },
    xLabel: { type: 'string' },
    yLabel: { type: 'string' },
    stacked: { type: 'boolean', default: 'false' },
    width: { type: 'int', default: '300' },
    height: { type: 'int', default: '300' },
    legend: { type: 'boolean', default: 'true' },
    dataDisplay: { type: 'enum', values: ['false', 'true', 'before', 'after'], default: 'false' },
    dataOrientation: { type: 'enum', values: ['horizontal', 'vertical'], default: 'horizontal' },
    colors: { type: 'color', multiple: true },
  },
  dependsOn: 'nothing',
  expand: (call) => {
    const data = dataOf(call)
    const colors = (call.text('colors') ?? '').split(',').flatMap((color) => colorOf(color) ?? [])
    const drawing = drawChart(data, {
      kind: KINDS[(call.text('type') ?? 'pie').toLowerCase()] ?? 'bar',
      title: call.text('title') ?? '',
      subTitle: call.text('subTitle') ?? '',
      xLabel: call.text('xLabel') ?? '',
      yLabel: call.text('yLabel') ?? '',
      isStacked: call.flag('stacked'),
      width: call.number('width', { min: 50, max: 4_000 }) ?? 300,
      height: call.number('height', { min: 50, max: 4_000 }) ?? 300,
      hasLegend: call.flag('legend'),
      colors,
    })
    const nodes: Node[] = [html('div', { class: 'chart-macro' }, drawing)]
    const display = call.text('dataDisplay')
    if (display === 'before') nodes.unshift(call.body('div'))
    else if (display === 'true' || display === 'after') nodes.push(call.body('div'))
    return nodes
  },
}

/** Rows are series and columns are categories, or the other way round when the data stand vertically. */
function dataOf(call: MacroCall): ChartData {
  const body = call.macro.body.kind === 'rich' ? call.macro.body.children : []
  const [table] = tablesIn(body)
  const grid = (table ?? []).slice(0, 200).map((row) => row.slice(0, 200).map(cellText))
  const isVertical = call.text('dataOrientation') === 'vertical'
  const [head = [], ...rows] = isVertical ? transposed(grid) : grid
  if (rows.length === 0) throw new MacroProblem('The body holds no table with data.')
  const series = rows.map(([name = '', ...values]) => ({ name, values: values.map(valueOf) }))
  return { categories: head.slice(1), series }
}

function transposed(grid: readonly (readonly string[])[]): string[][] {
  const width = Math.max(0, ...grid.map((row) => row.length))
  return Array.from({ length: width }, (_, column) => grid.map((row) => row[column] ?? ''))
}

function valueOf(text: string): number {
  const value = Number.parseFloat(text.replace(/[^\d.,eE+-]/g, '').replaceAll(',', ''))
  return Number.isFinite(value) ? value : 0
}
