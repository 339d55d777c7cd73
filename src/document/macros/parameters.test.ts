import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallWiki } from '../../../test/support/small-wiki.ts'
import { expand } from '../expand.ts'
import { readStorage } from '../formats.ts'
import type { Macro, Parameter } from '../tree.ts'
import { macros } from './index.ts'
import type { MacroDefinition } from './macro.ts'

/** What a macro needs to get as far as its other parameters. */
const needed: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  'blog-posts': [{ content: 'titles' }],
  'content-by-user': [{ '': 'jdoe' }],
  'content-report-table': [{ labels: 'red' }],
  contentbylabel: [{ labels: 'red' }],
  children: [{ style: 'h2' }],
  'contributors-summary': [{ include: 'comments' }],
  detailssummary: [{ label: 'red' }],
  drawio: [{ diagramName: 'a' }],
  'excerpt-include': [{ '': 'Other' }],
  'multiexcerpt-include-macro': [
    { PageWithExcerpt: 'Other' },
    { PageWithExcerpt: 'Child A', MultiExcerptName: 'part' },
  ],
  gallery: [{ reverse: 'false' }],
  jira: [{ key: 'A-1', server: 'Tracker' }],
  multimedia: [{ name: 'm.mp4' }],
  navmap: [{ '': 'red' }],
  network: [{ user: 'jdoe' }],
  profile: [{ user: 'jdoe' }],
  'profile-picture': [{ User: 'jdoe' }],
  roadmap: [{ source: '{"lanes":[]}' }],
  search: [{ query: 'x' }],
  spacejump: [{ space: 'KEY' }],
  'status-list': [{ username: 'jdoe' }],
  toc: [{ type: 'flat' }],
  'toc-zone': [{ type: 'flat' }],
  'view-file': [{ name: 'a.png' }],
  viewdoc: [{ name: 'f.pdf' }],
  viewpdf: [{ name: 'f.pdf' }],
  viewppt: [{ name: 'f.pdf' }],
  viewxls: [{ name: 'f.pdf' }],
  ...Object.fromEntries(
    [
      'widget',
      'rss',
      'gadget',
      'iframe',
      'junitreport',
      'sharelinks-urlmacro',
      'html-include',
      'plantuml',
    ].map((name) => [name, [{ url: 'https://example.org' }, { src: 'https://example.org' }]]),
  ),
}

/** Parameters that others than the macro's own expansion read. */
const readElsewhere: Readonly<Record<string, string>> = {
  'details id': 'the report on page properties',
  'excerpt name': 'the macro that includes it',
}

const table =
  '<table><tbody><tr><th>a</th><th>b</th></tr><tr><td>x</td><td>1</td></tr></tbody></table><h1>H</h1>'

/** The names of the parameters whose value is looked at when a macro is shown. */
async function readParameters(
  macro: MacroDefinition,
  given: Readonly<Record<string, string>>,
): Promise<Set<string>> {
  const read = new Set<string>()
  const parameters = Object.entries(given).map(([name, value]): Parameter => ({
    name,
    get text() {
      read.add(name)
      return value
    },
    get targets() {
      read.add(name)
      return undefined
    },
  }))
  const children = readStorage(table).tree.children
  const body: Macro['body'] =
    macro.body === 'rich'
      ? { kind: 'rich', children }
      : macro.body === 'plain'
        ? { kind: 'plain', text: macro.name === 'tasklist' ? '|x|' : '' }
        : { kind: 'none' }
  const call: Macro = { type: 'macro', name: macro.name, parameters, body }
  const env = {
    ...smallWiki,
    reader: { username: 'jdoe' },
    frameOrigins: ['https://example.org'],
    listNetwork: () => Promise.resolve([]),
  }
  await expand({ type: 'document', children: [call, ...children] }, env, 'view', () => [])
  return read
}

const sample = {
  string: 'x',
  boolean: 'true',
  int: '1',
  color: 'red',
  page: 'Other',
  attachment: 'a.png',
  space: 'KEY',
  user: 'jdoe',
  url: 'https://example.org',
  date: '2024-05-01',
}

for (const macro of macros) {
  test(`every declared parameter of ${macro.name} is one that works`, async () => {
    for (const [name, { type, values = [] }] of Object.entries(macro.parameters)) {
      if (`${macro.name} ${name}` in readElsewhere) continue
      let isRead = false
      for (const base of [{}, ...(needed[macro.name] ?? [])]) {
        for (const value of type === 'enum' ? values : [sample[type]])
          isRead ||= (await readParameters(macro, { ...base, [name]: value })).has(name)
      }
      assert.ok(isRead, `${name} is read`)
    }
  })
}
