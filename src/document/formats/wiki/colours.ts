/** Colours of `{color:…}` and the form that storage format gives them. */

/** CSS's basic colours and the others that pages use by name. */
const named: Readonly<Record<string, string>> = {
  aqua: '00ffff',
  beige: 'f5f5dc',
  black: '000000',
  blue: '0000ff',
  brown: 'a52a2a',
  coral: 'ff7f50',
  crimson: 'dc143c',
  cyan: '00ffff',
  darkblue: '00008b',
  darkcyan: '008b8b',
  darkgray: 'a9a9a9',
  darkgreen: '006400',
  darkgrey: 'a9a9a9',
  darkmagenta: '8b008b',
  darkorange: 'ff8c00',
  darkred: '8b0000',
  deepskyblue: '00bfff',
  dimgray: '696969',
  dimgrey: '696969',
  firebrick: 'b22222',
  forestgreen: '228b22',
  fuchsia: 'ff00ff',
  gold: 'ffd700',
  gray: '808080',
  green: '008000',
  grey: '808080',
  indigo: '4b0082',
  khaki: 'f0e68c',
  lightblue: 'add8e6',
  lightgray: 'd3d3d3',
  lightgreen: '90ee90',
  lightgrey: 'd3d3d3',
  lime: '00ff00',
  limegreen: '32cd32',
  magenta: 'ff00ff',
  maroon: '800000',
  navy: '000080',
  olive: '808000',
  orange: 'ffa500',
  orangered: 'ff4500',
  orchid: 'da70d6',
  pink: 'ffc0cb',
  plum: 'dda0dd',
  purple: '800080',
  red: 'ff0000',
  royalblue: '4169e1',
  salmon: 'fa8072',
  seagreen: '2e8b57',
  silver: 'c0c0c0',
  skyblue: '87ceeb',
  slateblue: '6a5acd',
  steelblue: '4682b4',
  tan: 'd2b48c',
  teal: '008080',
  tomato: 'ff6347',
  turquoise: '40e0d0',
  violet: 'ee82ee',
  white: 'ffffff',
  yellow: 'ffff00',
}

/** The `style` of storage format for a colour as markup names it; undefined when it is none. */
export function colourStyle(colour: string): string | undefined {
  const word = colour.trim().toLowerCase()
  const digits = Object.hasOwn(named, word) ? named[word] : /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(word)?.[1]
  if (digits !== undefined) return `color: rgb(${channels(digits).join(',')});`
  const triple = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(word)
  return triple === null ? undefined : `color: rgb(${triple[1]},${triple[2]},${triple[3]});`
}

/** The colour as `#rrggbb` when the style is exactly what `colourStyle` gives. */
export function styleColour(style: string): string | undefined {
  const found = /^color: rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\);$/.exec(style)
  if (found === null) return undefined
  const numbers = found.slice(1).map(Number)
  if (numbers.some((number) => number > 255)) return undefined
  const colour = `#${numbers.map((number) => number.toString(16).padStart(2, '0')).join('')}`
  return colourStyle(colour) === style ? colour : undefined
}

function channels(digits: string): readonly number[] {
  const six = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  return [0, 2, 4].map((at) => Number.parseInt(six.slice(at, at + 2), 16))
}
