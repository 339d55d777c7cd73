import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { progressOf } from './progress.ts'

/** What a stream is given, by a terminal or by something else. */
function drawn(isTTY: boolean): string {
  let text = ''
  const stream = { isTTY, write: (part: string) => (text += part) } as unknown as NodeJS.WriteStream
  const progress = progressOf('pages', stream)
  progress.step()
  progress.expect(2)
  progress.around(() => stream.write('a line\n'))
  progress.end()
  progress.step()
  return text
}

describe('the bar of long work', () => {
  it('is drawn on a terminal, gives way to what is printed, and is taken away', () => {
    const [clear, bar] = ['\r\u001b[K', `[${' '.repeat(30)}] 0/2 pages`]
    assert.equal(drawn(true), `${clear}${bar}${clear}a line\n${clear}${bar}${clear}`)
  })

  it('is not drawn elsewhere', () => {
    assert.equal(drawn(false), 'a line\n')
  })
})
