/** Where things stand in a text of JSON: what the platform's own reader does not tell. */

/** The steps from the outermost value to one inside: keys of objects and indices of lists. */
export type JsonPath = readonly (string | number)[]

/** The offset of the first character that keeps a text from being JSON; undefined when it is JSON. */
export function offsetOfFault(text: string): number | undefined {
  const { fault } = scan(text, () => false)
  return fault
}

/**
 * Where the values of these paths begin in a text that is JSON, in one pass; of a path that leads nowhere, the last
 * value on it that is there.
 */
export function offsetsOfPaths(text: string, paths: readonly JsonPath[]): readonly number[] {
  const keyOf = (steps: JsonPath) => JSON.stringify(steps)
  const wanted = new Set(
    paths.flatMap((path) => [...path.keys(), path.length].map((end) => keyOf(path.slice(0, end)))),
  )
  const deepest = Math.max(0, ...paths.map((path) => path.length))
  const found = new Map<string, number>()
  scan(text, (offset, steps) => {
    if (steps.length > deepest) return false
    const key = keyOf(steps)
    if (wanted.delete(key)) found.set(key, offset)
    return wanted.size === 0
  })
  return paths.map((path) => {
    for (let end = path.length; end > 0; end--) {
      const offset = found.get(keyOf(path.slice(0, end)))
      if (offset !== undefined) return offset
    }
    return found.get('[]') ?? 0
  })
}

type Wanted = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing'

/** Goes through the text without recursion; `atValue` is told of every value and may end the way. */
function scan(
  text: string,
  atValue: (offset: number, steps: JsonPath) => boolean,
): { readonly fault: number | undefined } {
  const steps: (string | number)[] = []
  let wanted: Wanted = 'value'
  let at = 0
  for (;;) {
    at = skipSpace(text, at)
    const sign = text.charAt(at)
    if (sign === '') return { fault: wanted === 'nothing' ? undefined : at }
    if (wanted === 'nothing') return { fault: at }
    if (wanted === 'colon') {
      if (sign !== ':') return { fault: at }
      wanted = 'value'
      at++
    } else if (wanted === 'comma or end' && sign === ',') {
      const step = steps.at(-1)
      if (typeof step === 'number') steps[steps.length - 1] = step + 1
      wanted = typeof step === 'number' ? 'value' : 'key'
      at++
    } else if (closes(wanted, sign, steps.at(-1))) {
      steps.pop()
      wanted = steps.length === 0 ? 'nothing' : 'comma or end'
      at++
    } else if (wanted === 'key' || wanted === 'key or end') {
      const end = sign === '"' ? endOfString(text, at) : { fault: at }
      if (typeof end !== 'number') return end
      steps[steps.length - 1] = JSON.parse(text.slice(at, end)) as string
      wanted = 'colon'
      at = end
    } else if (wanted === 'comma or end') return { fault: at }
    else {
      if (atValue(at, steps)) return { fault: undefined }
      if (sign === '{' || sign === '[') {
        steps.push(sign === '[' ? 0 : '')
        wanted = sign === '[' ? 'value or end' : 'key or end'
        at++
        continue
      }
      const end = sign === '"' ? endOfString(text, at) : endOfWord(text, at)
      if (typeof end !== 'number') return end
      wanted = steps.length === 0 ? 'nothing' : 'comma or end'
      at = end
    }
  }
}

function closes(wanted: Wanted, sign: string, step: string | number | undefined): boolean {
  if (step === undefined || !wanted.endsWith('or end')) return false
  return sign === (typeof step === 'number' ? ']' : '}')
}

function skipSpace(text: string, start: number): number {
  let at = start
  while (' \t\n\r'.includes(text.charAt(at)) && at < text.length) at++
  return at
}

type End = number | { readonly fault: number }

function endOfString(text: string, start: number): End {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) return at + 1
    if (code < 32) return { fault: at }
    if (code !== 92) continue
    const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
    escape.lastIndex = at
    if (!escape.test(text)) return { fault: at }
    at = escape.lastIndex - 1
  }
  return { fault: text.length }
}

function endOfWord(text: string, start: number): End {
  const word = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
  word.lastIndex = start
  return word.test(text) ? word.lastIndex : { fault: start }
}
