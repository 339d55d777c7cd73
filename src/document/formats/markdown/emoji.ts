/** Emoticons: their names in storage format, and the short names that Markdown has for them. */
const shortNames: readonly (readonly [string, string])[] = [
  ['smile', 'smile'],
  ['sad', 'disappointed'],
  ['cheeky', 'stuck_out_tongue'],
  ['laugh', 'laughing'],
  ['laugh', 'grinning'],
  ['wink', 'wink'],
  ['thumbs-up', 'thumbsup'],
  ['thumbs-up', '+1'],
  ['thumbs-down', 'thumbsdown'],
  ['thumbs-down', '-1'],
  ['information', 'information_source'],
  ['tick', 'white_check_mark'],
  ['cross', 'x'],
  ['warning', 'warning'],
  ['plus', 'heavy_plus_sign'],
  ['minus', 'heavy_minus_sign'],
  ['question', 'question'],
  ['light-on', 'bulb'],
  ['light-off', 'light-off'],
  ['yellow-star', 'star'],
  ['red-star', 'red-star'],
  ['green-star', 'green-star'],
  ['blue-star', 'blue-star'],
  ['heart', 'heart'],
  ['broken-heart', 'broken_heart'],
]

/** Short name → name in storage format. */
export const emoticonNames: ReadonlyMap<string, string> = new Map(
  shortNames.map(([name, short]) => [short, name]),
)

/** Name in storage format → the short name that is written. */
export const emojiNames: ReadonlyMap<string, string> = new Map(
  shortNames.toReversed().map(([name, short]) => [name, short]),
)

const colons = /:([a-z0-9_+-]{1,24}):/y

/** The emoticon whose short name stands between colons at the offset. */
export function emojiAt(
  text: string,
  at: number,
): { readonly name: string; readonly end: number } | undefined {
  colons.lastIndex = at
  const name = emoticonNames.get(colons.exec(text)?.[1] ?? '')
  return name === undefined ? undefined : { name, end: colons.lastIndex }
}
