import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import { type MacroCall, type MacroDefinition, MacroProblem } from './macro.ts'

/** One issue or a list of them, as a link to the tracker. */
export const jira: MacroDefinition = {
  name: 'jira',
  aliases: ['jiraissues', 'jirachart'],
  title: 'Jira Issue/Filter',
  body: 'none',
  output: 'either',
  parameters: {
    key: { type: 'string' },
    server: { type: 'string' },
    serverId: { type: 'string' },
    jqlQuery: { type: 'string' },
    jql: { type: 'string' },
    url: { type: 'url' },
  },
  dependsOn: 'wiki',
  expand: async (call) => {
    const key = (call.text('key') ?? '').trim()
    const base = await trackerUrl(call)
    if (key !== '') return [issue(key, base)]
    const query = (call.text('jqlQuery', 'jql', '') ?? '').trim()
    const url = call.text('url') ?? ''
    if (query === '' && url === '') throw new MacroProblem('Neither an issue key nor a query was given.')
    const path = `/issues/?jql=${encodeURIComponent(query)}`
    const href = url !== '' ? url : base === undefined ? undefined : base + path
    return [
      html(
        'div',
        { class: 'jira-table' },
        html('div', { class: 'jira-issues' }, link(href, query === '' ? url : query)),
      ),
    ]
  },
}

function issue(key: string, base: string | undefined): Node {
  const href = base === undefined ? undefined : `${base}/browse/${encodeURIComponent(key)}`
  return html('span', { class: 'jira-issue', 'data-jira-key': key }, link(href, key, 'jira-issue-key'))
}

function link(href: string | undefined, text: string, className = 'external-link'): Node {
  return href === undefined
    ? html('span', { class: className }, text)
    : html('a', { class: className, rel: 'nofollow', href }, text)
}

async function trackerUrl(call: MacroCall): Promise<string | undefined> {
  for (const name of [call.text('serverId'), call.text('server')]) {
    if (name === undefined || name === '') continue
    const url = await call.env.applicationUrl?.(name)
    if (url !== undefined) return url.replace(/\/+$/, '')
  }
  return undefined
}
