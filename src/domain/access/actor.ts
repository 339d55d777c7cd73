/** Who asks. */
export type Actor = UserActor | AnonymousActor | SystemActor

export interface UserActor {
  readonly kind: 'user'
  readonly userId: number
  readonly username: string
  readonly groupIds: readonly number[]
  /** Holds the global permission to administer the system: sees and may do everything. */
  readonly superuser: boolean
  /** How the caller proved who they are. A cookie is sent by browsers unasked, so writes need more proof. */
  readonly by: 'password' | 'token' | 'session'
  readonly tokenId?: number
  /** The session that the request came in, so that its user can tell it from others. */
  readonly sessionId?: number
  /** What the token that was presented may be used for; absent: for everything that its user may do. */
  readonly scope?: Scope
}

/** How far a token goes: each level covers the one before. */
export const scopeLevels = ['read', 'write', 'admin'] as const
export type ScopeLevel = (typeof scopeLevels)[number]

/** What a token may be used for («token scopes» in docs/reference/permissions.md). It takes away and never gives. */
export interface Scope {
  readonly level: ScopeLevel
  /** The only space that it reaches. Of a token for a page tree the space of that page. */
  readonly spaceId?: number
  /** The page that it reaches, with everything below it. */
  readonly pageId?: number
}

export interface AnonymousActor {
  readonly kind: 'anonymous'
}

/** The program itself. */
export interface SystemActor {
  readonly kind: 'system'
}

export const anonymous: AnonymousActor = { kind: 'anonymous' }
export const systemActor: SystemActor = { kind: 'system' }

/** The id of the acting user, null for anonymous and system: what `created_by` and the like record. */
export function actorId(actor: Actor): number | null {
  return actor.kind === 'user' ? actor.userId : null
}

/** Whether no permission needs to be looked up. */
export function seesEverything(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind === 'user' && actor.superuser)
}

/** Whether the actor's token, if it is one, goes as far as this level. */
export function covers(actor: Actor, level: ScopeLevel): boolean {
  const scope = scopeOf(actor)
  return scope === undefined || scopeLevels.indexOf(scope.level) >= scopeLevels.indexOf(level)
}

/** Whether the actor's token reaches the whole site. */
export function reachesSite(actor: Actor): boolean {
  return scopeOf(actor)?.spaceId === undefined
}

/** The scope of the token that the actor came with. */
export function scopeOf(actor: Actor): Scope | undefined {
  return actor.kind === 'user' ? actor.scope : undefined
}
