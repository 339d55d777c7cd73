/** Every representation into every other, over HTTP: the table is made from the list of representations. */
import assert from 'node:assert/strict'
import { convert } from '../../src/document/formats.ts'
import type { FormatName } from '../../src/document/format.ts'
import { nowhere } from '../../src/document/nowhere.ts'
import { writableRepresentations } from '../../src/domain/content/body.ts'
import { readableRepresentations } from '../../src/domain/render/body.ts'
import { type Matcher, matcher } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const stored =
  '<h2>Deep water</h2><p>A <strong>bold</strong> quokka &amp; an <em>emu</em></p><ul><li>one</li><li>two</li></ul>' +
  '<ac:structured-macro ac:name="status"><ac:parameter ac:name="title">FINE</ac:parameter></ac:structured-macro>'

/** By what the bold word is known in each representation. */
const bold: Readonly<Record<string, RegExp>> = {
  wiki: /\*bold\*/,
  markdown: /\*\*bold\*\*/,
  atlas_doc_format: /"marks":\[\{"type":"strong"\}\]/,
  plain: /\bbold\b/,
}
const inHtml = /<strong>bold<\/strong>/
/** These know no marks: what was read from them says the word alone. */
const withoutMarks: readonly FormatName[] = ['plain', 'raw']
const views: readonly FormatName[] = ['view', 'export_view', 'styled_view', 'anonymous_export_view']

const inputs = new Map(
  await Promise.all(
    readableRepresentations.map(async (name) => {
      const env = nowhere({ now: new Date('2024-05-03T12:00:00Z') })
      return [name, (await convert(stored, 'storage', name, { env })).text] as const
    }),
  ),
)
const pairs = readableRepresentations.flatMap((from) => readableRepresentations.map((to) => ({ from, to })))
assert.equal(pairs.length, readableRepresentations.length ** 2)

/** What the converted text has to say: the bold word as the target marks it, and heading ids of the page it stands on. */
function says(from: FormatName, to: FormatName): Matcher {
  const word = withoutMarks.includes(from) ? /\bbold\b/ : (bold[to] ?? inHtml)
  return matcher(`${word}`, (value) => {
    if (typeof value !== 'string' || !word.test(value) || !/quokka/.test(value)) return false
    const isPlaced =
      !views.includes(to) || withoutMarks.includes(from) || value.includes('id="Everyword-Deepwater"')
    return isPlaced && (to !== 'atlas_doc_format' || (JSON.parse(value) as { type?: string }).type === 'doc')
  })
}

function convertSteps(root: string): Step[] {
  const at = `${root}/rest/api`
  const inTheBody = { content: { id: '${page}' } }
  return pairs.map(({ from, to }, index) => {
    // Both ways to say where it stands.
    const isInTheBody = index % 2 === 0
    return {
      name: `${from} to ${to} under ${root || '/'}`,
      method: 'POST',
      path: `${at}/contentbody/convert/${to}${isInTheBody ? '' : '?contentIdContext=${page}'}`,
      body: { value: inputs.get(from), representation: from, ...(isInTheBody ? inTheBody : {}) },
      status: 200,
      has: { representation: to, value: says(from, to) },
    }
  })
}

function refusals(root: string): Step[] {
  const at = `${root}/rest/api/contentbody/convert`
  const body = { value: stored, representation: 'storage' }
  return [
    {
      name: 'to what is none',
      method: 'POST',
      path: `${at}/papyrus`,
      body,
      status: 400,
      has: { message: /papyrus/ },
    },
    { name: 'to the dump of tests', method: 'POST', path: `${at}/tree`, body, status: 400 },
    {
      name: 'from what is none',
      method: 'POST',
      path: `${at}/view`,
      body: { ...body, representation: 'papyrus' },
      status: 400,
    },
    {
      name: 'on a page that is not there',
      method: 'POST',
      path: `${at}/view?contentIdContext=999999`,
      body,
      status: 404,
    },
    {
      name: 'in a space that is not there',
      method: 'POST',
      path: `${at}/view?spaceKeyContext=NOPE`,
      body,
      status: 404,
    },
    {
      name: 'a link to a page of the space that is named',
      method: 'POST',
      path: `${at}/view?spaceKeyContext=EVERY`,
      body: {
        value: '<ac:link><ri:page ri:content-title="Every word" /></ac:link>',
        representation: 'storage',
      },
      status: 200,
      has: { value: />Every word<\/a>/ },
    },
    {
      name: 'the same without a space leads nowhere',
      method: 'POST',
      path: `${at}/view`,
      body: {
        value: '<ac:link><ri:page ri:content-title="Every word" /></ac:link>',
        representation: 'storage',
      },
      status: 200,
      has: { value: /class="unresolved"/ },
    },
  ]
}

const expanded: Step[] = ['', '/wiki'].map((root) => ({
  name: `all bodies of a page at once, under ${root || '/'}`,
  method: 'GET',
  path: `${root}/rest/api/content/\${page}?expand=${readableRepresentations.map((name) => `body.${name}`).join(',')}`,
  status: 200,
  has: {
    body: Object.fromEntries(
      readableRepresentations.map((name) => [name, { representation: name, value: says('storage', name) }]),
    ),
  },
}))
const byFormat: Step[] = readableRepresentations.map((name) => ({
  name: `a page of the second API as ${name}`,
  method: 'GET',
  path: `/wiki/api/v2/pages/\${page}?body-format=${name}`,
  status: 200,
  has: { body: { [name]: { representation: name, value: says('storage', name) } } },
}))

/** What was written comes back as storage with its meaning: the bold word, the list, the macro. */
const kept = matcher(
  'the bold word, the list and the macro',
  (value) =>
    typeof value === 'string' && [inHtml, /<li>/, /ac:name="status"/].every((part) => part.test(value)),
)

function writes(root: string): Step[] {
  return writableRepresentations.flatMap((name): Step[] => {
    const title = `Written as ${name} under ${root || '/'}`
    const body = { [name]: { value: inputs.get(name), representation: name } }
    return [
      {
        name: `a page is created: ${title}`,
        method: 'POST',
        path: `${root}/rest/api/content?expand=body.storage`,
        body: { type: 'page', title, space: { key: 'EVERY' }, body },
        status: 200,
        has: { body: { storage: { value: kept } } },
        save: { written: 'id' },
      },
      {
        name: `and changed: ${title}`,
        method: 'PUT',
        path: `${root}/rest/api/content/\${written}?expand=version,body.storage`,
        body: { type: 'page', title, version: { number: 2 }, body },
        status: 200,
        has: { version: { number: 2 }, body: { storage: { value: kept } } },
      },
    ]
  })
}

const writesOfTheSecond: Step[] = writableRepresentations.map((name) => ({
  name: `a page of the second API is created as ${name}`,
  method: 'POST',
  path: '/wiki/api/v2/pages?body-format=storage',
  body: {
    spaceId: '${space}',
    status: 'current',
    title: `Second ${name}`,
    body: { representation: name, value: inputs.get(name) },
  },
  status: 200,
  has: { title: `Second ${name}` },
}))

scenarios('every conversion', [
  {
    name: 'a space',
    method: 'POST',
    path: '/rest/api/space',
    body: { key: 'EVERY', name: 'Every' },
    status: 200,
    save: { space: 'id' },
  },
  {
    name: 'a page',
    method: 'POST',
    path: '/rest/api/content',
    body: {
      type: 'page',
      title: 'Every word',
      space: { key: 'EVERY' },
      body: { storage: { value: stored, representation: 'storage' } },
    },
    status: 200,
    save: { page: 'id' },
  },
  ...['', '/wiki'].flatMap((root) => [...convertSteps(root), ...refusals(root), ...writes(root)]),
  ...expanded,
  ...byFormat,
  ...writesOfTheSecond,
])
