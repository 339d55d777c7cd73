/**
 * The change-log program: reads a page's storage, has it converted to view, adds a row to the second table with an HTML
 * library, serialises, has the result converted from editor to storage.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from 'parse5'
import type { ContentSummary, Environment, UserSummary } from '../../env.ts'
import { convert } from '../../formats.ts'
import { nowhere } from '../../nowhere.ts'

type Element = DefaultTreeAdapterTypes.Element
type Child = DefaultTreeAdapterTypes.ChildNode

const author: UserSummary = {
  username: 'jdoe',
  userKey: 'k1',
  accountId: '',
  displayName: 'Jane Doe',
  url: '/display/~jdoe',
  avatarUrl: '/a.png',
}
const page: ContentSummary = {
  id: '7',
  kind: 'page',
  title: 'Change Log',
  spaceKey: 'OPS',
  spaceName: 'Operations',
  version: 3,
  url: '/display/OPS/Change+Log',
  updatedAt: '2024-05-01T10:00:00Z',
  updatedBy: author,
}
const env: Environment = nowhere({
  content: page,
  spaceKey: 'OPS',
  origin: 'http://localhost:8090',
  now: new Date('2024-06-01T00:00:00Z'),
  resolve: async (targets) =>
    targets.map((target) => {
      if (target.kind === 'user') return { kind: 'user', user: author }
      if (target.kind === 'page')
        return {
          kind: 'content',
          content: { ...page, id: '8', title: target.title, url: '/display/OPS/Other' },
        }
      if (target.kind !== 'attachment') return { kind: 'missing' }
      const attachment = {
        id: 'att9',
        fileName: target.fileName,
        mediaType: 'image/png',
        fileSize: 10,
        version: 1,
        containerId: '7',
        containerVersion: 3,
        comment: '',
        updatedAt: page.updatedAt,
        updatedBy: author,
        downloadUrl: '/download/attachments/7/a.png?version=1',
        thumbnailUrl: '/download/thumbnails/7/a.png',
      }
      return { kind: 'attachment', attachment }
    }),
})

const before = `<p class='lead'>See <ac:link><ri:page ri:content-title="Other" /></ac:link> &amp; <ac:link ac:anchor="x"><ri:page ri:content-title="Other" ri:space-key="OPS"/><ac:plain-text-link-body><![CDATA[that]]></ac:plain-text-link-body></ac:link>, &quot;quoted&quot; &eacute;<br/>next by <ac:link><ri:user ri:userkey="k1" /></ac:link></p>
<!-- keep me -->
<table class="wrapped"><colgroup><col style="width: 20.3%;" /><col /></colgroup><tbody><tr><th>Owner</th><td colspan="1">Ops</td></tr></tbody></table>
<ac:structured-macro ac:name="info" ac:schema-version="1" ac:macro-id="m1"><ac:parameter ac:name="title">Note</ac:parameter><ac:rich-text-body>
<p>Body with <strong>bold</strong> and <ac:structured-macro ac:name="status" ac:schema-version="1" ac:macro-id="m2"><ac:parameter ac:name="colour">Green</ac:parameter><ac:parameter ac:name="title">OK</ac:parameter></ac:structured-macro></p></ac:rich-text-body></ac:structured-macro>
<p><ac:image ac:height="150"><ri:attachment ri:filename="a.png" /></ac:image></p>
<h2>Log</h2><ac:structured-macro ac:name="toc" ac:schema-version="1" ac:macro-id="m3" />
`
const tableStart = `<table class="relative-table wrapped" style="width: 61.4%;"><colgroup><col style="width: 10.0%;" /><col /><col /><col /></colgroup><tbody><tr><th>When</th><th>Who</th><th>What</th><th>Why</th></tr>`
const tableEnd = `<tr><td><time datetime="2024-05-01" /></td><td><ac:link><ri:user ri:userkey="k1" /></ac:link></td><td><ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[if (a < b) {
  go()
}]]></ac:plain-text-body></ac:structured-macro></td><td>it&nbsp;was <em>time</em></td></tr></tbody></table>`
const after = `<ac:task-list>
<ac:task><ac:task-id>4</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body><span class="placeholder-inline-tasks">Tell <ac:link><ri:user ri:userkey="k1" /></ac:link></span></ac:task-body></ac:task>
</ac:task-list><ac:structured-macro ac:name="no-such-macro"><ac:parameter ac:name="x">1</ac:parameter></ac:structured-macro>`
const stored = before + tableStart + tableEnd + after

test('only the new row changes when the page is known', async () => {
  for (const serialise of [compact, indented]) {
    const edited = serialise(addRow(await view(stored)))
    const { text, messages } = await convert(edited, 'editor', 'storage', { env, original: stored })
    assert.deepEqual(messages, [])
    const row = '<tr><td>2024-06-01</td><td>bot</td><td>a &lt; b</td><td>because</td></tr>'
    assert.equal(text, before + tableStart + row + tableEnd + after)
  }
})

test('the meaning of everything else stays when the page is not known', async () => {
  for (const serialise of [compact, indented]) {
    const edited = serialise(addRow(await view(stored)))
    const { text } = await convert(edited, 'editor', 'storage', { env: nowhere() })
    const row = '<tr><td>2024-06-01</td><td>bot</td><td>a &lt; b</td><td>because</td></tr>'
    const expected = before.replace('<!-- keep me -->', '') + tableStart + row + tableEnd + after
    assert.equal(await dump(text), await dump(expected))
  }
})

test('an untouched page that went through an HTML library comes back as it was', async () => {
  for (const serialise of [compact, indented]) {
    const edited = serialise(parseFragment(await view(stored)).childNodes)
    assert.equal((await convert(edited, 'editor', 'storage', { env, original: stored })).text, stored)
  }
})

async function view(storage: string): Promise<string> {
  return (await convert(storage, 'storage', 'view', { env })).text
}
async function dump(storage: string): Promise<string> {
  const { text, messages } = await convert(storage, 'storage', 'tree', { env })
  assert.deepEqual(messages, [])
  return text
}

/** What `insert_row_to_table` does: a row of four cells at index 1 of the body of the second table. */
function addRow(html: string): Child[] {
  const fragment = parseFragment(html)
  const body = find(fragment.childNodes, 'table')[1]
  assert.ok(body)
  const [tbody] = find(body.childNodes, 'tbody')
  assert.ok(tbody)
  const row = parseFragment('<tr><td>2024-06-01</td><td>bot</td><td>a &lt; b</td><td>because</td></tr>')
    .childNodes[0]
  assert.ok(row)
  const second = find(tbody.childNodes, 'tr')[1]
  assert.ok(second)
  defaultTreeAdapter.insertBefore(tbody, row as Element, second)
  return fragment.childNodes
}

function find(nodes: readonly Child[], name: string): Element[] {
  return nodes.flatMap((node) =>
    'tagName' in node ? [...(node.tagName === name ? [node] : []), ...find(node.childNodes, name)] : [],
  )
}

const VOID = new Set(['br', 'img', 'col', 'hr'])
const INLINE = new Set(['a', 'b', 'strong', 'em', 'span', 'img', 'br', 'time', 'code', 'i', 'u'])

function start(element: Element): string {
  const attributes = element.attrs.map(
    ({ name, value }) => ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
  )
  return `<${element.tagName}${attributes.join('')}>`
}
function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00a0', '&#160;')
}

/** HTML as `lxml.html.tostring` writes it: one `div` around, nothing closed that HTML does not close. */
function compact(nodes: readonly Child[]): string {
  const write = (node: Child): string => {
    if ('value' in node) return escape(node.value)
    if (!('tagName' in node)) return ''
    return VOID.has(node.tagName)
      ? start(node)
      : `${start(node)}${node.childNodes.map(write).join('')}</${node.tagName}>`
  }
  return `<div>${nodes.map(write).join('')}</div>`
}

/** The same with `pretty_print`: blocks on lines of their own, two blanks a level. */
function indented(nodes: readonly Child[]): string {
  const write = (node: Child, depth: number): string => {
    if ('value' in node) return escape(node.value)
    if (!('tagName' in node)) return ''
    if (VOID.has(node.tagName)) return start(node)
    const isPlain =
      node.tagName === 'pre' ||
      node.childNodes.every((child) => !('tagName' in child) || INLINE.has(child.tagName))
    const indent = `\n${'  '.repeat(depth + 1)}`
    const inside = node.childNodes.map((child) => {
      const isBlock = 'tagName' in child && !INLINE.has(child.tagName)
      return (isBlock && !isPlain ? indent : '') + write(child, depth + 1)
    })
    return `${start(node)}${inside.join('')}${isPlain ? '' : `\n${'  '.repeat(depth)}`}</${node.tagName}>`
  }
  return `<div>${nodes.map((node) => `\n  ${write(node, 1)}`).join('')}\n</div>\n`
}
