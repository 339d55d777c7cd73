import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Failure } from './failure.ts'
import type { Filling } from './row-template.ts'

const FIELD = '\u001f'
const MOST_BYTES = 64 * 1024 * 1024

/** The commits of a range in the repository at hand, the oldest first. */
export async function commitsIn(range: string): Promise<Filling[]> {
  if (range.startsWith('-')) throw new Failure('misuse', `"${range}" is no range of commits.`)
  const format = ['%h', '%an', '%as', '%s'].join(FIELD)
  const words = ['log', '--reverse', `--format=${format}`, range, '--']
  const { stdout } = await promisify(execFile)('git', words, { maxBuffer: MOST_BYTES }).catch(
    (error: unknown) => {
      const said = (error as { stderr?: string }).stderr?.trim().split('\n')[0] ?? (error as Error).message
      throw new Failure('failed', `git log ${range} failed: ${said}`)
    },
  )
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [hash = '', author = '', date = '', subject = ''] = line.split(FIELD)
      return { hash, author, date, subject, user: author }
    })
}
