/** `npm run bench:convert`: how fast documents are read, written and shown. See README.md in this folder. */
import { cpus } from 'node:os'
import { SaxesParser } from 'saxes'
import type { FormatName } from '../src/document/format.ts'
import { convert, readStorage } from '../src/document/formats.ts'
import { nowhere } from '../src/document/nowhere.ts'
import { checkStorage } from '../src/document/formats/storage/read.ts'

const SECONDS = 1.5
const env = nowhere({ spaceKey: 'KEY' })

/** A part of a page as people write them: text with marks, links, a list, a table, macros. */
function part(number: number): string {
  return (
    `<h2>Part ${number} of the handbook</h2>\n<p>The <strong>service</strong> runs in <em>two</em> regions; see ` +
    `<ac:link><ri:page ri:content-title="Page ${number}" /><ac:plain-text-link-body><![CDATA[the overview]]></ac:plain-text-link-body></ac:link> ` +
    `and <a href="https://example.org/path/${number}?a=1&amp;b=2">the vendor's page</a> for what that means to you &#8211; it is worth an hour.</p>\n` +
    '<ul><li>First, stop the old process and wait until it has gone.</li><li>Then <code>start --all</code> the new one.</li></ul>\n' +
    `<table class="wrapped"><tbody><tr><th>Name</th><th>Value</th></tr><tr><td>port</td><td>80${number % 100}</td></tr></tbody></table>\n` +
    '<ac:structured-macro ac:name="info" ac:schema-version="1"><ac:rich-text-body><p>Ask before you change this.</p></ac:rich-text-body></ac:structured-macro>\n' +
    '<p>Longer paragraphs of plain text are what most of any page is made of, and this one stands for them: it says nothing in ' +
    'particular, at some length, in words of a usual size, so that the share of mark-up in the whole is what it is in practice.</p>\n'
  )
}

function page(size: number): string {
  let text = ''
  for (let number = 0; text.length < size; number++) text += part(number)
  return text
}

const wikiPart =
  'h2. Part of the handbook\n\nThe *service* runs in _two_ regions; see [the overview|Page] and [the page|https://example.org/?a=1&b=2] for ' +
  'what that means to you.\n\n* First, stop the old process.\n* Then {{start --all}} the new one.\n\n||Name||Value||\n|port|8090|\n\n' +
  '{info}\nAsk before you change this.\n{info}\n\nLonger paragraphs of plain text are what most of any page is made of, and this one ' +
  'stands for them: it says nothing in particular, at some length, in words of a usual size.\n\n'

interface Measured {
  readonly milliseconds: number
  readonly megabytesPerSecond: number
}

/** The median of one run, after it has been run long enough to be compiled. */
async function measure(bytes: number, run: () => unknown): Promise<Measured> {
  const until = performance.now() + SECONDS * 1_000
  const warm = performance.now() + SECONDS * 400
  const times: number[] = []
  while (performance.now() < until || times.length < 5) {
    const start = performance.now()
    await run()
    if (start > warm) times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const milliseconds = times[times.length >> 1] ?? NaN
  return { milliseconds, megabytesPerSecond: bytes / 1_000 / milliseconds }
}

/** A parser of XML that many use, reading the same text and doing nothing with it: what a text costs anyhow. */
function readBySaxes(text: string): void {
  const parser = new SaxesParser({ fragment: true, xmlns: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
}

interface Line {
  readonly what: string
  readonly measured: Measured
  readonly goal: string
  readonly isMet: boolean | undefined
  readonly share: number
}

async function main(): Promise<void> {
  const small = page(9_000)
  const large = page(1_000_000)
  const wiki = wikiPart.repeat(Math.ceil(300_000 / wikiPart.length))
  console.log(`Node ${process.version}, ${cpus().length} processors (${cpus()[0]?.model ?? 'unknown'})\n`)
  const baseline = await measure(large.length, () => readBySaxes(large))
  const baselineOf = (bytes: number) => (baseline.milliseconds * bytes) / large.length
  const lines: Line[] = []
  const note = (what: string, bytes: number, measured: Measured, goal = '', isMet?: boolean) => {
    const line = { what, measured, goal, isMet, share: measured.milliseconds / baselineOf(bytes) }
    lines.push(line)
    print(line)
  }
  const to = (text: string, from: FormatName, format: FormatName) => () =>
    convert(text, from, format, { env })

  console.log('what                                    time        speed     of saxes  goal')
  note('saxes reads 1 MB and does nothing', large.length, baseline)
  const checked = await measure(large.length, () => checkStorage(large))
  note('check 1 MB of storage', large.length, checked)
  const read = await measure(large.length, () => readStorage(large))
  note('read 1 MB of storage into a tree', large.length, read, '>= 40 MB/s', read.megabytesPerSecond >= 40)
  const view = await measure(small.length, to(small, 'storage', 'view'))
  note('storage to view, 9 KB', small.length, view, '< 0.3 ms', view.milliseconds < 0.3)
  const viewLarge = await measure(large.length, to(large, 'storage', 'view'))
  note('storage to view, 1 MB', large.length, viewLarge, '< 100 ms', viewLarge.milliseconds < 100)
  const fromWiki = await measure(wiki.length, to(wiki, 'wiki', 'storage'))
  note('wiki to storage, 0.3 MB', wiki.length, fromWiki, '>= 10 MB/s', fromWiki.megabytesPerSecond >= 10)
  for (const format of ['export_view', 'editor', 'wiki', 'markdown', 'atlas_doc_format', 'plain'] as const)
    note(
      `storage to ${format}, 9 KB`,
      small.length,
      await measure(small.length, to(small, 'storage', format)),
    )
  const editor = (await convert(small, 'storage', 'editor', { env })).text
  const back = () => convert(editor, 'editor', 'storage', { env, original: small })
  note('editor to storage with the original, 9 KB', editor.length, await measure(editor.length, back))
  if (lines.some(({ isMet }) => isMet === false)) process.exitCode = 1
}

function print({ what, measured: { milliseconds, megabytesPerSecond }, goal, isMet, share }: Line): void {
  const time = `${milliseconds < 10 ? milliseconds.toFixed(3) : milliseconds.toFixed(1)} ms`
  const speed = `${megabytesPerSecond.toFixed(1)} MB/s`
  const verdict = isMet === undefined ? '' : isMet ? 'met' : 'MISSED'
  const cells = [what.padEnd(40), time.padStart(9), speed.padStart(12), share.toFixed(2).padStart(10)]
  console.log(`${cells.join(' ')}  ${goal} ${verdict}`.trimEnd())
}

await main()
