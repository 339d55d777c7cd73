import type { Db } from '../../store/database.ts'
import type { Scope, ScopeLevel } from '../access/actor.ts'
import { findContents } from '../content/rows.ts'
import type { TokenRow } from './rows.ts'

/**
 * What a token may be used for; undefined where that is all that its user may do. The space of a page tree is looked
 * up anew, since pages move; a tree whose page is gone reaches nothing.
 */
export async function readScope(db: Db, token: TokenRow): Promise<Scope | undefined> {
  const level = token.scope as ScopeLevel
  if (token.scope_content_id !== null) {
    const [page] = await findContents(db, [token.scope_content_id])
    return { level, spaceId: page?.spaceId ?? NOWHERE, pageId: token.scope_content_id }
  }
  if (token.scope_space_id !== null) return { level, spaceId: token.scope_space_id }
  return level === 'admin' ? undefined : { level }
}

/** The id of no space. */
const NOWHERE = -1
