/** A tree to Markdown. What Markdown cannot say stands in it as elements of storage format or in comments. */
import { spelledText } from '../../spelling.ts'
import type { Attributes, Document, List, Macro, Node, Task } from '../../tree.ts'
import { codeFence, isText, openingOf, pairsOf, writeComment, writeSaid } from './comments.ts'
import { writeLine } from './write-inlines.ts'
import { languageNames, macroAlerts } from './macros.ts'
import { macroFacts } from '../../macro-facts.ts'
import { isAttributeName, startsBlock, writePairs } from './tags.ts'
import { writeTable } from './write-tables.ts'
import { isInline, withoutBlanks } from './kinds.ts'

/** Writes a document as Markdown. */
export function writeMarkdown(tree: Document): string {
  const text = writeBlocks(tree.children)
  if (text === '') return ''
  return `${text.startsWith('---') ? text.replace('---', '***') : text}\n`
}

/** Blocks, separated by blank lines. */
export function writeBlocks(given: readonly Node[]): string {
  const nodes = withoutBlanks(given)
  const parts: string[] = []
  let run: Node[] = []
  let before: Node | undefined
  let isOther = false
  const flush = (): void => {
    if (run.length > 0) parts.push(writeBare(run))
    run = []
  }
  for (const node of nodes) {
    if (isInline(node)) {
      run.push(node)
      continue
    }
    flush()
    isOther = isAdjacent(node, before) && !isOther
    parts.push(writeBlock(node, isOther))
    before = node
  }
  flush()
  return parts.join('\n\n')
}

/** Inlines among blocks, without a paragraph. */
function writeBare(run: readonly Node[]): string {
  return `<!--@ bare-->\n${paragraphText(run) ?? '<!--@-->'}`
}

/** `isOther`: a list takes the other mark, because the one before would go on in it. */
function writeBlock(node: Node, isOther: boolean): string {
  switch (node.type) {
    case 'paragraph': {
      const text = paragraphText(node.children)
      return text === undefined ? asStorage(node) : withComment(node.attributes, text, node)
    }
    case 'heading': {
      // Number signs at the end would be taken for the heading's own.
      const text = writeLine(node.children, { isOneLine: true }).replace(/(^| )(#+)$/, '$1\\$2')
      return withComment(node.attributes, `${'#'.repeat(node.level)} ${text}`.trimEnd(), node)
    }
    case 'rule':
      return withComment(node.attributes, '---', node)
    case 'quote':
      return node.children.length === 0
        ? asStorage(node)
        : withComment(node.attributes, quote(writeBlocks(node.children)), node)
    case 'list':
      return writeList(node, isOther)
    case 'taskList':
      return writeTaskList(node, isOther)
    case 'table':
      return writeTable(node) ?? asStorage(node)
    case 'macro':
      return writeMacro(node)
    case 'layout':
    case 'layoutSection':
    case 'layoutCell':
      return writeContainer(node)
    case 'comment':
      return writeComment(node.value)
    case 'document':
      return writeBlocks(node.children)
    default:
      return asStorage(node)
  }
}

/** A paragraph's lines, each kept from beginning a block of markup; undefined when there is nothing. */
function paragraphText(children: readonly Node[]): string | undefined {
  const text = writeLine(children, { isOneLine: false })
  if (text === '') return undefined
  return text
    .split('\n')
    .map((line, index) => (startsBlock(line, index > 0) ? `<!--@-->${line}` : line))
    .join('\n')
}

/** The node as an element of storage format; one that no line can begin with is bare inline content. */
function asStorage(node: Node): string {
  const text = spelledText([node])
  return startsBlock(text, false) ? text : writeBare([node])
}

/** Attributes stand in a comment before the block; those that a comment cannot say make it an element. */
function withComment(attributes: Attributes | undefined, text: string, node: Node): string {
  if (attributes === undefined || Object.keys(attributes).length === 0) return text
  if (!Object.keys(attributes).every(isAttributeName)) return asStorage(node)
  return `${writeSaid(attributes)}\n${text}`
}

function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}

function indent(text: string, width: number): string {
  const blanks = ' '.repeat(width)
  return text
    .split('\n')
    .map((line, index) => (index === 0 || line === '' ? line : blanks + line))
    .join('\n')
}

/** Items are loose when they hold paragraphs, tight when they hold bare text; a mixture is an element. */
function writeList(list: List, isOther: boolean): string {
  const items = withoutBlanks(list.children)
  const { start, ...others } = list.attributes ?? {}
  const hasStart = list.ordered && start !== undefined && /^(?:0|[2-9]|[1-9]\d{1,7})$/.test(start)
  const said = hasStart ? others : (list.attributes ?? {})
  const contents = items.map((item) =>
    item.type === 'listItem' && item.attributes === undefined ? item.children : undefined,
  )
  const written = contents.map((children) => children && writeItem(children))
  const isLoose = contents.some((children) => children?.[0]?.type === 'paragraph')
  if (
    items.length === 0 ||
    written.some((item) => item === undefined || (item.isLoose !== undefined && item.isLoose !== isLoose))
  ) {
    return asStorage(list)
  }
  if (isLoose && items.length < 2) return asStorage(list)
  const first = hasStart ? Number(start) : 1
  const texts = written.map((item, index) => {
    const marker = list.ordered ? `${first + index}${isOther ? ')' : '.'} ` : isOther ? '* ' : '- '
    return `${marker}${indent(item?.text ?? '', marker.length)}`.trimEnd()
  })
  return withComment(said, texts.join(isLoose ? '\n\n' : '\n'), list)
}

/** Whether the block before is a list that this one would be read as part of. */
function isAdjacent(node: Node, before: Node | undefined): boolean {
  if (node.type === 'taskList')
    return before?.type === 'taskList' || (before?.type === 'list' && !before.ordered)
  if (node.type !== 'list') return false
  if (before?.type === 'taskList') return !node.ordered
  return before?.type === 'list' && before.ordered === node.ordered
}

interface Item {
  readonly text: string
  /** Undefined when the item may be in a list of either kind. */
  readonly isLoose: boolean | undefined
}

function writeItem(children: readonly Node[]): Item | undefined {
  const nodes = withoutBlanks(children)
  const [first] = nodes
  if (first === undefined) return { text: '', isLoose: undefined }
  if (first.type === 'paragraph') {
    const isPlain = nodes.every((node) => !isInline(node)) && paragraphText(first.children) !== undefined
    return isPlain && nodes.length === 1 ? { text: writeBlocks(nodes), isLoose: true } : undefined
  }
  const rest = nodes.findIndex((node) => !isInline(node))
  const own = rest === -1 ? nodes : nodes.slice(0, rest)
  const below = rest === -1 ? [] : nodes.slice(rest)
  const isTight = below.every((node) => node.type === 'list') && below.length < 2
  const text = paragraphText(own)
  if (!isTight || text === undefined || isTaskLike(text)) return undefined
  const nested = writeBlocks(below)
  if (nested.startsWith('<') || nested.includes('\n\n')) return undefined
  return { text: nested === '' ? text : `${text}\n${nested}`, isLoose: false }
}

function isTaskLike(text: string): boolean {
  return /^\[[ xX]\]/.test(text)
}

/** Tasks hold one line of text, their ids in a comment; other task lists are elements. */
function writeTaskList(list: Node & { type: 'taskList' }, isOther: boolean): string {
  const marker = isOther ? '*' : '-'
  const lines = withoutBlanks(list.children).map((task) =>
    task.type === 'task' ? writeTask(task, marker) : undefined,
  )
  if (lines.length === 0 || lines.some((line) => line === undefined)) return asStorage(list)
  return withComment(list.attributes, lines.join('\n'), list)
}

function writeTask(task: Task, marker: string): string | undefined {
  const nodes = withoutBlanks(task.children)
  if (!nodes.every(isInline) || !Object.keys(task.attributes ?? {}).every(isAttributeName)) return undefined
  const text = writeLine(nodes, { isOneLine: true })
  const said = Object.entries({ id: task.id, uuid: task.uuid, ...task.attributes })
  const given = said.filter((entry): entry is [string, string] => entry[1] !== undefined)
  const comment = given.length === 0 ? '' : writeSaid(Object.fromEntries(given))
  return `${marker} [${task.done ? 'x' : ' '}] ${comment}${text}`
}

/** A layout's tags on lines of their own, with Markdown between them. */
function writeContainer(node: Node & { type: 'layout' | 'layoutSection' | 'layoutCell' }): string {
  const [open = '', close = ''] = spelledText([
    { ...node, children: [{ type: 'text', value: '\u0001' }] },
  ]).split('\u0001')
  const empty = spelledText([{ ...node, children: [] }])
  if (node.children.length === 0) return empty
  const name = /^<([\w:-]+)/.exec(empty)?.[1] ?? ''
  const start = open === '' || close === '' ? empty.replace(/ \/>$/, '>') : open
  return `${start}\n\n${writeBlocks(node.children)}\n\n</${name}>`
}

function writeMacro(macro: Macro): string {
  return writeKnown(macro) ?? writeCall(macro) ?? asStorage(macro)
}

/** The forms that Markdown has for some macros. */
function writeKnown(macro: Macro): string | undefined {
  const { name, parameters, body, legacy, extra } = macro
  if (
    legacy ||
    extra !== undefined ||
    !parameters.every(isText) ||
    !Object.keys(macro.attributes ?? {}).every(isAttributeName)
  ) {
    return undefined
  }
  const text = writeForm(macro)
  if (text === undefined) return undefined
  const said = { 'macro-id': macro.id, 'schema-version': macro.schemaVersion, ...macro.attributes }
  const given = Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const canSay = given.length === 0 || !(name === 'expand' && body.kind === 'rich')
  if (!canSay) return undefined
  return given.length === 0 ? text : `${writeSaid(Object.fromEntries(given))}\n${text}`
}

function writeForm({ name, parameters, body }: Macro): string | undefined {
  if (name === 'code' && body.kind === 'plain') return writeCode(parameters, body.text)
  if (name === 'toc' && body.kind === 'none' && parameters.length === 0) return '[TOC]'
  if (body.kind !== 'rich') return undefined
  const alert = macroAlerts.get(name)
  if (alert !== undefined && parameters.length === 0) return writeAlert(alert, body.children)
  if (name !== 'expand' || parameters.length > 1) return undefined
  const [title] = parameters
  if (
    title !== undefined &&
    (title.name !== 'title' || title.text.trim() === '' || title.text.includes('\n'))
  )
    return undefined
  const summary = title === undefined ? '' : `\n${spelledText([summaryOf(title.text)])}`
  const inside = writeBlocks(body.children)
  return `<details>${summary}\n\n${inside}${inside === '' ? '' : '\n\n'}</details>`
}

function summaryOf(title: string): Node {
  return { type: 'element', name: 'summary', children: [{ type: 'text', value: title }] }
}

function writeAlert(alert: string, children: readonly Node[]): string {
  const inside = writeBlocks(children)
  const [first] = withoutBlanks(children)
  const isText =
    first?.type === 'paragraph' &&
    first.attributes === undefined &&
    paragraphText(first.children) !== undefined
  if (inside === '') return `> [!${alert}]`
  return quote(isText ? `[!${alert}]\n${inside}` : `[!${alert}]\n\n${inside}`)
}

/** A fence; the language first, when reading its name gives the same. */
function writeCode(parameters: Macro['parameters'], text: string): string | undefined {
  const [first, ...others] = parameters
  const isWord = first?.name === 'language' && /^[\w+#.-]+$/.test(first.text)
  const isLanguage = isWord && !languageNames.has(first.text.toLowerCase())
  const rest = isLanguage ? others : parameters
  const info = rest.length === 0 ? '' : `{${writePairs(pairsOf(rest))}}`
  if (/[`~\n]/.test(info) || rest.some(({ name }) => name !== '' && !/^[^\s"=]+$/.test(name)))
    return undefined
  if (new Set(parameters.map(({ name }) => name)).size < parameters.length) return undefined
  const words = [isLanguage ? first.text : '', info].filter((word) => word !== '').join(' ')
  return codeFence(text, words)
}

/** `<!--cf:name …-->`, the body, `<!--/cf:name-->`. */
function writeCall(macro: Macro): string | undefined {
  const { name, body } = macro
  const opening = openingOf(macro)
  if (opening === undefined) return undefined
  if (body.kind === 'none') {
    const isInlineMacro = macroFacts.get(name)?.place === 'inline'
    return isInlineMacro ? undefined : `<!--${opening}/-->`
  }
  const inside = body.kind === 'plain' ? codeFence(body.text, '') : writeBlocks(body.children)
  if (inside === '') return `<!--${opening} @body="rich"/-->`
  const given = macroFacts.get(name)?.body
  const known = given === body.kind || (given === undefined && body.kind === 'rich')
  return `<!--${opening}${known ? '' : ` @body="${body.kind}"`}-->\n\n${inside}\n\n<!--/cf:${name}-->`
}
