/**
 * Does an answer contain what is expected of it? Objects need only hold the expected keys, arrays must
 * have the expected length, item by item; strings may be asked for by regular expression and anything
 * by one of the matchers below.
 */

/** A test of one value, with the words that name it in a failure. */
export class Matcher {
  readonly words: string
  readonly mismatch: (actual: unknown, path: string) => string[]
  /** For one that holds expectations itself: the same with each of them changed. */
  readonly map: (change: (expected: unknown) => unknown) => Matcher

  constructor(
    words: string,
    mismatch: (actual: unknown, path: string) => string[],
    map?: (change: (expected: unknown) => unknown) => Matcher,
  ) {
    this.words = words
    this.mismatch = mismatch
    this.map = map ?? (() => this)
  }
}

/** A value that a function accepts. */
export function matcher(words: string, accepts: (actual: unknown) => boolean): Matcher {
  return new Matcher(words, (actual, path) =>
    accepts(actual) ? [] : [`${path}: expected ${words}, got ${show(actual)}`],
  )
}

/** Any string that is not empty. */
export const anyString = matcher('a string', (value) => typeof value === 'string' && value !== '')
/** Any finite number. */
export const anyNumber = matcher('a number', (value) => typeof value === 'number' && Number.isFinite(value))
/** A content id as the wire has it: digits in a string. */
export const anyId = matcher('an id', (value) => typeof value === 'string' && /^(att)?\d+$/.test(value))
/** A point in time as the wire has it. */
export const anyTime = matcher(
  'an ISO time with milliseconds and zone',
  (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
)
/** Anything at all, so long as the key is there. */
export const anything = matcher('anything', (value) => value !== undefined)

/** An array, in any order and among others, with an item like each of these. */
export function including(...items: unknown[]): Matcher {
  const mismatch = (actual: unknown, path: string) => {
    if (!Array.isArray(actual)) return [`${path}: expected an array, got ${show(actual)}`]
    return items
      .filter((item) => !actual.some((value) => mismatches(value, item).length === 0))
      .map((item) => `${path}: no item like ${show(item)} in ${show(actual)}`)
  }
  const words = `an array with ${items.map(show).join(', ')}`
  return new Matcher(words, mismatch, (change) => including(...items.map(change)))
}

/** This object and no further keys, all the way down. */
export function exactly(expected: unknown): Matcher {
  const mismatch = (actual: unknown, path: string) => [
    ...mismatches(actual, expected, path),
    ...surplus(actual, expected, path),
  ]
  return new Matcher(`exactly ${show(expected)}`, mismatch, (change) => exactly(change(expected)))
}

/** Every way in which `actual` does not contain `expected`, one line each. */
export function mismatches(actual: unknown, expected: unknown, path = '$'): string[] {
  if (expected instanceof Matcher) return expected.mismatch(actual, path)
  if (expected instanceof RegExp) {
    const fits = typeof actual === 'string' && expected.test(actual)
    return fits ? [] : [`${path}: expected to match ${expected}, got ${show(actual)}`]
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path}: expected an array, got ${show(actual)}`]
    if (actual.length !== expected.length) {
      return [`${path}: expected ${expected.length} items, got ${actual.length}: ${show(actual)}`]
    }
    return expected.flatMap((item, index) => mismatches(actual[index], item, `${path}[${index}]`))
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [`${path}: expected an object, got ${show(actual)}`]
    return Object.entries(expected).flatMap(([key, value]) =>
      mismatches(actual[key], value, `${path}.${key}`),
    )
  }
  return Object.is(actual, expected) ? [] : [`${path}: expected ${show(expected)}, got ${show(actual)}`]
}

function surplus(actual: unknown, expected: unknown, path: string): string[] {
  if (Array.isArray(actual) && Array.isArray(expected)) {
    return actual.flatMap((item, index) => surplus(item, expected[index], `${path}[${index}]`))
  }
  if (!isObject(actual) || !isObject(expected)) return []
  return Object.entries(actual).flatMap(([key, value]) =>
    key in expected
      ? surplus(value, expected[key], `${path}.${key}`)
      : [`${path}.${key}: not expected, is ${show(value)}`],
  )
}

/** The value at a path such as `results[0]._links.webui` or `body['x.y']`; `undefined` when there is none. */
export function valueAt(value: unknown, path: string): unknown {
  let current = value
  for (const [, quoted, index, name] of path.matchAll(/\['([^']*)'\]|\[(-?\d+)\]|([^.[\]]+)/g)) {
    if (current === null || typeof current !== 'object') return undefined
    if (index !== undefined) current = (current as unknown[]).at(Number(index))
    else current = (current as Record<string, unknown>)[quoted ?? name ?? '']
  }
  return current
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Matcher) &&
    !(value instanceof RegExp)
  )
}

/** A value as a failure prints it. */
export function show(value: unknown): string {
  if (value instanceof Matcher) return `‹${value.words}›`
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    inner instanceof Matcher ? `‹${inner.words}›` : inner instanceof RegExp ? String(inner) : inner,
  )
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
