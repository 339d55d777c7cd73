/** Cut text to at most `length` characters at a word's end, with an ellipsis when something was cut. */
export function excerpt(text: string, length: number): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  if (flat.length <= length) return flat
  const cut = flat.slice(0, length)
  const end = cut.lastIndexOf(' ')
  return (end > length / 2 ? cut.slice(0, end) : cut).replace(/[\uD800-\uDBFF]$/, '') + '…'
}

/** Lower case for comparing names: titles, keys, user names. One rule for every database. */
export function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

/** Whether text holds characters that no title, name or key may hold: controls and lone surrogates. */
export function hasControlCharacters(text: string): boolean {
  return /[\u0000-\u001f\u007f\ufffe\uffff]/.test(text) || !text.isWellFormed()
}
