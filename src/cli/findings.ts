import type { Environment } from '../document/env.ts'
import type { FormatName } from '../document/format.ts'
import { convert } from '../document/formats.ts'
import type { Message } from '../document/message.ts'
import { checkAll, placedIn } from '../document/repair.ts'

/** What is wrong with a text; when nothing is, what is doubtful in it. */
export async function findingsIn(
  text: string,
  format: FormatName,
  env: Environment,
): Promise<readonly Message[]> {
  if (format === 'storage') return checkAll(text)
  const { text: storage, messages } = await convert(text, format, 'storage', { env })
  if (messages.length > 0) return messages
  // Only storage format has a place for the ids of tasks, so in the others nothing is missing.
  return placedIn(text, checkAll(storage)).filter((finding) => !finding.text.includes('ac:task-id'))
}
