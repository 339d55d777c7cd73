/** A site with a few people and as many private spaces as a scenario likes, for questions about permissions. */
import { Readable } from 'node:stream'
import { AppError, type ErrorCode } from '../../src/base/errors.ts'
import { type Actor, anonymous, type UserActor } from '../../src/domain/access/actor.ts'
import type { SpacePermission, Subject } from '../../src/domain/access/permissions.ts'
import { insertGlobalPermission, insertSpacePermissions } from '../../src/domain/access/rows.ts'
import { attachFiles, storeFile } from '../../src/domain/attachment/upload.ts'
import type { Content } from '../../src/domain/content/content.ts'
import { createContent, type NewContent } from '../../src/domain/content/create.ts'
import { as, type Context, systemContext, transact } from '../../src/domain/context.ts'
import { createGroup } from '../../src/domain/group/group.ts'
import { createSpace } from '../../src/domain/space/create.ts'
import type { Space } from '../../src/domain/space/space.ts'
import { createUser } from '../../src/domain/user/user.ts'
import { type Engine, startTestApp, type TestApp } from '../support/app.ts'

/** People of the stage, with their groups. `ann` and `ben` are of the staff, `ben` besides of the crew; `cleo` of neither. */
export const cast = { ann: ['staff'], ben: ['staff', 'crew'], cleo: [], root: ['admins'] } as const
/** Who may ask: one of the cast, somebody without a log-in, or the program. */
export type ActorName = keyof typeof cast | 'anonymous' | 'system'
/** Whom a permission may be given to. */
export type SubjectName = 'ann' | 'ben' | 'cleo' | 'staff' | 'crew' | 'anonymous' | 'authenticated'
/** Who holds which permissions on a space. */
export type Grants = Partial<Record<SubjectName, readonly SpacePermission[]>>

/** An open stage. */
export interface Stage {
  readonly app: TestApp
  readonly system: Context
  /** The context in which this one asks. */
  as(name: ActorName): Context
  /** The same person, but allowed everything: for making what they are to be the author of. */
  almighty(name: ActorName): Context
  subject<N extends SubjectName>(name: N): Subject
  userOrGroup(name: 'ann' | 'ben' | 'cleo' | 'staff' | 'crew'): Extract<Subject, { kind: 'user' | 'group' }>
  /** A space in which nobody may do anything but what is given here. */
  space(grants: Grants): Promise<Space>
  /** Content as its author made it, whatever they were allowed. */
  make(by: ActorName, input: NewContent): Promise<Content>
  attachment(by: ActorName, holder: Content, name?: string): Promise<Content>
  close(): Promise<void>
}

/** Start a site and let the cast in. */
export async function openStage(database: Engine): Promise<Stage> {
  const app = await startTestApp({ database })
  const system = systemContext(app.domain)
  const groups = new Map<string, number>()
  for (const name of ['staff', 'crew', 'admins']) groups.set(name, (await createGroup(system, name)).id)
  const idOf = (group: string): number => groups.get(group) ?? 0
  await transact(system, async ({ db }) => {
    await insertGlobalPermission(db, 'SYSTEMADMINISTRATOR', { kind: 'group', id: idOf('admins') })
    await insertGlobalPermission(db, 'USECONFLUENCE', { kind: 'group', id: idOf('staff') })
    await insertGlobalPermission(db, 'CREATESPACE', { kind: 'group', id: idOf('crew') })
  })
  const actors = new Map<ActorName, Actor>([
    ['anonymous', anonymous],
    ['system', system.actor],
  ])
  for (const [name, memberOf] of Object.entries(cast)) {
    const user = await createUser(system, {
      username: name,
      email: `${name}@example.com`,
      displayName: name,
      groups: memberOf,
    })
    const actor: UserActor = {
      kind: 'user',
      userId: user.id,
      username: name,
      groupIds: memberOf.map(idOf),
      superuser: name === 'root',
      by: 'password',
    }
    actors.set(name as ActorName, actor)
  }
  const actorNamed = (name: ActorName): Actor => actors.get(name) ?? anonymous
  const userOrGroup: Stage['userOrGroup'] = (name) => {
    if (groups.has(name)) return { kind: 'group', id: idOf(name) }
    return { kind: 'user', id: (actorNamed(name as ActorName) as UserActor).userId }
  }
  const subject = (name: SubjectName): Subject =>
    name === 'anonymous' || name === 'authenticated' ? { kind: name } : userOrGroup(name)
  const almighty = (name: ActorName): Context => {
    const actor = actorNamed(name)
    return as(system, actor.kind === 'user' ? { ...actor, superuser: true } : system.actor)
  }
  let spaces = 0
  return {
    app,
    system,
    as: (name) => as(system, actorNamed(name)),
    almighty,
    subject,
    userOrGroup,
    async space(grants) {
      const key = `STAGE${++spaces}`
      const space = await createSpace(system, { key, name: key, isPrivate: true })
      const rows = Object.entries(grants).flatMap(([name, permissions]) =>
        permissions.map((permission) => ({ permission, subject: subject(name as SubjectName) })),
      )
      await transact(system, ({ db }) => insertSpacePermissions(db, space.id, rows))
      return space
    },
    make: (by, input) => createContent(almighty(by), input),
    async attachment(by, holder, name = 'file.txt') {
      const ctx = almighty(by)
      const file = await storeFile(ctx, {
        fileName: name,
        mediaType: 'text/plain',
        bytes: Readable.from([Buffer.from('bytes')]),
      })
      const [made] = await attachFiles(ctx, holder, [{ file, notes: {} }], 'refuse')
      if (made === undefined) throw new Error('nothing was attached')
      return made
    },
    close: () => app.close(),
  }
}

/** The code with which something is refused, or `allowed`. Anything else that goes wrong is thrown. */
export async function outcome(attempt: Promise<unknown>): Promise<ErrorCode | 'allowed'> {
  try {
    await attempt
    return 'allowed'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}
