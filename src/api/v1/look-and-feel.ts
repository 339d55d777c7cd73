import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import {
  changeLook,
  type Looks,
  readLooks,
  readTheme,
  resetLook,
  type Selected,
  selectLook,
  setTheme,
} from '../../domain/look/look.ts'
import { type Theme, themes } from '../../domain/look/themes.ts'
import { readSpaceSettings, updateSpaceSettings } from '../../domain/space/settings.ts'
import { Answer, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { topLinks } from './present/links.ts'
import { presentList } from './present/list.ts'
import { acceptLookInput, presentLook } from './present/look.ts'
import { limit, start, stretch, text } from './query.ts'
import { listOf } from './schema/content.ts'
import {
  lookAndFeel,
  lookAndFeelInput,
  lookAndFeelWithLinks,
  selection,
  theme,
  themeWithLinks,
} from './schema/look.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }
const ofSpace = Type.Object({ spaceKey: text })
const changing = ['bad-body', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'] as const

const spaceSettings = Type.Object(
  {
    routeOverrideEnabled: Type.Boolean(),
    editor: Type.Object({ page: Type.String(), blogpost: Type.String(), default: Type.String() }, closed),
    spaceKey: Type.String(),
    _links: Type.Record(Type.String(), Type.String()),
  },
  closed,
)

/** Colours and themes of the site and its spaces, as the Cloud's v1 has them. */
export const lookRoutes = [
  route({
    id: 'getLookAndFeelSettings',
    method: 'GET',
    path: '/settings/lookandfeel',
    tag: 'Settings',
    summary: 'The looks of the site, or of a space, and which one holds.',
    access: 'site',
    pure: true,
    query: ofSpace,
    reply: Type.Object(
      {
        selected: selection,
        global: lookAndFeel,
        theme: Type.Optional(lookAndFeel),
        custom: lookAndFeel,
      },
      closed,
    ),
    errors: ['not-found'],
    handle: async (api, { query }) => {
      const looks = await readLooks(api.domain, query.spaceKey)
      return {
        selected: looks.selected,
        global: presentLook(looks.global),
        theme: looks.theme && presentLook(looks.theme.look),
        custom: presentLook(looks.custom),
      }
    },
  }),
  route({
    id: 'updateLookAndFeel',
    method: 'PUT',
    path: '/settings/lookandfeel',
    tag: 'Settings',
    summary: 'Say which look holds in a space; custom and theme only where there is one.',
    access: 'user',
    body: Type.Object({ spaceKey: Type.String(), lookAndFeelType: selection }),
    reply: Type.Object({ spaceKey: Type.String(), lookAndFeelType: selection }, closed),
    errors: [...changing, 'conflict'],
    handle: async (api, { body }) => {
      const { spaceKey, lookAndFeelType } = body
      if (lookAndFeelType === 'custom' && !(await readLooks(api.domain, spaceKey)).hasCustom) {
        throw new AppError('conflict', 'The space has no look of its own, so it cannot be selected.')
      }
      const { selected } = await selectLook(api.domain, spaceKey, lookAndFeelType)
      return { spaceKey, lookAndFeelType: selected }
    },
  }),
  route({
    id: 'updateLookAndFeelSettings',
    method: 'POST',
    path: '/settings/lookandfeel/custom',
    tag: 'Settings',
    summary: 'Set the colours of the site, or of a space; they hold when custom is selected.',
    access: 'user',
    query: ofSpace,
    body: lookAndFeelInput,
    reply: lookAndFeelWithLinks,
    errors: changing,
    handle: async (api, { query, body }) => {
      const looks = await changeLook(api.domain, query.spaceKey, acceptLookInput(body), false)
      const place = query.spaceKey === undefined ? '' : `?spaceKey=${encodeURIComponent(query.spaceKey)}`
      const self = `${api.base}/rest/api/settings/lookandfeel${place}`
      return { ...presentLook(looks.custom), _links: { self, ...topLinks(api) } }
    },
  }),
  route({
    id: 'resetLookAndFeelSettings',
    method: 'DELETE',
    path: '/settings/lookandfeel/custom',
    tag: 'Settings',
    summary: 'Forget the colours of the site, or of a space; what is selected stays selected.',
    access: 'user',
    query: ofSpace,
    status: 204,
    reply: 'nothing',
    errors: ['forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { query }) => {
      await resetLook(api.domain, query.spaceKey, false)
    },
  }),
  route({
    id: 'setLookAndFeelSettings',
    method: 'PUT',
    path: '/settings/lookandfeel/selected',
    tag: 'Settings',
    summary: 'Say which look holds for the site, or in a space.',
    access: 'user',
    query: ofSpace,
    body: selection,
    reply: Type.String(),
    errors: changing,
    handle: async (api, { query, body }) => {
      const selected = await select(api, query.spaceKey, body)
      // As JSON, quotes included: a bare text would go out as it is.
      return new Answer({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(selected) })
    },
  }),
  route({
    id: 'getThemes',
    method: 'GET',
    path: '/settings/theme',
    tag: 'Themes',
    summary: 'The themes beside the default one.',
    access: 'site',
    pure: true,
    query: Type.Object({ start, limit }),
    reply: listOf(theme),
    errors: ['bad-parameter'],
    handle: async (api, { call, query }) => {
      const slice = stretch(query, limits.themeListDefault, limits.listMost)
      const some = themes.slice(slice.offset, slice.offset + slice.limit)
      const more = slice.offset + some.length < themes.length
      const facts = { start: slice.offset, limit: slice.limit, more }
      return presentList(api, call, some.map(presentTheme), facts)
    },
  }),
  route({
    id: 'getGlobalTheme',
    method: 'GET',
    path: '/settings/theme/selected',
    tag: 'Themes',
    summary: 'The theme of the site; not found where it has the default one.',
    access: 'site',
    pure: true,
    reply: themeWithLinks,
    errors: ['not-found'],
    handle: async (api) => presentChosen(api, await readLooks(api.domain), '/settings/theme/selected'),
  }),
  route({
    id: 'getTheme',
    method: 'GET',
    path: '/settings/theme/{themeKey}',
    tag: 'Themes',
    summary: 'Read one theme.',
    access: 'site',
    pure: true,
    reply: themeWithLinks,
    errors: ['not-found'],
    handle: async (api, { path }) =>
      linked(api, readTheme(path.themeKey), `/settings/theme/${encodeURIComponent(path.themeKey)}`),
  }),
  route({
    id: 'getSpaceTheme',
    method: 'GET',
    path: '/space/{spaceKey}/theme',
    tag: 'Space settings',
    summary: 'The theme of a space; not found where it has none of its own.',
    access: 'site',
    pure: true,
    reply: themeWithLinks,
    errors: ['not-found'],
    handle: async (api, { path }) =>
      presentChosen(api, await readLooks(api.domain, path.spaceKey), themePath(path.spaceKey)),
  }),
  route({
    id: 'setSpaceTheme',
    method: 'PUT',
    path: '/space/{spaceKey}/theme',
    tag: 'Space settings',
    summary: 'Give a space a theme, which holds from now on.',
    access: 'user',
    body: Type.Object({ themeKey: Type.String() }),
    reply: themeWithLinks,
    errors: ['bad-body', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path, body }) => {
      // The vendor's answer for a key that no theme has.
      if (!themes.some(({ key }) => key === body.themeKey)) {
        throw new AppError('forbidden', `No theme found with key: ${body.themeKey.slice(0, 100)}`)
      }
      return presentChosen(
        api,
        await setTheme(api.domain, path.spaceKey, body.themeKey),
        themePath(path.spaceKey),
      )
    },
  }),
  route({
    id: 'resetSpaceTheme',
    method: 'DELETE',
    path: '/space/{spaceKey}/theme',
    tag: 'Space settings',
    summary: 'Take the theme of a space away: it looks like the site again.',
    access: 'user',
    status: 204,
    reply: 'nothing',
    errors: ['forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) => {
      await setTheme(api.domain, path.spaceKey, null)
    },
  }),
  route({
    id: 'getSpaceSettings',
    method: 'GET',
    path: '/space/{spaceKey}/settings',
    tag: 'Space settings',
    summary: 'The settings of a space.',
    access: 'site',
    pure: true,
    reply: spaceSettings,
    errors: ['not-found'],
    handle: async (api, { path }) =>
      presentSettings(api, path.spaceKey, await readSpaceSettings(api.domain, path.spaceKey)),
  }),
  route({
    id: 'updateSpaceSettings',
    method: 'PUT',
    path: '/space/{spaceKey}/settings',
    tag: 'Space settings',
    summary: 'Change the settings of a space.',
    access: 'user',
    body: Type.Object({ routeOverrideEnabled: Type.Optional(Type.Boolean()) }),
    reply: spaceSettings,
    errors: ['bad-body', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path, body }) =>
      presentSettings(api, path.spaceKey, await updateSpaceSettings(api.domain, path.spaceKey, body)),
  }),
]

/** The vendor refuses here what contradicts the state: a theme where none is set is forbidden. */
async function select(api: ApiContext, spaceKey: string | undefined, selected: Selected): Promise<unknown> {
  try {
    return (await selectLook(api.domain, spaceKey, selected)).selected
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    throw new AppError('forbidden', error.message)
  }
}

function themePath(spaceKey: string): string {
  return `/space/${encodeURIComponent(spaceKey)}/theme`
}

function presentTheme({ key, name, description }: Theme) {
  return { themeKey: key, name, description }
}

function presentChosen(api: ApiContext, looks: Looks, path: string) {
  if (looks.theme) return linked(api, looks.theme, path)
  throw new AppError('not-found', 'No theme is set: the default one holds.')
}

function linked(api: ApiContext, theme: Theme, path: string) {
  return { ...presentTheme(theme), _links: { self: `${api.base}/rest/api${path}`, ...topLinks(api) } }
}

function presentSettings(
  api: ApiContext,
  spaceKey: string,
  { routeOverrideEnabled }: { readonly routeOverrideEnabled: boolean },
) {
  const self = `${api.base}/rest/api/space/${encodeURIComponent(spaceKey)}/settings`
  return {
    routeOverrideEnabled,
    // Bodies are storage format, as the first editor's are.
    editor: { page: 'v1', blogpost: 'v1', default: 'v1' },
    spaceKey,
    _links: { self, ...topLinks(api) },
  }
}
