/**
 * Regular expressions of authors, run without the risk of an expression that takes for ever: the expression becomes a
 * list of simple pieces (character sets with a repetition), and matching follows all ways at once.
 */

/** Whether a text as a whole matches an expression; one that is not understood matches as plain text. */
export type Matches = (text: string) => boolean

/** Steps of a compiled expression: a character test, a fork or a jump. */
type Step =
  | { readonly kind: 'char'; readonly test: (char: string) => boolean }
  | { readonly kind: 'fork'; readonly other: number }
  | { readonly kind: 'jump'; readonly to: number }

const MAX_EXPRESSION = 500
const MAX_STEPS = 2_000

/** Compiles an expression that has to match the whole text. */
export function matcher(expression: string): Matches {
  if (expression.length > MAX_EXPRESSION) return (text) => text === expression
  try {
    const steps = new Compiler(expression).compile()
    return (text) => run(steps, text)
  } catch {
    return (text) => text === expression
  }
}

function run(steps: readonly Step[], text: string): boolean {
  let states = new Set<number>()
  addState(steps, states, 0)
  for (const char of text) {
    const next = new Set<number>()
    for (const state of states) {
      const step = steps[state]
      if (step?.kind === 'char' && step.test(char)) addState(steps, next, state + 1)
    }
    if (next.size === 0) return false
    states = next
  }
  return states.has(steps.length)
}

/** Adds a state and those that it reaches without a character. */
function addState(steps: readonly Step[], states: Set<number>, first: number): void {
  const pending = [first]
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    if (states.has(state)) continue
    states.add(state)
    const step = steps[state]
    if (step?.kind === 'jump') pending.push(step.to)
    else if (step?.kind === 'fork') pending.push(state + 1, step.other)
  }
}

/** Turns an expression into steps, group by group. */
class Compiler {
  readonly #text: string
  #pos = 0
  constructor(text: string) {
    this.#text = text
  }
  compile(): Step[] {
    const steps = this.#alternatives()
    if (this.#pos < this.#text.length) throw new SyntaxError('Unbalanced parenthesis')
    return steps
  }
  #alternatives(): Step[] {
    let steps = this.#sequence()
    while (this.#text[this.#pos] === '|') {
      this.#pos++
      const right = this.#sequence()
      steps = [
        { kind: 'fork', other: steps.length + 2 },
        ...shift(steps, 1),
        { kind: 'jump', to: steps.length + 2 + right.length },
        ...shift(right, steps.length + 2),
      ]
    }
    return steps
  }
  #sequence(): Step[] {
    const steps: Step[] = []
    while (this.#pos < this.#text.length && !')|'.includes(this.#text[this.#pos] ?? '')) {
      const piece = this.#repeated(this.#piece())
      steps.push(...shift(piece, steps.length))
      if (steps.length > MAX_STEPS) throw new SyntaxError('Expression too long')
    }
    return steps
  }
  #piece(): Step[] {
    const char = this.#take()
    if (char === '(') {
      if (this.#text.startsWith('?:', this.#pos)) this.#pos += 2
      else if (this.#text[this.#pos] === '?') throw new SyntaxError('Look-around is not supported')
      const inside = this.#alternatives()
      if (this.#take() !== ')') throw new SyntaxError('Missing )')
      return inside
    }
    if (char === '[') return [{ kind: 'char', test: this.#set() }]
    if (char === '.') return [{ kind: 'char', test: () => true }]
    if (char === '^' || char === '$') return []
    if (char === '\\') return [{ kind: 'char', test: classTest(this.#take()) }]
    if ('*+?'.includes(char)) throw new SyntaxError('Nothing to repeat')
    return [{ kind: 'char', test: (other) => other === char }]
  }
  #repeated(piece: Step[]): Step[] {
    const sign = this.#text[this.#pos]
    if (sign !== '*' && sign !== '+' && sign !== '?') return piece
    this.#pos++
    if (this.#text[this.#pos] === '?') this.#pos++
    const size = piece.length
    if (sign === '?') return [{ kind: 'fork', other: size + 1 }, ...shift(piece, 1)]
    if (sign === '+') return [...piece, { kind: 'fork', other: 0 }]
    return [{ kind: 'fork', other: size + 2 }, ...shift(piece, 1), { kind: 'jump', to: 0 }]
  }
  #set(): (char: string) => boolean {
    const negated = this.#text[this.#pos] === '^'
    if (negated) this.#pos++
    const tests: ((char: string) => boolean)[] = []
    for (let first = true; ; first = false) {
      const char = this.#take()
      if (char === ']' && !first) break
      if (char === '\\') {
        tests.push(classTest(this.#take()))
        continue
      }
      if (this.#text[this.#pos] === '-' && this.#text[this.#pos + 1] !== ']') {
        this.#pos++
        const to = this.#take()
        tests.push((other) => other >= char && other <= to)
      } else tests.push((other) => other === char)
    }
    return (char) => tests.some((test) => test(char)) !== negated
  }
  #take(): string {
    const char = this.#text[this.#pos]
    if (char === undefined) throw new SyntaxError('Unexpected end of expression')
    this.#pos++
    return char
  }
}

function classTest(char: string): (char: string) => boolean {
  const set = { d: /\d/, w: /\w/, s: /\s/, D: /\D/, W: /\W/, S: /\S/ }[char]
  return set === undefined ? (other) => other === char : (other) => set.test(other)
}

/** Moves the targets of jumps and forks. */
function shift(steps: readonly Step[], by: number): Step[] {
  return steps.map((step) => {
    if (step.kind === 'jump') return { kind: 'jump', to: step.to + by }
    return step.kind === 'fork' ? { kind: 'fork', other: step.other + by } : step
  })
}
