/** Emoticons ↔ emoji. */
import type { Emoticon, Node } from '../../tree.ts'
import { adfAttributes, privateOf, storageAttributes } from './private.ts'
import type { AdfAttributes, AdfNode } from './types.ts'

/** Short names of emoji that have a name of their own in storage format. */
const legacy: ReadonlyMap<string, string> = new Map(
  (
    'smile :slight_smile:|sad :disappointed:|cheeky :stuck_out_tongue:|laugh :smiley:|wink :wink:|thumbs-up :thumbsup:|' +
    'thumbs-down :thumbsdown:|information :info:|tick :check_mark:|cross :cross_mark:|warning :warning:|plus :plus:|' +
    'minus :minus:|question :question_mark:|light-on :light_bulb_on:|light-off :light_bulb_off:|yellow-star :yellow_star:|' +
    'red-star :red_star:|green-star :green_star:|blue-star :blue_star:|heart :heart:|broken-heart :broken_heart:'
  )
    .split('|')
    .map((pair): [string, string] => {
      const [name = '', short = ''] = pair.split(' ')
      return [name, short]
    }),
)
const legacyNames: ReadonlyMap<string, string> = new Map([...legacy].map(([name, short]) => [short, name]))

/** Attributes of an emoji, and those of the element. */
const fields: readonly (readonly [string, string])[] = [
  ['shortName', 'ac:emoji-shortname'],
  ['id', 'ac:emoji-id'],
  ['text', 'ac:emoji-fallback'],
]

/** The emoji of an emoticon. */
export function writeEmoji({ name, attributes = {} }: Emoticon): AdfNode {
  const given = fields.filter(([, own]) => attributes[own] !== undefined)
  const natural: AdfAttributes = Object.fromEntries(
    given.map(([field, own]) => [field, attributes[own] ?? '']),
  )
  const short = legacy.get(name)
  const isNamed = natural['shortName'] !== undefined
  const own = isNamed ? natural : { shortName: short ?? `:${name}:`, ...natural }
  const isUsual = isNamed
    ? name === nameOf(String(natural['shortName']))
    : short !== undefined && Object.keys(natural).length === 0
  const consumed = fields.map(([, key]) => key)
  return {
    type: 'emoji',
    ...adfAttributes(own, attributes, consumed, isUsual ? {} : { name, named: isNamed }),
  }
}

/** The emoticon of an emoji; undefined when it has no short name. */
export function readEmoji({ attrs = {} }: AdfNode): Node | undefined {
  const said = privateOf(attrs)
  const short = attrs['shortName']
  if (typeof short !== 'string') return undefined
  const given = fields.filter(([field]) => typeof attrs[field] === 'string')
  const isLegacy = given.length === 1 && legacyNames.has(short) && said['named'] === undefined
  const isOwn = typeof said['name'] === 'string' && said['named'] === false
  const shown = isLegacy ? [] : isOwn ? given.filter(([field]) => field !== 'shortName') : given
  const natural = Object.fromEntries(shown.map(([field, own]) => [own, String(attrs[field])]))
  const known = given.map(([field]) => field)
  const name = typeof said['name'] === 'string' ? said['name'] : nameOf(short)
  return { type: 'emoticon', name, ...storageAttributes(attrs, known, natural) }
}

/** Emoji without a name in storage format have that of the blue star there. */
function nameOf(short: string): string {
  return legacyNames.get(short) ?? 'blue-star'
}
