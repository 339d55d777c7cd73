/**
 * A colour as people write one, as `#rrggbb` or `#rrggbbaa`; undefined for what is no colour. What comes back is
 * made of the numbers that were read, so nothing else of the text can get into a style.
 */
export function acceptColour(text: string): string | undefined {
  const given = text.trim().toLowerCase()
  if (given.length > MOST_CHARACTERS) return undefined
  const name = NAMES[given]
  if (name !== undefined) return name
  return fromHex(given) ?? fromFunction(given)
}

const MOST_CHARACTERS = 64

/** CSS's basic colours. */
const NAMES: Readonly<Record<string, string | undefined>> = Object.assign(
  Object.create(null) as Record<string, string>,
  {
    transparent: '#00000000',
    black: '#000000',
    silver: '#c0c0c0',
    gray: '#808080',
    grey: '#808080',
    white: '#ffffff',
    maroon: '#800000',
    red: '#ff0000',
    purple: '#800080',
    fuchsia: '#ff00ff',
    green: '#008000',
    lime: '#00ff00',
    olive: '#808000',
    yellow: '#ffff00',
    navy: '#000080',
    blue: '#0000ff',
    teal: '#008080',
    aqua: '#00ffff',
    orange: '#ffa500',
  },
)

function fromHex(text: string): string | undefined {
  const digits = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(text)?.[1]
  if (digits === undefined) return undefined
  const long = digits.length <= 4 ? [...digits].map((digit) => digit + digit).join('') : digits
  return long.length === 8 && long.endsWith('ff') ? `#${long.slice(0, 6)}` : `#${long}`
}

function fromFunction(text: string): string | undefined {
  const [, kind, inside] = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(text) ?? []
  if (kind === undefined || inside === undefined) return undefined
  const parts = inside
    .trim()
    .split(/\s*[,/]\s*|\s+/)
    .map(number)
  if (parts.length < 3 || parts.length > 4) return undefined
  const [first, second, third, fourth = { value: 1, unit: '' }] = parts
  if (!first || !second || !third || !fourth) return undefined
  const alpha = clamp(fourth.unit === '%' ? fourth.value / 100 : fourth.value)
  const channels =
    kind === 'rgb' ? [first, second, third].map(channel) : fromHsl(first.value, second.value, third.value)
  return write([...channels, ...(alpha < 1 ? [alpha] : [])])
}

interface Quantity {
  readonly value: number
  readonly unit: string
}

function number(text: string): Quantity | undefined {
  const [, digits, unit = ''] = /^([+-]?\d{1,9}(?:\.\d{1,9})?|[+-]?\.\d{1,9})(%|deg)?$/.exec(text) ?? []
  return digits === undefined ? undefined : { value: Number(digits), unit }
}

function channel({ value, unit }: Quantity): number {
  return clamp(unit === '%' ? value / 100 : value / 255)
}

/** Degrees and two percentages as red, green and blue between 0 and 1: CSS Color 4, 7.1. */
function fromHsl(hue: number, saturation: number, lightness: number): number[] {
  const s = clamp(saturation / 100)
  const l = clamp(lightness / 100)
  const reach = s * Math.min(l, 1 - l)
  return [0, 8, 4].map((n) => {
    const k = (((n + hue / 30) % 12) + 12) % 12
    return l - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))
  })
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}

function write(channels: readonly number[]): string {
  return `#${channels
    .map((value) =>
      Math.round(value * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
