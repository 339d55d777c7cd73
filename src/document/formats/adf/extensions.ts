/** Macros ↔ ADF: the nodes that ADF has for some of them, and extensions for all others. */
import { readSpelled, spelledText } from '../../spelling.ts'
import type { Macro, Node, Parameter } from '../../tree.ts'
import {
  adfAttributes,
  adfMarks,
  keepsAny,
  privateOf,
  readCarried,
  storageAttributes,
  textField,
} from './private.ts'
import type { Private } from './private.ts'
import type { AdfAttributes, AdfMark, AdfNode, Json } from './types.ts'

const macroExtension = 'com.atlassian.confluence.macro.core'

const panelTypes: ReadonlyMap<string, string> = new Map([
  ['info', 'info'],
  ['tip', 'success'],
  ['note', 'warning'],
  ['warning', 'error'],
])
const panelMacros: ReadonlyMap<string, string> = new Map(
  [...panelTypes].map(([macro, type]) => [type, macro]),
)

/** Attributes of a custom panel, and the parameters of the panel macro. */
const panelParameters: readonly (readonly [string, string])[] = [
  ['panelColor', 'bgColor'],
  ['panelIcon', 'panelIcon'],
  ['panelIconId', 'panelIconId'],
  ['panelIconText', 'panelIconText'],
]

const panelAttributes: readonly string[] = ['panelType', ...panelParameters.map(([attr]) => attr)]

const languages: ReadonlyMap<string, string> = new Map([
  ['c++', 'cpp'],
  ['csharp', 'c#'],
  ['javascript', 'js'],
  ['python', 'py'],
  ['shell', 'bash'],
  ['visualbasic', 'vb'],
  ['erlang', 'erl'],
  ['actionscript', 'actionscript3'],
  ['plaintext', 'text'],
])

const colours: ReadonlyMap<string, string> = new Map(
  ['Grey neutral', 'Green green', 'Yellow yellow', 'Red red', 'Blue blue', 'Purple purple'].map((pair) => {
    const [macro = '', adf = ''] = pair.split(' ')
    return [macro, adf]
  }),
)
const colourNames: ReadonlyMap<string, string> = new Map([...colours].map(([macro, adf]) => [adf, macro]))

/** How the writer of blocks is asked for a body. */
export type WriteBody = (nodes: readonly Node[]) => readonly AdfNode[]

/** A macro as a block. `isNested`: it stands where only a `nestedExpand` may. */
export function writeBlockMacro(macro: Macro, writeBody: WriteBody, isNested: boolean): AdfNode {
  const { name, body } = macro
  const panelType = panelTypes.get(name) ?? (name === 'panel' ? 'custom' : undefined)
  const isPanel = panelType !== undefined && !keepsAny(macro.attributes, panelAttributes)
  if (isPanel && body.kind === 'rich') return writePanel(macro, panelType, body.children, writeBody)
  if (name === 'expand' && body.kind === 'rich' && !keepsAny(macro.attributes, ['title'])) {
    const title = textOf(macro, 'title')
    const natural: AdfAttributes = title === undefined ? {} : { title }
    const node = withFields(natural, macro, ['title'])
    return { type: isNested ? 'nestedExpand' : 'expand', ...node, content: writeBody(body.children) }
  }
  const isCode = (name === 'code' || name === 'noformat') && !keepsAny(macro.attributes, ['language'])
  if (isCode && body.kind === 'plain') return writeCode(macro, body.text)
  if (body.kind === 'rich')
    return { type: 'bodiedExtension', ...extension(macro), content: writeBody(body.children) }
  return { type: 'extension', ...extension(macro) }
}

/** A macro inside a line; undefined when its body would be lost. */
export function writeInlineMacro(macro: Macro): AdfNode | undefined {
  if (macro.body.kind === 'rich') return undefined
  const isStatus = macro.name === 'status' && !keepsAny(macro.attributes, ['text', 'color'])
  if (isStatus && macro.body.kind === 'none') return writeStatus(macro)
  return { type: 'inlineExtension', ...extension(macro) }
}

/** The nodes that an extension stands for. */
export function readExtension(node: AdfNode, children: readonly Node[]): readonly Node[] | undefined {
  const { attrs = {} } = node
  const carried = readCarried(node)
  if (carried !== undefined) return carried
  const { extensionKey } = attrs
  if (attrs['extensionType'] !== macroExtension || typeof extensionKey !== 'string') return undefined
  const parameters = record(attrs['parameters'])
  const [stored] = readSpelled(textField(privateOf(attrs), 'macro') ?? '') ?? []
  const known = Object.keys(parameters).every((key) => key === 'macroParams' || key === 'macroMetadata')
  const metadata = record(parameters['macroMetadata'])
  const read = readMacro(extensionKey, record(parameters['macroParams']), metadata)
  const isWhole =
    known && JSON.stringify(extension(read).attrs?.['parameters']) === JSON.stringify(attrs['parameters'])
  const consumed = ['extensionType', 'extensionKey', 'layout', ...(isWhole ? ['parameters'] : [])]
  const fallback = stored?.type === 'macro' ? stored : read
  const layout = attrs['layout'] === undefined || attrs['layout'] === 'default' ? [] : ['layout']
  const held = storageAttributes(
    attrs,
    consumed.filter((key) => !layout.includes(key)),
    {},
    node.marks,
  )
  const body = node.type === 'bodiedExtension' ? ({ kind: 'rich', children } as const) : fallback.body
  const { attributes: _, ...macro } = fallback
  return [{ ...macro, ...held, body }]
}

/** The macro of a panel; undefined for the types that only ADF has. */
export function readPanel({ attrs = {}, marks }: AdfNode, children: readonly Node[]): Node | undefined {
  const { panelType } = attrs
  const name = panelType === 'custom' ? 'panel' : panelMacros.get(String(panelType))
  if (name === undefined) return undefined
  const custom =
    panelType === 'custom' ? panelParameters.filter(([attr]) => typeof attrs[attr] === 'string') : []
  const parameters = custom.map(([attr, parameter]) => ({ name: parameter, text: String(attrs[attr]) }))
  return macroOf(
    name,
    parameters,
    { kind: 'rich', children },
    attrs,
    ['panelType', ...custom.map(([attr]) => attr)],
    marks,
  )
}

/** The macro of an expand. */
export function readExpand({ attrs = {}, marks }: AdfNode, children: readonly Node[]): Node {
  const title = typeof attrs['title'] === 'string' ? [{ name: 'title', text: attrs['title'] }] : []
  return macroOf('expand', title, { kind: 'rich', children }, attrs, ['title'], marks)
}

/** The macro of a code block. */
export function readCode({ attrs = {}, content = [], marks }: AdfNode): Node {
  const text = content.map((child) => child.text ?? '').join('')
  const fields = privateOf(attrs)
  const stored = textField(fields, 'language')
  const { language } = attrs
  const word = stored !== undefined && languages.get(stored) === language ? stored : language
  const parameters = typeof word === 'string' ? [{ name: 'language', text: word }] : []
  const name = textField(fields, 'name') === 'noformat' ? 'noformat' : 'code'
  const known = typeof language === 'string' ? ['language'] : []
  return macroOf(name, parameters, { kind: 'plain', text }, attrs, known, marks)
}

/** The macro of a status. */
export function readStatus({ attrs = {} }: AdfNode): Node | undefined {
  const { text, color } = attrs
  const colour = colourNames.get(String(color))
  if (typeof text !== 'string' || colour === undefined) return undefined
  const hasColour = textField(privateOf(attrs), 'colour') !== 'none'
  const parameters = [
    ...(hasColour ? [{ name: 'colour', text: colour }] : []),
    ...(textField(privateOf(attrs), 'title') === 'none' ? [] : [{ name: 'title', text }]),
  ]
  return macroOf('status', parameters, { kind: 'none' }, attrs, ['text', 'color'], undefined)
}

function writePanel(
  macro: Macro,
  panelType: string,
  children: readonly Node[],
  writeBody: WriteBody,
): AdfNode {
  const custom = panelType === 'custom' ? panelParameters : []
  const given = custom.map(([attr, name]) => [attr, textOf(macro, name)] as const)
  const natural = Object.fromEntries(
    given.filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  const consumed = custom.map(([, name]) => name)
  return {
    type: 'panel',
    ...withFields({ panelType, ...natural }, macro, consumed),
    content: writeBody(children),
  }
}

function writeCode(macro: Macro, text: string): AdfNode {
  const given = macro.name === 'code' ? textOf(macro, 'language') : undefined
  const language = given === undefined ? undefined : (languages.get(given) ?? given)
  const more = {
    ...(macro.name === 'noformat' && { name: 'noformat' }),
    ...(given !== language && { language: given }),
  }
  const node = withFields(
    language === undefined ? {} : { language },
    macro,
    macro.name === 'code' ? ['language'] : [],
    more,
  )
  return { type: 'codeBlock', ...node, ...(text !== '' && { content: [{ type: 'text', text }] }) }
}

function writeStatus(macro: Macro): AdfNode {
  const given = textOf(macro, 'colour')
  const title = textOf(macro, 'title')
  const color = colours.get(given ?? 'Grey')
  if (color === undefined || title === '') return { type: 'inlineExtension', ...extension(macro) }
  const more = {
    ...(given === undefined && { colour: 'none' }),
    ...(title === undefined && { title: 'none' }),
  }
  return {
    type: 'status',
    ...withFields({ text: title ?? 'STATUS', color }, macro, ['colour', 'title'], more),
  }
}

/** A node of ADF's own for a macro: privately its id and version, and the parameters that the node has not. */
function withFields(
  natural: AdfAttributes,
  macro: Macro,
  consumed: readonly string[],
  more: Private = {},
): { attrs?: AdfAttributes; marks?: readonly AdfMark[] } {
  const isNatural = ({ name }: Parameter): boolean =>
    consumed.includes(name) && textOf(macro, name) !== undefined
  const rest = macro.parameters.filter((parameter) => !isNatural(parameter))
  const bare: Macro = {
    type: 'macro',
    name: macro.name,
    parameters: rest,
    body: { kind: 'none' },
    ...kept(macro),
  }
  const isBare = rest.length === 0 && Object.keys(kept(macro)).length === 0
  const read = [
    ...consumed.filter((name) => textOf(macro, name) !== undefined),
    ...rest.map(({ name }) => name),
  ]
  const order = macro.parameters.map(({ name }) => name)
  const isInOrder = JSON.stringify(read) === JSON.stringify(order)
  const fields = { ...more, ...(!isBare && { macro: spelledText([bare]) }), ...(!isInOrder && { order }) }
  return { ...adfAttributes(natural, macro.attributes, [], fields), ...adfMarks(macro.attributes) }
}

function kept({ id, schemaVersion, legacy, extra }: Macro): Partial<Macro> {
  return {
    ...(id !== undefined && { id }),
    ...(schemaVersion !== undefined && { schemaVersion }),
    ...(legacy && { legacy }),
    ...(extra !== undefined && { extra }),
  }
}

function macroOf(
  name: string,
  natural: readonly Parameter[],
  body: Macro['body'],
  attrs: AdfAttributes,
  known: readonly string[],
  marks: readonly AdfMark[] | undefined,
): Macro {
  const [stored] = readSpelled(textField(privateOf(attrs), 'macro') ?? '') ?? []
  const rest = stored?.type === 'macro' ? stored : undefined
  return {
    type: 'macro',
    name,
    ...(rest && kept(rest)),
    ...storageAttributes(attrs, known, {}, marks),
    parameters: inOrder([...natural, ...(rest?.parameters ?? [])], privateOf(attrs)['order']),
    body,
  }
}

/** Parameters in the order that their names were kept in. */
function inOrder(parameters: readonly Parameter[], order: unknown): readonly Parameter[] {
  if (!Array.isArray(order)) return parameters
  const rank = ({ name }: Parameter): number => (order.includes(name) ? order.indexOf(name) : order.length)
  return parameters.toSorted((one, other) => rank(one) - rank(other))
}

/** The text of a parameter that is nothing but text and stands once. */
function textOf({ parameters }: Macro, name: string): string | undefined {
  const [only, ...more] = parameters.filter((parameter) => parameter.name === name)
  if (only === undefined || more.length > 0 || only.targets || only.nodes || only.attributes) return undefined
  return only.text
}

/** The attributes of an extension: parameters as Cloud has them, and privately whatever they cannot say. */
function extension(macro: Macro): { attrs?: AdfAttributes; marks?: readonly AdfMark[] } {
  const { name, parameters, body, id, schemaVersion } = macro
  const macroParams: Record<string, Json> = Object.fromEntries(
    parameters.map((given) => [given.name, { value: given.text }]),
  )
  if (body.kind === 'plain') macroParams['__bodyContent'] = { value: body.text }
  const macroMetadata = {
    ...(id !== undefined && { macroId: { value: id } }),
    ...(schemaVersion !== undefined && { schemaVersion: { value: schemaVersion } }),
    title: name,
  }
  const { attributes: _, ...own } = macro
  const bare: Macro = {
    ...own,
    source: undefined,
    shell: undefined,
    body: body.kind === 'plain' ? body : { kind: 'none' },
  }
  const isSaid = spelledText([readMacro(name, macroParams, macroMetadata)]) === spelledText([bare])
  const natural = {
    extensionType: macroExtension,
    extensionKey: name,
    parameters: { macroParams, macroMetadata },
    layout: 'default',
  }
  const fields = isSaid ? {} : { macro: spelledText([bare]) }
  return { ...adfAttributes(natural, macro.attributes, [], fields), ...adfMarks(macro.attributes) }
}

function readMacro(name: string, params: Record<string, Json>, metadata: Record<string, Json>): Macro {
  const body = valueOf(params['__bodyContent'])
  const parameters = Object.entries(params)
    .filter(([key]) => key !== '__bodyContent')
    .map(([key, value]) => ({ name: key, text: valueOf(value) ?? '' }))
  const [id, schemaVersion] = [valueOf(metadata['macroId']), valueOf(metadata['schemaVersion'])]
  return {
    type: 'macro',
    name,
    ...(id !== undefined && { id }),
    ...(schemaVersion !== undefined && { schemaVersion }),
    parameters,
    body: body === undefined ? { kind: 'none' } : { kind: 'plain', text: body },
  }
}

function valueOf(value: Json | undefined): string | undefined {
  const inner = record(value)['value'] ?? value
  return typeof inner === 'string'
    ? inner
    : typeof inner === 'number' || typeof inner === 'boolean'
      ? String(inner)
      : undefined
}

function record(value: Json | undefined): Record<string, Json> {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? { ...(value as AdfAttributes) } : {}
}
