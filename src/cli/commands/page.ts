import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readClientEnvironment } from '../../config.ts'
import { type Client, readPage, updatePage, type Updated } from '../../sdk/index.ts'
import { type Action, type Call, commandOf } from '../actions.ts'
import type { CommandOption, Options } from '../command.ts'
import { inFormat, shownIn, storageOf, writtenIn } from '../documents.ts'
import { Failure } from '../failure.ts'
import { show, tell } from '../output.ts'
import { pageId } from '../page-name.ts'
import { createPage, deletePage, findPage, movePage, spaceKeyOf, versionsOf } from '../pages.ts'
import { listPages } from './page-list.ts'

const message: CommandOption = { name: 'message', value: 'TEXT', about: 'The comment of the new version.' }
const minor: CommandOption = { name: 'minor', about: 'Spare the watchers a letter (Data Center and Inver).' }
const title: CommandOption = { name: 'title', value: 'TITLE', about: 'The title.' }
const under: CommandOption = { name: 'under', value: 'PAGE', about: 'The page to hang it below.' }
const file: CommandOption = { name: 'file', value: 'FILE', about: 'The body; - for standard input.' }
const from: CommandOption = {
  name: 'from',
  value: 'FORMAT',
  about: `What the file is written in: ${writtenIn.join(', ')} (default: by its ending, else storage).`,
}

const get: Action = {
  summary: 'Write the body of a page to standard output.',
  takes: 'PAGE [--as FORMAT] [--version NUMBER]',
  example: 'page get DOC:Home --as markdown',
  words: [1, 1],
  options: [
    { name: 'as', value: 'FORMAT', about: `One of ${shownIn.join(', ')} (default storage).` },
    { name: 'version', value: 'NUMBER', about: 'An earlier version.' },
  ],
  async run({ words, options, client }) {
    const id = await pageId(client, words[0] ?? '')
    const version = options.version === undefined ? undefined : numberIn('--version', options.version)
    const page = await readPage(client, id, undefined, version)
    const body = await inFormat(page.storage, options.as)
    if (options.json !== undefined) {
      tell(options, { sentence: '', fields: [], data: options.as === undefined ? page : { ...page, body } })
    } else process.stdout.write(body)
  },
}

const create: Action = {
  summary: 'Make a page.',
  takes: 'SPACE TITLE [--file FILE] [--under PAGE]',
  example: 'page create DOC "Release 7" --file notes.md --under DOC:Releases',
  words: [2, 2],
  options: [file, from, under],
  async run({ words: [spaceKey = '', name = ''], options, client }) {
    const storage = options.file === undefined ? '' : await storageOf(options.file, options.from)
    const parentId = options.under === undefined ? undefined : await pageId(client, options.under)
    const page = await createPage(client, { spaceKey, parentId, title: name, storage })
    tell(options, {
      sentence: `Made "${page.title}": ${page.url}`,
      fields: [page.id, page.title, page.url],
      data: page,
    })
  },
}

const update: Action = {
  summary: 'Replace the body or the title of a page; nothing is written when nothing changes.',
  takes: 'PAGE [--file FILE] [--title TITLE] [--message TEXT]',
  example: 'page update 12345 --file page.xml --message "New figures"',
  words: [1, 1],
  options: [file, from, title, message, minor],
  async run({ words, options, client }) {
    if (options.file === undefined && options.title === undefined) {
      throw new Failure('misuse', 'Say what to change with --file or --title.')
    }
    const id = await pageId(client, words[0] ?? '')
    const storage = options.file === undefined ? undefined : await storageOf(options.file, options.from)
    tellUpdated(options, await updatePage(client, id, (old) => storage ?? old, updateOptions(options)))
  },
}

const remove: Action = {
  summary: 'Put a page into the trash.',
  takes: 'PAGE',
  example: 'page delete "DOC:Old notes"',
  words: [1, 1],
  async run({ words, options, client }) {
    const id = await pageId(client, words[0] ?? '')
    await deletePage(client, id)
    tell(options, { sentence: `The page ${id} is in the trash.`, fields: [id], data: { id } })
  },
}

const move: Action = {
  summary: 'Hang a page below another one.',
  takes: 'PAGE --under PAGE',
  example: 'page move "DOC:Release 7" --under DOC:Archive',
  words: [1, 1],
  options: [under],
  async run({ words, options, client }) {
    if (options.under === undefined) throw new Failure('misuse', 'Say where with --under.')
    const [id, parentId] = [await pageId(client, words[0] ?? ''), await pageId(client, options.under)]
    await movePage(client, id, parentId)
    tell(options, {
      sentence: `The page ${id} hangs below ${parentId}.`,
      fields: [id, parentId],
      data: { id, parentId },
    })
  },
}

const copy: Action = {
  summary: 'Make a page with the body of another one; files, labels and comments stay with the first.',
  takes: 'PAGE --title TITLE [--under PAGE] [--space KEY]',
  example: 'page copy DOC:Template --title "Meeting 7" --under DOC:Meetings',
  words: [1, 1],
  options: [
    title,
    under,
    { name: 'space', value: 'KEY', about: 'The space to put it in (default: the same).' },
  ],
  async run({ words, options, client }) {
    if (options.title === undefined) throw new Failure('misuse', 'Say what to call the copy with --title.')
    const id = await pageId(client, words[0] ?? '')
    const { storage } = await readPage(client, id)
    const parentId = options.under === undefined ? undefined : await pageId(client, options.under)
    const spaceKey = options.space ?? (await spaceKeyOf(client, parentId ?? id))
    const page = await createPage(client, { spaceKey, parentId, title: options.title, storage })
    tell(options, {
      sentence: `Made "${page.title}": ${page.url}`,
      fields: [page.id, page.title, page.url],
      data: page,
    })
  },
}

const history: Action = {
  summary: 'List the versions of a page, the latest first.',
  takes: 'PAGE',
  example: 'page history DOC:Home',
  words: [1, 1],
  async run({ words, options, client }) {
    const versions = await versionsOf(client, await pageId(client, words[0] ?? ''))
    show(options, {
      columns: ['VERSION', 'WHEN', 'BY', 'MESSAGE'],
      rows: versions.map((version) => [version.number, version.when, version.by, version.message]),
      data: versions,
    })
  },
}

const restore: Action = {
  summary: 'Make a new version with the body of an earlier one.',
  takes: 'PAGE VERSION [--message TEXT]',
  example: 'page restore DOC:Home 4',
  words: [2, 2],
  options: [message, minor],
  async run({ words: [name = '', version = ''], options, client }) {
    const id = await pageId(client, name)
    const old = await readPage(client, id, undefined, numberIn('VERSION', version))
    const how = updateOptions({ message: `Restored version ${old.version}`, ...options })
    tellUpdated(options, await updatePage(client, id, () => old.storage, how))
  },
}

const open: Action = {
  summary: 'Open a page in the browser.',
  takes: 'PAGE [--print]',
  example: 'page open DOC:Home',
  words: [1, 1],
  options: [{ name: 'print', about: 'Only say the address.' }],
  async run({ words, options, client }) {
    const page = await findPage(client, await pageId(client, words[0] ?? ''))
    tell(options, { sentence: page.url, fields: [page.url], data: page })
    if ([options.print, options.json, options.porcelain].every((value) => value === undefined))
      openBrowser(page.url)
  },
}

const edit: Action = {
  summary: 'Open the storage format of a page in $VISUAL or $EDITOR and save what comes back.',
  takes: 'PAGE [--message TEXT]',
  example: 'page edit DOC:Home',
  words: [1, 1],
  options: [message, minor],
  run: editPage,
}

/** `inver page` */
export const page = commandOf('page', 'Read and change pages.', {
  list: listPages,
  get,
  create,
  update,
  delete: remove,
  move,
  copy,
  history,
  restore,
  open,
  edit,
})

function numberIn(what: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new Failure('misuse', `${what} is "${text}", but it must be a number from 1.`)
}

function updateOptions(options: Options) {
  return {
    title: options.title,
    message: options.message,
    minor: options.minor === undefined ? undefined : true,
  }
}

function tellUpdated(options: Options, { page, changed }: Updated): void {
  const { id, version } = page
  const sentence = changed
    ? `"${page.title}" is at version ${version}.`
    : `Nothing changed: "${page.title}" stays at version ${version}.`
  tell(options, {
    sentence,
    fields: [id, version, changed ? 'changed' : 'unchanged'],
    data: { id, title: page.title, version, changed },
  })
}

function openBrowser(url: string): void {
  const [program, words] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? ['rundll32', ['url.dll,FileProtocolHandler', url]]
        : ['xdg-open', [url]]
  const child = spawn(program as string, words as string[], { detached: true, stdio: 'ignore' })
  child.on('error', () => process.stderr.write('inver: No browser could be opened; the address is above.\n'))
  child.unref()
}

/** What was written is never lost: when it cannot be saved, the file stays and is named. */
async function editPage({ words, options, client }: Call): Promise<void> {
  const id = await pageId(client, words[0] ?? '')
  const before = await readPage(client, id)
  const folder = mkdtempSync(join(tmpdir(), 'inver-edit-'))
  const draft = join(folder, `${id}.xml`)
  writeFileSync(draft, before.storage)
  await runEditor(draft)
  const storage = readFileSync(draft, 'utf8')
  try {
    // Editors end a file with a line end that was not there.
    const written = before.storage.endsWith('\n') ? storage : storage.replace(/\n$/, '')
    tellUpdated(options, await save(client, id, before.version, written, options))
  } catch (error) {
    process.stderr.write(`inver: What you wrote is in ${draft}.\n`)
    throw error
  }
  rmSync(folder, { recursive: true })
}

function save(
  client: Client,
  id: string,
  version: number,
  storage: string,
  options: Options,
): Promise<Updated> {
  const edited = (old: string, now: { version: number }): string => {
    if (now.version === version || old === storage) return storage
    throw new Failure(
      'conflict',
      `Somebody saved version ${now.version} meanwhile: edit again and bring both together.`,
    )
  }
  return updatePage(client, id, edited, updateOptions(options))
}

async function runEditor(draft: string): Promise<void> {
  const editor = readClientEnvironment().editor ?? (process.platform === 'win32' ? 'notepad' : 'vi')
  // The variable may have words of its own ("code --wait"), so a shell takes it apart.
  const child = spawn(`${editor} "${draft}"`, { shell: true, stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Failure('failed', `The editor (${editor}) ended with ${code}; nothing was saved.`)
}
