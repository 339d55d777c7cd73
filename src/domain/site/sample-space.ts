import type { Context } from '../context.ts'
import { createContent } from '../content/create.ts'
import { addLabels } from '../label/attach.ts'
import { createSpace } from '../space/create.ts'
import { findSpaceByKey } from '../space/rows.ts'

/** Make the space `DEMO`, whose pages show what works. Does nothing when the key is taken. */
export async function createSampleSpace(ctx: Context): Promise<void> {
  if (await findSpaceByKey(ctx.db, 'DEMO')) return
  const space = await createSpace(ctx, {
    key: 'DEMO',
    name: 'Demonstration',
    description: 'What this wiki can do, on pages to look at, change and throw away.',
    homepageBody: HOME,
  })
  for (const page of PAGES) {
    const made = await createContent(ctx, {
      kind: 'page',
      title: page.title,
      spaceId: space.id,
      parentId: space.homepageId ?? undefined,
      body: { representation: 'storage', value: page.body },
    })
    await addLabels(
      ctx,
      made.id,
      page.labels.map((name) => ({ name })),
    )
  }
}

const HOME = `<p>Welcome. Pages here are kept as Confluence storage format, and every script written for Confluence's REST API can read and write them.</p>
<ac:structured-macro ac:name="info"><ac:rich-text-body><p>Nothing in this space is needed by the wiki. Edit it, or delete it.</p></ac:rich-text-body></ac:structured-macro>
<h2>Pages of this space</h2>
<p><ac:structured-macro ac:name="children" /></p>
<h2>First steps for scripts</h2>
<ol><li>Make an API token: <code>inver token create --user admin --name "my script"</code></li><li>Read a page: <code>curl -u admin:TOKEN http://localhost:8090/rest/api/content?spaceKey=DEMO</code></li><li>See <ac:link><ri:page ri:content-title="Change log" /><ac:plain-text-link-body><![CDATA[the change log]]></ac:plain-text-link-body></ac:link> for a table that programs add rows to.</li></ol>`

const PAGES = [
  {
    title: 'Formatting and macros',
    labels: ['demo', 'macros'],
    body: `<p><ac:structured-macro ac:name="toc" /></p>
<h2>Text</h2>
<p>Text can be <strong>strong</strong>, <em>emphasised</em>, <u>underlined</u>, <code>code</code>, <span style="color: rgb(255,0,0);">coloured</span>, or H<sub>2</sub>O.</p>
<h2>Boxes</h2>
<ac:structured-macro ac:name="tip"><ac:parameter ac:name="title">A tip</ac:parameter><ac:rich-text-body><p>Boxes hold any content.</p></ac:rich-text-body></ac:structured-macro>
<ac:structured-macro ac:name="note"><ac:rich-text-body><p>A note.</p></ac:rich-text-body></ac:structured-macro>
<ac:structured-macro ac:name="warning"><ac:rich-text-body><p>A warning.</p></ac:rich-text-body></ac:structured-macro>
<ac:structured-macro ac:name="panel"><ac:parameter ac:name="title">A panel</ac:parameter><ac:rich-text-body><p>With a title.</p></ac:rich-text-body></ac:structured-macro>
<ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">Open me</ac:parameter><ac:rich-text-body><p>Hidden until opened.</p></ac:rich-text-body></ac:structured-macro>
<h2>Code</h2>
<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">python</ac:parameter><ac:plain-text-body><![CDATA[import requests

page = requests.get('http://localhost:8090/rest/api/content/65545', auth=('admin', token)).json()
print(page['title'], page['version']['number'])]]></ac:plain-text-body></ac:structured-macro>
<h2>State and lists</h2>
<p>Release 2.4 is <ac:structured-macro ac:name="status"><ac:parameter ac:name="colour">Green</ac:parameter><ac:parameter ac:name="title">done</ac:parameter></ac:structured-macro></p>
<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>Start the server</ac:task-body></ac:task><ac:task><ac:task-id>2</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Point a script at it</ac:task-body></ac:task></ac:task-list>
<ul><li>A list<ul><li>inside a list</li></ul></li></ul>
<blockquote><p>A quotation.</p></blockquote>`,
  },
  {
    title: 'Change log',
    labels: ['demo', 'change-log'],
    body: `<p>The first table explains, the second one is the log. Programs add a row below the header of the second.</p>
<table><tbody><tr><th>Column</th><th>Meaning</th></tr><tr><td>When</td><td>The day of the change</td></tr><tr><td>Who</td><td>The person who made it</td></tr></tbody></table>
<h2>Log</h2>
<table><tbody><tr><th>When</th><th>Who</th><th>What</th><th>Why</th></tr><tr><td>2024-05-01</td><td>Administrator</td><td>Page created</td><td>To have a place for changes</td></tr></tbody></table>`,
  },
] as const
