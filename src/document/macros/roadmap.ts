import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import { type MacroDefinition, MacroProblem } from './macro.ts'
import { drawPlan, type Lane } from './shared/plan-drawing.ts'

/** A plan: bars in lanes over time, and the same in words. */
export const roadmap: MacroDefinition = {
  name: 'roadmap',
  title: 'Roadmap Planner',
  body: 'none',
  output: 'block',
  parameters: {
    source: { type: 'string', required: true },
    title: { type: 'string' },
  },
  dependsOn: 'nothing',
  expand: (call) => {
    const plan = planOf(call.text('source') ?? '')
    const lanes = lanesOf(plan)
    const title = textOf(plan, 'title') || decoded(call.text('title') ?? '')
    const heading: Node[] = title === '' ? [] : [html('h4', {}, title)]
    return [
      html(
        'div',
        { class: 'roadmap-macro-view' },
        ...heading,
        drawPlan(lanes, call.env.locale),
        listOf(lanes),
      ),
    ]
  },
}

/** What the bars say, for those who cannot see them. */
function listOf(lanes: readonly Lane[]): Node {
  const rows = lanes.map(({ title, bars }) => {
    const items = bars.map(({ title: name, start, months }) =>
      html('li', {}, html('b', {}, name), ` ${start} (${months === 1 ? '1 month' : `${months} months`})`),
    )
    return html('tr', {}, html('th', {}, title), html('td', {}, html('ul', {}, ...items)))
  })
  const table = html('table', { class: 'aui' }, html('tbody', {}, ...rows))
  return html('details', {}, html('summary', {}, 'In words'), table)
}

function planOf(source: string): unknown {
  try {
    return JSON.parse(decoded(source))
  } catch {
    throw new MacroProblem('The plan cannot be read.')
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    // Written without encoding.
    return text
  }
}

function lanesOf(plan: unknown): Lane[] {
  return listIn(plan, 'lanes').map((lane) => ({
    title: textOf(lane, 'title'),
    bars: listIn(lane, 'bars').map((bar) => ({
      title: textOf(bar, 'title'),
      start: textOf(bar, 'startDate').slice(0, 10),
      months: Math.round(Number(textOf(bar, 'duration')) * 10) / 10 || 0,
    })),
  }))
}

function listIn(value: unknown, key: string): unknown[] {
  const list: unknown = isRecord(value) ? value[key] : undefined
  return Array.isArray(list) ? list.slice(0, 200) : []
}

function textOf(value: unknown, key: string): string {
  const found: unknown = isRecord(value) ? value[key] : undefined
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
