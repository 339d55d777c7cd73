import type { Client } from '../sdk/index.ts'
import { ApiError } from '../sdk/index.ts'

/** Who did something, as the two APIs tell it: v1 by name, v2 by account id. */
export interface Author {
  readonly by?: { readonly displayName: string }
  readonly authorId?: string | null
}

/** Account ids that are looked up in one request: the Cloud takes as many. */
const AT_ONCE = 250

/** What to call each of these authors: by name, or by account id where the site does not tell who that is. */
export async function namesOf(client: Client, authors: readonly (Author | undefined)[]): Promise<string[]> {
  const ids = authors.flatMap((author) => (author?.by === undefined ? (author?.authorId ?? []) : []))
  const names = await lookUp(client, [...new Set(ids)])
  return authors.map((author) => {
    const id = author?.authorId ?? ''
    return author?.by?.displayName ?? names.get(id) ?? id
  })
}

async function lookUp(client: Client, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  try {
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      const body = { accountIds: ids.slice(i, i + AT_ONCE) }
      const found = await client.request<{
        results: readonly { accountId: string; displayName?: string }[]
      }>('POST', '/api/v2/users-bulk', { body })
      for (const { accountId, displayName } of found.results) {
        if (displayName !== undefined) names.set(accountId, displayName)
      }
    }
  } catch (error) {
    // Not everybody may see who people are.
    if (!(error instanceof ApiError)) throw error
  }
  return names
}
