import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { type Page, toPage } from '../../base/page.ts'
import { hasControlCharacters } from '../../base/text.ts'
import { actorId } from '../access/actor.ts'
import { authorize } from '../access/policy.ts'
import { visible } from '../access/visible.ts'
import type { Content, ContentStatus } from '../content/content.ts'
import { readContent, readContents } from '../content/read.ts'
import { updateContentTo } from '../content/update.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { authorizedSpace } from '../space/administer.ts'
import { readSpace } from '../space/read.ts'
import {
  contentIdsInState,
  customStateRows,
  deleteState,
  findState,
  insertState,
  putState,
  stateIdOf,
  touchState,
} from './rows.ts'

/** How far a content is, in a word and a colour. */
export interface ContentState {
  readonly id: number
  readonly name: string
  /** `#` and six hexadecimal digits, as they were given. */
  readonly color: string
}

/** The states that every space suggests. */
export const spaceStates: readonly ContentState[] = [
  { id: 0, name: 'Rough draft', color: '#FFC400' },
  { id: 1, name: 'In progress', color: '#2684FF' },
  { id: 2, name: 'Ready for review', color: '#57D9A3' },
]

/** A state by its id, or by name and colour; the id decides when it is given. */
export interface StateInput {
  readonly id?: number | undefined
  readonly name?: string | undefined
  readonly color?: string | undefined
}

/** The state that a content has, and since when; undefined when it has none. */
export interface StateOfContent {
  readonly state: ContentState
  /** Milliseconds since 1970. */
  readonly at: number
}

/** The state of a content in one status that the actor may read. */
export async function readState(
  ctx: Context,
  contentId: number,
  status: Extract<ContentStatus, 'current' | 'draft' | 'archived'>,
): Promise<StateOfContent | undefined> {
  return stateOf(ctx, await readContent(ctx, contentId, { statuses: [status] }))
}

/** The state of a content that the actor was let read. */
export async function stateOf(ctx: Context, content: Content): Promise<StateOfContent | undefined> {
  const found = await stateIdOf(ctx.db, content.id)
  if (found === undefined) return undefined
  const state = spaceStates.find(({ id }) => id === found.stateId) ?? (await findState(ctx.db, found.stateId))
  return state && { state: { id: state.id, name: state.name, color: state.color }, at: found.at }
}

/** The states that the actor has made, the one used last first. */
export async function customStates(
  ctx: Context,
  limit: number = limits.customStates,
): Promise<ContentState[]> {
  const owner = actorId(ctx.actor)
  return owner === null ? [] : customStateRows(ctx.db, owner, limit)
}

/** What a content that the actor may edit can be set to. */
export async function availableStates(
  ctx: Context,
  contentId: number,
): Promise<{ readonly ofSpace: readonly ContentState[]; readonly custom: readonly ContentState[] }> {
  const content = await readContent(ctx, contentId, { statuses: ['current', 'draft', 'archived'] })
  await authorize(ctx, 'update', content)
  return { ofSpace: spaceStates, custom: await customStates(ctx, limits.offeredStates) }
}

/** The states that a space suggests to whoever sees it. */
export async function statesOfSpace(ctx: Context, spaceKey: string): Promise<readonly ContentState[]> {
  await readSpace(ctx, spaceKey)
  return spaceStates
}

/** The same for who administers the space. */
export async function stateSettings(ctx: Context, spaceKey: string): Promise<readonly ContentState[]> {
  await authorizedSpace(ctx, spaceKey)
  return spaceStates
}

/** Current contents of a space that have a state, the oldest first. */
export async function contentsInState(
  ctx: Context,
  spaceKey: string,
  stateId: number,
  slice: { readonly offset: number; readonly limit: number },
): Promise<Page<Content>> {
  const space = await readSpace(ctx, spaceKey)
  const page = toPage(await contentIdsInState(ctx.db, space.id, stateId, visible(ctx), slice), slice.limit)
  return { ...page, items: await readContents(ctx, page.items) }
}

/** Set the state of a content: a new version of what is published, a draft as it is. */
export async function setState(
  ctx: Context,
  contentId: number,
  status: 'current' | 'draft',
  input: StateInput,
): Promise<StateOfContent | undefined> {
  const content = await contentFor(ctx, contentId, status)
  const accepted = await acceptState(ctx, input)
  await write(ctx, content, async (ctx) => {
    const state = await keepState(ctx, accepted)
    await putState(ctx.db, content.id, state.id, now(ctx))
    await record(ctx, content, { state: state.name })
  })
  return stateOf(ctx, content)
}

/** Take the state of a content away; one that has none stays as it is. */
export async function removeState(
  ctx: Context,
  contentId: number,
  status: 'current' | 'draft',
): Promise<void> {
  const content = await contentFor(ctx, contentId, status)
  if ((await stateIdOf(ctx.db, content.id)) === undefined) return
  await write(ctx, content, async (ctx) => {
    await deleteState(ctx.db, content.id)
    await record(ctx, content, { state: null })
  })
}

/** A page or blog post in this status, if the actor may edit it. */
export async function contentFor(
  ctx: Context,
  contentId: number,
  status: 'current' | 'draft',
): Promise<Content> {
  const content = await readContent(ctx, contentId, { statuses: [status] })
  await authorize(ctx, 'update', content)
  if (content.kind === 'page' || content.kind === 'blogpost') return content
  throw new AppError('bad-request', `Content ${contentId} is a ${content.kind}, which has no state.`)
}

/** The state that is meant: a known one, or the name and colour of one to be made. */
export async function acceptState(
  ctx: Context,
  input: StateInput,
): Promise<ContentState | Omit<ContentState, 'id'>> {
  if (input.id !== undefined) return knownState(ctx, input.id)
  const name = input.name?.trim() ?? ''
  if (name === '' || name.length > limits.stateNameLength || hasControlCharacters(name)) {
    throw new AppError('bad-request', `A state needs a name of at most ${limits.stateNameLength} characters.`)
  }
  const color = input.color ?? ''
  if (!/^#[0-9a-f]{6}$/i.test(color)) {
    throw new AppError('bad-request', 'The color of a state is # and six hexadecimal digits.')
  }
  const own = await customStates(ctx)
  const isSame = (one: ContentState) => one.name === name && one.color.toLowerCase() === color.toLowerCase()
  const known = [...spaceStates, ...own].find(isSame)
  if (known) return known
  if (own.length < limits.customStates) return { name, color }
  throw new AppError('bad-request', `You have ${limits.customStates} states already.`)
}

/** Nobody sets what somebody else has made. */
async function knownState(ctx: Context, id: number): Promise<ContentState> {
  const ofSpace = spaceStates.find((state) => state.id === id)
  if (ofSpace) return ofSpace
  const custom = await findState(ctx.db, id)
  if (custom !== undefined && custom.ownerId === actorId(ctx.actor)) {
    return { id, name: custom.name, color: custom.color }
  }
  throw new AppError('bad-request', `There is no content state with the id ${id}.`)
}

/** In the transaction that sets it: a new state is kept, a known one noted as used. May take one id. */
export async function keepState(
  ctx: Context,
  state: ContentState | Omit<ContentState, 'id'>,
): Promise<ContentState> {
  if ('id' in state) {
    await touchState(ctx.db, state.id, now(ctx))
    return state
  }
  const owner = actorId(ctx.actor)
  if (owner === null) throw new AppError('unauthenticated')
  const made = { ...state, id: ctx.takeId() }
  await insertState(ctx.db, { ...made, owner_id: owner, used_at: now(ctx) })
  return made
}

async function write(ctx: Context, content: Content, work: (ctx: Context) => Promise<void>): Promise<void> {
  if (content.status === 'draft') return transact(ctx, work)
  await updateContentTo(ctx, { id: content.id, version: content.version + 1 }, { ids: 2, write: work })
}

async function record(ctx: Context, content: Content, facts: Record<string, unknown>): Promise<void> {
  await emit(ctx, { type: 'state.changed', contentId: content.id, spaceId: content.spaceId, facts })
}
