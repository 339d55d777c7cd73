/** How far long work is, drawn on standard error when that is a terminal; else nothing is drawn. */
export interface Progress {
  /** How much there is to do, once that is known. */
  expect(total: number): void
  /** One more is done. */
  step(): void
  /** Prints something without the bar getting in its way. */
  around(print: () => void): void
  /** Takes the bar away. */
  end(): void
}

const WIDTH = 30
const REDRAW_MS = 100
const CLEAR_LINE = '\r\u001b[K'

/** A bar, such as `[######              ] 12/60 pages`. */
export function progressOf(noun: string, to: NodeJS.WriteStream = process.stderr): Progress {
  let total = 0
  let done = 0
  let drawnAt = 0
  let isDrawn = false
  const clear = (): void => {
    if (isDrawn) to.write(CLEAR_LINE)
    isDrawn = false
  }
  const draw = (): void => {
    if (!to.isTTY || total === 0) return
    to.write(CLEAR_LINE + barOf(done, total, noun))
    isDrawn = true
    drawnAt = Date.now()
  }
  return {
    expect(count) {
      total = count
      done = 0
      draw()
    },
    step() {
      done += 1
      if (Date.now() - drawnAt >= REDRAW_MS) draw()
    },
    around(print) {
      const wasDrawn = isDrawn
      clear()
      print()
      if (wasDrawn) draw()
    },
    end() {
      clear()
      total = 0
    },
  }
}

/** The bar as text. */
export function barOf(done: number, total: number, noun: string): string {
  const full = Math.round((Math.min(done, total) / total) * WIDTH)
  return `[${'#'.repeat(full)}${' '.repeat(WIDTH - full)}] ${done}/${total} ${noun}`
}
