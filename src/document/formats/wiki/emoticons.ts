/** Emoticons: how they are typed, and their names in storage format. The first spelling of a name is the one written. */
const spellings: readonly (readonly [string, string])[] = [
  [':)', 'smile'],
  [':(', 'sad'],
  [':P', 'cheeky'],
  [':p', 'cheeky'],
  [':D', 'laugh'],
  [';)', 'wink'],
  ['(y)', 'thumbs-up'],
  ['(n)', 'thumbs-down'],
  ['(i)', 'information'],
  ['(/)', 'tick'],
  ['(x)', 'cross'],
  ['(!)', 'warning'],
  ['(+)', 'plus'],
  ['(-)', 'minus'],
  ['(?)', 'question'],
  ['(on)', 'light-on'],
  ['(off)', 'light-off'],
  ['(*)', 'yellow-star'],
  ['(*r)', 'red-star'],
  ['(*g)', 'green-star'],
  ['(*b)', 'blue-star'],
  ['(*y)', 'yellow-star'],
  ['<3', 'heart'],
  ['</3', 'broken-heart'],
]

const longest = 5
const names: ReadonlyMap<string, string> = new Map(spellings)

/** Emoticon name → how it is typed. */
export const emoticonMarkup: ReadonlyMap<string, string> = new Map(
  spellings.toReversed().map(([markup, name]) => [name, markup] as const),
)

/** The emoticon typed at the offset, if one is; the offset must be at `:`, `;`, `(` or `<`. */
export function emoticonAt(
  text: string,
  at: number,
  end: number,
): { readonly name: string; readonly end: number } | undefined {
  const opening = text.charAt(at)
  if (opening === '(') {
    const close = text.slice(at, Math.min(at + longest, end)).indexOf(')')
    return close === -1 ? undefined : named(text, at, at + close + 1)
  }
  return named(text, at, at + (opening === '<' && text.charAt(at + 1) === '/' ? 3 : 2))
}

function named(text: string, start: number, end: number): { name: string; end: number } | undefined {
  const name = names.get(text.slice(start, end))
  return name === undefined ? undefined : { name, end }
}
