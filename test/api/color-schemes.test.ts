import { colours } from '../../src/domain/look/colours.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const site = '/rest/api/color-scheme'
const space = '/rest/api/space/DEMO/color-scheme'
const none = '/rest/api/space/NOPE/color-scheme'
const red = { colorSchemeModelLight: { linkColor: '#F00' }, colorSchemeModelDark: { linkColor: '#faa' } }
const defaults = {
  colorSchemeModelLight: { linkColor: colours.linkColor.light, topBarColor: colours.topBarColor.light },
  colorSchemeModelDark: { linkColor: colours.linkColor.dark },
}
const refused = (name: string, status: number, step: Partial<Step>): Step => ({
  name,
  method: 'PUT',
  path: site,
  body: red,
  status,
  events: [],
  ...step,
})

scenarios('color schemes', [
  {
    name: 'the default',
    as: 'reader',
    method: 'GET',
    path: `${site}/default`,
    status: 200,
    has: defaults,
    prepare: async (app) => {
      await app.letRead('reader', 'DEMO')
    },
  },
  { name: 'the site has it', as: 'reader', method: 'GET', path: site, status: 200, has: defaults },
  refused('an editor changes nothing', 403, { as: 'editor' }),
  refused('no colour', 400, {
    body: { colorSchemeModelLight: { linkColor: '#12' } },
    has: { message: /linkColor/ },
  }),
  refused('a style in place of a colour', 400, {
    body: { colorSchemeModelDark: { topBarColor: '#fff;} body{display:none' } },
  }),
  refused('a number', 400, { body: { colorSchemeModelLight: { linkColor: 7 } } }),
  refused('no scheme', 400, { body: { colorSchemeModelLight: 'red' } }),
  {
    name: 'change the site',
    method: 'PUT',
    path: site,
    body: red,
    status: 200,
    has: {
      colorSchemeModelLight: { linkColor: '#ff0000', topBarColor: colours.topBarColor.light },
      colorSchemeModelDark: { linkColor: '#ffaaaa' },
    },
    events: ['look.changed'],
  },
  {
    name: 'the Cloud’s settings say the same',
    method: 'GET',
    path: '/wiki/rest/api/settings/lookandfeel',
    status: 200,
    has: { selected: 'custom', custom: { links: { color: '#ff0000' } } },
  },
  {
    name: 'a space has them',
    method: 'GET',
    path: space,
    status: 200,
    has: { colorSchemeModelLight: { linkColor: '#ff0000' } },
  },
  {
    name: 'since it has none of its own',
    method: 'GET',
    path: `${space}/type`,
    status: 200,
    has: { type: 'global' },
  },
  { name: 'a reader administers no space', as: 'reader', method: 'GET', path: space, status: 403 },
  { name: 'a stranger sees none', as: 'stranger', method: 'GET', path: space, status: 404 },
  { name: 'of no space', method: 'GET', path: none, status: 404 },
  {
    name: 'change the space',
    method: 'PUT',
    path: space,
    body: { colorSchemeModelLight: { linkColor: '#00f', headingTextColor: null } },
    status: 200,
    has: {
      colorSchemeModelLight: { linkColor: '#0000ff' },
      colorSchemeModelDark: { linkColor: '#ffaaaa' },
    },
    events: ['look.changed'],
  },
  { name: 'it has its own now', method: 'GET', path: `${space}/type`, status: 200, has: { type: 'custom' } },
  { name: 'a reader does not see which', as: 'reader', method: 'GET', path: `${space}/type`, status: 403 },
  { name: 'and of no space', method: 'GET', path: `${none}/type`, status: 404 },
  refused('an editor changes no space', 403, { path: space, as: 'editor' }),
  refused('none that is not there', 404, { path: none }),
  refused('with what is no colour', 400, {
    path: space,
    body: { colorSchemeModelLight: { linkColor: 'no' } },
  }),
  {
    name: 'take the site’s for a while',
    method: 'PUT',
    path: `${space}/type`,
    body: { type: 'GLOBAL' },
    status: 200,
    has: { type: 'global' },
  },
  {
    name: 'they hold',
    method: 'GET',
    path: space,
    status: 200,
    has: { colorSchemeModelLight: { linkColor: '#ff0000' } },
  },
  { name: 'and its own again', method: 'PUT', path: `${space}/type`, body: { type: 'custom' }, status: 200 },
  {
    name: 'they were kept',
    method: 'GET',
    path: space,
    status: 200,
    has: { colorSchemeModelLight: { linkColor: '#0000ff' } },
  },
  refused('another type', 400, { path: `${space}/type`, body: { type: 'odd' } }),
  refused('the type as an editor', 403, { as: 'editor', path: `${space}/type`, body: { type: 'global' } }),
  refused('the type of no space', 404, { path: `${none}/type`, body: { type: 'global' } }),
  refused('an editor resets no space', 403, { as: 'editor', path: `${space}/reset`, body: undefined }),
  refused('nor one that is not there', 404, { path: `${none}/reset`, body: undefined }),
  {
    name: 'reset the space',
    method: 'PUT',
    path: `${space}/reset`,
    status: 200,
    has: { colorSchemeModelLight: { linkColor: '#ff0000' } },
    events: ['look.changed'],
  },
  { name: 'it takes the site’s', method: 'GET', path: `${space}/type`, status: 200, has: { type: 'global' } },
  refused('an editor resets no site', 403, { as: 'editor', path: `${site}/reset`, body: undefined }),
  { name: 'reset the site', method: 'PUT', path: `${site}/reset`, status: 200, has: defaults },
])
