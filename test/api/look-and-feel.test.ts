import { currentLook, setTheme } from '../../src/domain/look/look.ts'
import { systemContext } from '../../src/domain/context.ts'
import assert from 'node:assert/strict'
import { anyString } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/rest/api'
const settings = `${api}/settings/lookandfeel`
const json = { 'content-type': 'application/json' }

const pair = (backgroundColor: string, color: string) => ({ backgroundColor, color })
const navigation = { color: '#111', highlightColor: '#0f0', hoverOrFocus: pair('#222222', 'rgb(3,3,3)') }
const look = (more: Record<string, unknown> = {}) => ({
  headings: { color: '#123456' },
  links: { color: 'rgb(255, 0, 0)' },
  menus: { hoverOrFocus: { backgroundColor: '#abc' }, color: 'black' },
  header: {
    backgroundColor: '#0A0B0C',
    button: pair('#111111', '#ffffff'),
    primaryNavigation: navigation,
    secondaryNavigation: navigation,
    search: pair('#444444', '#eeeeee'),
  },
  content: {
    screen: { background: 'none', backgroundColor: '#fafafa', gutterTop: '4px' },
    container: { background: 'none', padding: '1px 2px', borderRadius: '3px' },
  },
  bordersAndDividers: { color: '#cccccc' },
  ...more,
})
const refused = (name: string, status: number, step: Partial<Step>): Step => ({
  name,
  method: 'POST',
  path: `${settings}/custom`,
  body: look(),
  status,
  events: [],
  ...step,
})
const select = (name: string, selected: unknown, status: number, rest: Partial<Step> = {}): Step => ({
  name,
  method: 'PUT',
  path: `${settings}/selected?spaceKey=DEMO`,
  headers: json,
  body: JSON.stringify(selected),
  status,
  ...rest,
})

scenarios('look and feel', [
  {
    name: 'nothing is chosen yet',
    as: 'reader',
    method: 'GET',
    path: settings,
    status: 200,
    has: {
      selected: 'global',
      global: { links: { color: '#0a6270' }, header: { backgroundColor: '#0c3540' } },
      custom: { links: { color: '#0a6270' } },
    },
    lacks: ['theme'],
    prepare: async (app) => {
      await app.letRead('reader', 'DEMO')
    },
  },
  { name: 'of a space', as: 'reader', method: 'GET', path: `${settings}?spaceKey=DEMO`, status: 200 },
  { name: 'of no space', method: 'GET', path: `${settings}?spaceKey=NOPE`, status: 404 },
  { name: 'not to be seen', as: 'stranger', method: 'GET', path: `${settings}?spaceKey=DEMO`, status: 404 },
  refused('an editor changes no site', 403, { as: 'editor' }),
  refused('nor this space', 403, { as: 'editor', path: `${settings}/custom?spaceKey=DEMO` }),
  refused('an unknown space', 404, { path: `${settings}/custom?spaceKey=NOPE` }),
  refused('no colour', 400, {
    body: look({ links: { color: 'red;}html{display:none' } }),
    has: { message: /links|linkColor/ },
  }),
  refused('a colour that is a number', 400, { body: look({ links: { color: 5 } }) }),
  refused('an address in a background', 400, {
    body: look({ content: { screen: { backgroundImage: 'url("https://example.com/x")' } } }),
  }),
  refused('half a look', 400, { body: { links: { color: '#fff' } } }),
  {
    name: 'colours of the site, each written back in one spelling',
    method: 'POST',
    path: `${settings}/custom`,
    body: look(),
    status: 200,
    has: {
      headings: { color: '#123456' },
      links: { color: '#ff0000' },
      menus: { color: '#000000', hoverOrFocus: { backgroundColor: '#aabbcc' } },
      header: {
        backgroundColor: '#0a0b0c',
        primaryNavigation: {
          color: '#111111',
          highlightColor: '#00ff00',
          hoverOrFocus: { color: '#030303' },
        },
      },
      horizontalHeader: { backgroundColor: '#0a0b0c' },
      content: {
        screen: { backgroundColor: '#fafafa', gutterTop: '4px', backgroundImage: null },
        container: { padding: '1px 2px' },
        body: { padding: '0' },
      },
      bordersAndDividers: { color: '#cccccc' },
      _links: { self: anyString },
    },
    events: ['look.changed'],
  },
  {
    name: 'they hold only when selected',
    method: 'GET',
    path: settings,
    status: 200,
    has: {
      selected: 'global',
      global: { links: { color: '#0a6270' } },
      custom: { links: { color: '#ff0000' } },
    },
  },
  select('select them', 'custom', 200, {
    path: `${settings}/selected`,
    has: 'custom',
    events: ['look.changed'],
  }),
  {
    name: 'a space takes what the site has',
    method: 'GET',
    path: `${settings}?spaceKey=DEMO`,
    status: 200,
    has: {
      selected: 'global',
      global: { links: { color: '#ff0000' } },
      custom: { links: { color: '#ff0000' } },
    },
  },
  {
    name: 'Data Center shows the same',
    method: 'GET',
    path: '/rest/api/color-scheme',
    status: 200,
    has: { colorSchemeModelLight: { linkColor: '#ff0000', topBarColor: '#0a0b0c' } },
  },
  {
    name: 'a space without colours of its own cannot select them',
    method: 'PUT',
    path: settings,
    body: { spaceKey: 'DEMO', lookAndFeelType: 'custom' },
    status: 409,
    events: [],
  },
  {
    name: 'colours of the space',
    method: 'POST',
    path: `${settings}/custom?spaceKey=DEMO`,
    body: look({ links: { color: '#00f' } }),
    status: 200,
    has: { links: { color: '#0000ff' } },
  },
  {
    name: 'are selected',
    method: 'PUT',
    path: settings,
    body: { spaceKey: 'DEMO', lookAndFeelType: 'custom' },
    status: 200,
    has: { spaceKey: 'DEMO', lookAndFeelType: 'custom' },
    events: ['look.changed'],
  },
  {
    name: 'no theme is set',
    method: 'PUT',
    path: settings,
    body: { spaceKey: 'DEMO', lookAndFeelType: 'theme' },
    status: 409,
    events: [],
  },
  {
    name: 'an unknown kind of look',
    method: 'PUT',
    path: settings,
    body: { spaceKey: 'DEMO', lookAndFeelType: 'odd' },
    status: 400,
  },
  {
    name: 'an editor selects nothing',
    as: 'editor',
    method: 'PUT',
    path: settings,
    body: { spaceKey: 'DEMO', lookAndFeelType: 'global' },
    status: 403,
  },
  {
    name: 'in no space',
    method: 'PUT',
    path: settings,
    body: { spaceKey: 'NOPE', lookAndFeelType: 'global' },
    status: 404,
  },
  select('an editor neither', 'global', 403, { as: 'editor' }),
  select('a theme where there is none', 'theme', 403, { events: [] }),
  select('another word', 'odd', 400),
  select('no space', 'global', 404, { path: `${settings}/selected?spaceKey=NOPE` }),
  select('back to the colours of the site', 'global', 200, { has: 'global' }),
  {
    name: 'an editor resets nothing',
    as: 'editor',
    method: 'DELETE',
    path: `${settings}/custom?spaceKey=DEMO`,
    status: 403,
  },
  { name: 'of no space', method: 'DELETE', path: `${settings}/custom?spaceKey=NOPE`, status: 404 },
  {
    name: 'reset the space',
    method: 'DELETE',
    path: `${settings}/custom?spaceKey=DEMO`,
    status: 204,
    events: ['look.changed'],
  },
  {
    name: 'it has the colours of the site again',
    method: 'GET',
    path: `${settings}?spaceKey=DEMO`,
    status: 200,
    has: { custom: { links: { color: '#ff0000' } } },
  },
  { name: 'reset the site', method: 'DELETE', path: `${settings}/custom`, status: 204 },
  {
    name: 'custom stays selected, and is the default',
    method: 'GET',
    path: settings,
    status: 200,
    has: { selected: 'custom', custom: { links: { color: '#0a6270' } } },
  },
])

const theme = `${api}/space/DEMO/theme`
scenarios('themes', [
  {
    name: 'all of them',
    as: 'reader',
    method: 'GET',
    path: `${api}/settings/theme`,
    status: 200,
    has: {
      size: 2,
      limit: 100,
      results: [{ themeKey: 'inver.heath', name: 'Heath' }, { themeKey: 'inver.slate' }],
    },
    prepare: async (app) => {
      await app.letRead('reader', 'DEMO')
    },
  },
  { name: 'one a page', method: 'GET', path: `${api}/settings/theme?limit=1`, status: 200, has: { size: 1 } },
  { name: 'less than none', method: 'GET', path: `${api}/settings/theme?limit=-1`, status: 400 },
  {
    name: 'one',
    method: 'GET',
    path: `${api}/settings/theme/inver.slate`,
    status: 200,
    has: { themeKey: 'inver.slate', description: anyString, _links: { self: anyString } },
  },
  { name: 'no such', method: 'GET', path: `${api}/settings/theme/constructor`, status: 404 },
  {
    name: 'the site has the default one',
    method: 'GET',
    path: `${api}/settings/theme/selected`,
    status: 404,
  },
  {
    name: 'the site has one',
    method: 'GET',
    path: `${api}/settings/theme/selected`,
    status: 200,
    has: { themeKey: 'inver.slate' },
    prepare: async (app) => {
      const ctx = systemContext(app.domain)
      await setTheme(ctx, undefined, 'inver.slate')
      assert.equal((await currentLook(ctx)).light.linkColor, '#1c58b0')
    },
  },
  { name: 'the space has none', as: 'reader', method: 'GET', path: theme, status: 404 },
  { name: 'nor one that is not there', method: 'GET', path: `${api}/space/NOPE/theme`, status: 404 },
  {
    name: 'give it one',
    method: 'PUT',
    path: theme,
    body: { themeKey: 'inver.heath' },
    status: 200,
    has: { themeKey: 'inver.heath', name: 'Heath' },
    events: ['look.changed'],
  },
  {
    name: 'it has one',
    as: 'reader',
    method: 'GET',
    path: theme,
    status: 200,
    has: { themeKey: 'inver.heath' },
  },
  {
    name: 'which holds',
    method: 'GET',
    path: `${settings}?spaceKey=DEMO`,
    status: 200,
    has: {
      selected: 'theme',
      global: { links: { color: '#1c58b0' } },
      theme: { links: { color: '#6a2fa0' } },
    },
  },
  {
    name: 'and is something else than the site’s colours',
    method: 'GET',
    path: '/rest/api/space/DEMO/color-scheme/type',
    status: 200,
    has: { type: 'custom' },
  },
  select('leave it for a while', 'global', 200),
  select('and take it again', 'theme', 200, { has: 'theme' }),
  { name: 'no such theme', method: 'PUT', path: theme, body: { themeKey: 'nope' }, status: 403, events: [] },
  { name: 'no key', method: 'PUT', path: theme, body: {}, status: 400 },
  {
    name: 'an editor sets none',
    as: 'editor',
    method: 'PUT',
    path: theme,
    body: { themeKey: 'inver.heath' },
    status: 403,
    events: [],
  },
  {
    name: 'a stranger does not see the space',
    as: 'stranger',
    method: 'PUT',
    path: theme,
    body: { themeKey: 'inver.heath' },
    status: 404,
  },
  { name: 'an editor takes none away', as: 'editor', method: 'DELETE', path: theme, status: 403 },
  { name: 'of no space', method: 'DELETE', path: `${api}/space/NOPE/theme`, status: 404 },
  { name: 'take it away', method: 'DELETE', path: theme, status: 204, events: ['look.changed'] },
  {
    name: 'the space looks like the site',
    method: 'GET',
    path: `${settings}?spaceKey=DEMO`,
    status: 200,
    has: { selected: 'global' },
    lacks: ['theme'],
  },
])

const own = `${api}/space/DEMO/settings`
scenarios('settings of a space', [
  {
    name: 'as it was made',
    as: 'reader',
    method: 'GET',
    path: own,
    status: 200,
    has: {
      routeOverrideEnabled: false,
      spaceKey: 'DEMO',
      editor: { page: 'v1', blogpost: 'v1', default: 'v1' },
      _links: { self: anyString },
    },
    prepare: async (app) => {
      await app.letRead('reader', 'DEMO')
    },
  },
  { name: 'of no space', method: 'GET', path: `${api}/space/NOPE/settings`, status: 404 },
  {
    name: 'change one',
    method: 'PUT',
    path: own,
    body: { routeOverrideEnabled: true },
    status: 200,
    has: { routeOverrideEnabled: true },
    events: ['space.updated'],
  },
  { name: 'change none', method: 'PUT', path: own, body: {}, status: 200, events: [] },
  { name: 'it stays', method: 'GET', path: own, status: 200, has: { routeOverrideEnabled: true } },
  { name: 'no truth value', method: 'PUT', path: own, body: { routeOverrideEnabled: 'yes' }, status: 400 },
  {
    name: 'an editor changes none',
    as: 'editor',
    method: 'PUT',
    path: own,
    body: { routeOverrideEnabled: false },
    status: 403,
    events: [],
  },
  { name: 'a stranger sees none', as: 'stranger', method: 'PUT', path: own, body: {}, status: 404 },
])
