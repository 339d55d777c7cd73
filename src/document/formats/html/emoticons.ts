/** `ac:emoticon` → picture. */
import type { Emoticon } from '../../tree.ts'
import { attribute, mark, type Printer, urlFor } from './printer.ts'

/** Name in storage → the text that stands for it. */
const TEXTS: Readonly<Record<string, string>> = {
  smile: '(smile)',
  sad: '(sad)',
  cheeky: '(cheeky)',
  laugh: '(laugh)',
  wink: '(wink)',
  'thumbs-up': '(thumbs up)',
  'thumbs-down': '(thumbs down)',
  information: '(info)',
  tick: '(tick)',
  cross: '(error)',
  warning: '(warning)',
  plus: '(plus)',
  minus: '(minus)',
  question: '(question)',
  'light-on': '(light on)',
  'light-off': '(light off)',
  'yellow-star': '(star)',
  'red-star': '(red star)',
  'green-star': '(green star)',
  'blue-star': '(blue star)',
  heart: '(heart)',
  'broken-heart': '(broken heart)',
}

/** The pieces of an emoji of the Cloud, by their attribute in storage. */
export const emojiAttributes = ['ac:emoji-shortname', 'ac:emoji-id', 'ac:emoji-fallback'] as const

export function printEmoticon(printer: Printer, node: Emoticon): string {
  const emoji = emojiAttributes
    .map((name) => attribute(`data-${name.slice(3)}`, node.attributes?.[name]))
    .join('')
  const fallback = node.attributes?.['ac:emoji-fallback']
  const text = fallback ?? TEXTS[node.name] ?? `(${node.name})`
  const id = node.attributes?.['ac:emoji-id']
  const file =
    id !== undefined && /^[0-9a-f-]+$/i.test(id) ? `emoji/${id}` : node.name.replace(/[^a-z-]/gi, '')
  const src = urlFor(printer, `${printer.env.contextPath}/images/icons/emoticons/${file}.svg`)
  const name = node.name.replace(/\s/g, '')
  return (
    `<img${attribute('class', `emoticon emoticon-${name}`)}${emoji}${attribute('src', src)}` +
    `${attribute('data-emoticon-name', node.name)}${attribute('alt', text)}${attribute('title', text)} border="0"${mark(printer, node)}/>`
  )
}
