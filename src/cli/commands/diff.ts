import { writeFileSync } from 'node:fs'
import { convert, readStorage } from '../../document/formats.ts'
import { readFrontMatter } from '../../document/formats/markdown/frontmatter.ts'
import { writeNodes } from '../../document/formats/storage/write.ts'
import { nowhere } from '../../document/nowhere.ts'
import { type Client, type Page, readPage } from '../../sdk/index.ts'
import { type Call, commandFor } from '../actions.ts'
import { inColours } from '../colours.ts'
import type { Side } from '../diff-page.ts'
import { inFormat, shownIn } from '../documents.ts'
import { exitCodes, Failure } from '../failure.ts'
import { textOf } from '../input.ts'
import { print } from '../output.ts'
import { pageId } from '../page-name.ts'
import { unifiedDiff } from '../publish/diff.ts'
import { formatOf, oneLineEnd } from '../publish/folder.ts'
import { blocksOf } from '../publish/merge.ts'
import { problemsOf, spellProblem } from '../publish/problem.ts'
import { titled } from '../publish/source.ts'

/** `inver diff` */
export const diff = commandFor('diff', {
  summary: 'Show what changed in a page, or what a file would change in it.',
  takes: 'PAGE [FILE] [--from N] [--to N] [--as FORMAT] [--html FILE] [--exit-code]',
  example: 'diff "DOC:Manual" --from 3 --to 7',
  words: [1, 2],
  options: [
    { name: 'from', value: 'N', about: 'The older version; the one before the other if not given.' },
    { name: 'to', value: 'N', about: 'The newer version; the current one if not given.' },
    { name: 'as', value: 'FORMAT', about: `What to compare: ${shownIn.join(', ')}; markdown if not given.` },
    { name: 'html', value: 'FILE', about: 'Write a page that shows the changes, instead of text.' },
    { name: 'exit-code', about: 'End with 1 when there are differences.' },
  ],
  run: compare,
})

async function compare({ words: [name = '', file], options, client }: Call): Promise<number> {
  if (file !== undefined && (options.from !== undefined || options.to !== undefined)) {
    throw new Failure('misuse', 'Compare two versions, or the page and a file: not both.')
  }
  const id = await pageId(client, name)
  const page = await readPage(client, id, undefined, versionNamed('to', options.to))
  const [before, after] =
    file === undefined
      ? [await versionBefore(client, page, versionNamed('from', options.from)), sideOf(page)]
      : [sideOf(page), { name: file, storage: await storageIn(file, page.title) }]
  const [old, fresh] = await Promise.all([before, after].map(({ storage }) => linesOf(storage, options.as)))
  const text = unifiedDiff(before.name, after.name, old ?? [], fresh ?? [])
  const isSame = text === ''
  if (options.html !== undefined) {
    const { diffPage } = await import('../diff-page.ts')
    writeFileSync(options.html, await diffPage(page.title, before, after))
  }
  if (options.json !== undefined) {
    const data = { id, title: page.title, from: before.name, to: after.name, changed: !isSame, diff: text }
    print(JSON.stringify(data, null, 2))
  } else if (options.porcelain !== undefined) print([id, isSame ? 'same' : 'changed'].join('\t'))
  else if (options.html !== undefined) print(isSame ? 'No differences.' : `Wrote ${options.html}.`)
  else process.stdout.write(inColours(text))
  return isSame || options['exit-code'] === undefined ? exitCodes.done : exitCodes.failed
}

function versionNamed(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new Failure('misuse', `--${option} is "${text}", but it must be the number of a version.`)
  }
  return Number(text)
}

function sideOf({ id, version, storage }: Page): Side {
  return { name: `page ${id} (version ${version})`, storage }
}

async function versionBefore(client: Client, page: Page, number = page.version - 1): Promise<Side> {
  if (number === 0) return { name: '/dev/null', storage: '' }
  return sideOf(await readPage(client, page.id, undefined, number))
}

/** The body that a file would make: without front matter, and without a heading that says the title of the page. */
async function storageIn(file: string, title: string): Promise<string> {
  const { body, lines } = readFrontMatter(oneLineEnd(await textOf(file)))
  const format = formatOf(file) ?? 'storage'
  const { text, messages } = await convert(body, format, 'storage', { env: nowhere() })
  const fatal = problemsOf(file, messages, lines).find(({ severity }) => severity === 'error')
  if (fatal !== undefined) throw new Failure('failed', spellProblem(fatal))
  const nodes = readStorage(text).tree.children
  const found = titled(nodes)
  return found.title === title ? writeNodes(found.rest) : text
}

/** Storage format has no lines of its own, so there its blocks are compared. */
async function linesOf(storage: string, as = 'markdown'): Promise<readonly string[]> {
  if (as === 'storage') return blocksOf(storage).map((block) => block.trimEnd())
  const text = (await inFormat(storage, as)).trimEnd()
  return text === '' ? [] : text.split('\n')
}
