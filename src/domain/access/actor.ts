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
