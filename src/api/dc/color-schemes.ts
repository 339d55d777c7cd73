import { type TProperties, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { allColours, type Look, plainLook } from '../../domain/look/colours.ts'
import {
  changeLook,
  type Looks,
  readLooks,
  readOwnLooks,
  resetLook,
  selectLook,
} from '../../domain/look/look.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'

const route = routesOf<ApiContext>()

/** The colours of a scheme, in the vendor's order. */
const NAMES = [
  'topBarColor',
  'topBarMenuSelectedBgColor',
  'topBarMenuSelectedTextColor',
  'breadcrumbsTextColor',
  'headerButtonBgColor',
  'headerButtonTextColor',
  'searchFieldTextColor',
  'searchFieldBgColor',
  'menuItemSelectedBgColor',
  'menuItemSelectedTextColor',
  'menuItemTextColor',
  'headingTextColor',
  'linkColor',
] as const

const closed = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const colours = closed(
  Object.fromEntries(NAMES.map((name) => [name, Type.String()])) as Record<
    (typeof NAMES)[number],
    ReturnType<typeof Type.String>
  >,
)
const scheme = closed({ colorSchemeModelLight: colours, colorSchemeModelDark: colours })
const some = Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]))
const schemeInput = Type.Object({ colorSchemeModelLight: some, colorSchemeModelDark: some })
const kind = closed({ type: Type.String() })

const shared = { tag: 'Color scheme', reply: scheme } as const
const ofSpace = ['forbidden', 'not-found', 'unauthenticated'] as const

/** Colours by day and by night, of the site and of each space. */
export const colorSchemeRoutes = [
  route({
    ...shared,
    id: 'getGlobalColorScheme',
    method: 'GET',
    path: '/color-scheme',
    summary: 'The colours of the site.',
    access: 'site',
    pure: true,
    errors: [],
    handle: async (api) => presentScheme((await readLooks(api.domain)).current),
  }),
  route({
    ...shared,
    id: 'getDefaultColorScheme',
    method: 'GET',
    path: '/color-scheme/default',
    summary: 'The colours where none are chosen.',
    access: 'site',
    pure: true,
    errors: [],
    handle: async () => presentScheme(plainLook),
  }),
  route({
    ...shared,
    id: 'updateColorScheme',
    method: 'PUT',
    path: '/color-scheme',
    summary: 'Set colours of the site; those that are not named stay.',
    access: 'user',
    body: schemeInput,
    errors: ['bad-body', 'bad-request', 'forbidden', 'unauthenticated'],
    handle: async (api, { body }) =>
      presentScheme((await changeLook(api.domain, undefined, acceptScheme(body), true)).current),
  }),
  route({
    ...shared,
    id: 'resetGlobalColorScheme',
    method: 'PUT',
    path: '/color-scheme/reset',
    summary: 'Give the site the default colours.',
    access: 'user',
    errors: ['forbidden', 'unauthenticated'],
    handle: async (api) => presentScheme((await resetLook(api.domain, undefined, true)).current),
  }),
  route({
    ...shared,
    id: 'getSpaceColorScheme',
    method: 'GET',
    path: '/space/{spaceKey}/color-scheme',
    summary: 'The colours of a space, for who administers it.',
    access: 'user',
    pure: true,
    errors: ofSpace,
    handle: async (api, { path }) => presentScheme((await readOwnLooks(api.domain, path.spaceKey)).current),
  }),
  route({
    ...shared,
    id: 'updateSpaceColorScheme',
    method: 'PUT',
    path: '/space/{spaceKey}/color-scheme',
    summary: 'Set colours of a space; those that are not named are the site’s.',
    access: 'user',
    body: schemeInput,
    errors: ['bad-body', 'bad-request', ...ofSpace],
    handle: async (api, { path, body }) =>
      presentScheme((await changeLook(api.domain, path.spaceKey, acceptScheme(body), true)).current),
  }),
  route({
    ...shared,
    id: 'resetSpaceColorScheme',
    method: 'PUT',
    path: '/space/{spaceKey}/color-scheme/reset',
    summary: 'Give a space the colours of the site.',
    access: 'user',
    errors: ofSpace,
    handle: async (api, { path }) =>
      presentScheme((await resetLook(api.domain, path.spaceKey, true)).current),
  }),
  route({
    ...shared,
    id: 'getColorSchemeType',
    method: 'GET',
    path: '/space/{spaceKey}/color-scheme/type',
    summary: 'Whether a space has the colours of the site or its own.',
    access: 'user',
    pure: true,
    reply: kind,
    errors: ofSpace,
    handle: async (api, { path }) => presentKind(await readOwnLooks(api.domain, path.spaceKey)),
  }),
  route({
    ...shared,
    id: 'updateColorSchemeType',
    method: 'PUT',
    path: '/space/{spaceKey}/color-scheme/type',
    summary: 'Say whether a space has the colours of the site or its own.',
    access: 'user',
    body: Type.Object({ type: Type.String() }),
    reply: kind,
    errors: ['bad-body', 'bad-request', ...ofSpace],
    handle: async (api, { path, body }) => {
      const type = body.type.toLowerCase()
      if (type !== 'global' && type !== 'custom') {
        throw new AppError('bad-request', `The type is global or custom, not "${body.type.slice(0, 100)}".`)
      }
      return presentKind(await selectLook(api.domain, path.spaceKey, type))
    },
  }),
]

function acceptScheme(body: {
  readonly colorSchemeModelLight?: Readonly<Record<string, unknown>> | null
  readonly colorSchemeModelDark?: Readonly<Record<string, unknown>> | null
}) {
  return { light: acceptModel(body.colorSchemeModelLight), dark: acceptModel(body.colorSchemeModelDark) }
}

/** The named colours; those that are absent or null stay as they are. */
function acceptModel(given: Readonly<Record<string, unknown>> | null | undefined): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of NAMES) {
    const value = given?.[name]
    if (value === undefined || value === null) continue
    if (typeof value !== 'string') throw new AppError('bad-request', `${name} must be a string.`)
    found[name] = value
  }
  return found
}

function presentScheme(look: Look) {
  return {
    colorSchemeModelLight: presentModel(look, 'light'),
    colorSchemeModelDark: presentModel(look, 'dark'),
  }
}

function presentModel(look: Look, time: 'light' | 'dark') {
  const all = allColours(look, time)
  return Object.fromEntries(NAMES.map((name) => [name, all[name]]))
}

/** A theme of the Cloud's interface is something else than the site's colours. */
function presentKind({ selected }: Looks) {
  return { type: selected === 'global' ? 'global' : 'custom' }
}
