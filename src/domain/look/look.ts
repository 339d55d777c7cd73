import { acceptColour } from '../../base/colour.ts'
import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { authorizeGlobally } from '../access/policy.ts'
import { type Context, remembered, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { readSetting, writeSetting } from '../site/rows.ts'
import { authorizedSpace } from '../space/administer.ts'
import { readSpace } from '../space/read.ts'
import { readSpaceSetting, writeSpaceSetting } from '../space/rows.ts'
import { type Colours, colourNames, type Look, overlay, plainLook } from './colours.ts'
import { type Theme, themes } from './themes.ts'

/** Which look holds: the one from further up (for the site the program's own), one's own, or a theme's. */
export type Selected = 'global' | 'custom' | 'theme'

/** What was chosen for the site or for one space. */
interface Choice {
  readonly selected: Selected
  readonly theme?: string
  readonly custom?: Look
}

/** The looks that the site or a space may choose from, and which one holds. */
export interface Looks {
  readonly selected: Selected
  /** Whether colours of its own were ever set and not reset since. */
  readonly hasCustom: boolean
  /** What `global` stands for here. */
  readonly global: Look
  readonly custom: Look
  readonly theme: Theme | undefined
  /** The one that holds. */
  readonly current: Look
}

/** Colours as a client hands them over, not checked yet. */
export interface LookInput {
  readonly light?: Readonly<Partial<Record<string, string>>>
  readonly dark?: Readonly<Partial<Record<string, string>>>
  readonly more?: Readonly<Record<string, string>>
}

/** The looks of the site, or with a key of a space that the actor may see. */
export async function readLooks(ctx: Context, spaceKey?: string): Promise<Looks> {
  return looksOf(ctx, spaceKey === undefined ? undefined : (await readSpace(ctx, spaceKey)).id)
}

/** The same for who may change them. */
export async function readOwnLooks(ctx: Context, spaceKey?: string): Promise<Looks> {
  return looksOf(ctx, await placeOf(ctx, spaceKey))
}

/** The look of the pages of a space, or of what is in none. Nobody is asked: callers show it with what they may. */
export async function currentLook(ctx: Context, spaceId?: number): Promise<Look> {
  return (await looksOf(ctx, spaceId)).current
}

/** Set colours of the site or of a space; the others of its own stay. `select`: they hold from now on. */
export async function changeLook(
  ctx: Context,
  spaceKey: string | undefined,
  input: LookInput,
  select: boolean,
): Promise<Looks> {
  const accepted = acceptLook(input)
  return change(ctx, spaceKey, (before) => ({
    ...before,
    ...(select ? { selected: 'custom' } : {}),
    custom: overlay(before.custom ?? plainLook, accepted),
  }))
}

/** Say which look holds. Refuses (`conflict`) a theme where none is set. */
export async function selectLook(
  ctx: Context,
  spaceKey: string | undefined,
  selected: Selected,
): Promise<Looks> {
  return change(ctx, spaceKey, (before) => {
    if (selected === 'theme' && before.theme === undefined) {
      throw new AppError('conflict', 'No theme is set, so it cannot be selected.')
    }
    return { ...before, selected }
  })
}

/** Forget the colours of its own. `deselect`: and take the look from further up. */
export async function resetLook(
  ctx: Context,
  spaceKey: string | undefined,
  deselect: boolean,
): Promise<Looks> {
  return change(ctx, spaceKey, ({ custom: _forgotten, ...before }) => ({
    ...before,
    ...(deselect ? { selected: 'global' } : {}),
  }))
}

/** Set a theme, which holds from now on, or with null take it away. Refuses (`not-found`) one that there is not. */
export async function setTheme(
  ctx: Context,
  spaceKey: string | undefined,
  themeKey: string | null,
): Promise<Looks> {
  if (themeKey !== null) readTheme(themeKey)
  return change(ctx, spaceKey, ({ theme: _before, ...before }) =>
    themeKey === null ? { ...before, selected: 'global' } : { ...before, selected: 'theme', theme: themeKey },
  )
}

/** One theme by its key. */
export function readTheme(key: string): Theme {
  const theme = themes.find((one) => one.key === key)
  if (theme) return theme
  throw notFound(`No theme found with key: ${key.slice(0, 100)}`)
}

async function looksOf(ctx: Context, spaceId: number | undefined): Promise<Looks> {
  return remembered(ctx, `look ${spaceId ?? ''}`, async () => {
    const choice = await choiceOf(ctx, spaceId)
    const global = spaceId === undefined ? plainLook : (await looksOf(ctx, undefined)).current
    const custom = overlay(global, choice.custom ?? plainLook)
    const theme = themes.find(({ key }) => key === choice.theme)
    const current = { global, custom, theme: theme?.look ?? global }[choice.selected]
    return {
      selected: choice.selected,
      hasCustom: choice.custom !== undefined,
      global,
      custom,
      theme,
      current,
    }
  })
}

async function choiceOf(ctx: Context, spaceId: number | undefined): Promise<Choice> {
  const text =
    spaceId === undefined ? await readSetting(ctx.db, KEY) : await readSpaceSetting(ctx.db, spaceId, KEY)
  return text === undefined ? { selected: 'global' } : (JSON.parse(text) as Choice)
}

async function change(
  ctx: Context,
  spaceKey: string | undefined,
  work: (before: Choice) => Choice,
): Promise<Looks> {
  const spaceId = await placeOf(ctx, spaceKey)
  await transact(ctx, async (ctx) => {
    const text = JSON.stringify(work(await choiceOf(ctx, spaceId)))
    if (spaceId === undefined) await writeSetting(ctx.db, KEY, text)
    else await writeSpaceSetting(ctx.db, spaceId, KEY, text)
    await emit(ctx, { type: 'look.changed', ...(spaceId === undefined ? {} : { spaceId }) })
  })
  return looksOf(ctx, spaceId)
}

const KEY = 'look'

/** The id of the space whose look the actor may change; undefined for the site's. */
async function placeOf(ctx: Context, spaceKey: string | undefined): Promise<number | undefined> {
  if (spaceKey !== undefined) return (await authorizedSpace(ctx, spaceKey)).id
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  return undefined
}

function acceptLook(input: LookInput): Look {
  const more = Object.entries(input.more ?? {}).map(
    ([path, value]) => [path, acceptValue(path, value)] as const,
  )
  return {
    light: acceptColours(input.light ?? {}),
    dark: acceptColours(input.dark ?? {}),
    more: Object.fromEntries(more),
  }
}

function acceptColours(given: Readonly<Partial<Record<string, string>>>): Colours {
  const found: Partial<Record<keyof Colours, string>> = {}
  for (const name of colourNames) {
    const value = given[name]
    if (value !== undefined) found[name] = acceptValue(name, value)
  }
  return found
}

/** A colour in its one spelling; of anything else a short text without a character that ends a declaration. */
function acceptValue(name: string, value: string): string {
  if (!/color$/i.test(name)) {
    if (value.length <= limits.lookValueLength && /^[\w\s#%.,()+-]*$/.test(value)) return value
    throw new AppError('bad-request', `${name} has characters that it cannot have, or too many.`)
  }
  const colour = acceptColour(value)
  if (colour !== undefined) return colour
  throw new AppError(
    'bad-request',
    `${name} is no colour: "${value.slice(0, 100)}". Use #rrggbb, rgb() or hsl().`,
  )
}
