import { AppError } from '../../../base/errors.ts'
import { allColours, type ColourName, type Look } from '../../../domain/look/colours.ts'
import type { LookInput } from '../../../domain/look/look.ts'

/** Where the Cloud's settings have the colours that Data Center knows by name. */
const PATHS: Readonly<Record<string, ColourName>> = {
  'headings.color': 'headingTextColor',
  'links.color': 'linkColor',
  'menus.color': 'menuItemTextColor',
  'menus.hoverOrFocus.backgroundColor': 'menuItemSelectedBgColor',
  'header.backgroundColor': 'topBarColor',
  'header.button.backgroundColor': 'headerButtonBgColor',
  'header.button.color': 'headerButtonTextColor',
  'header.primaryNavigation.color': 'breadcrumbsTextColor',
  'header.primaryNavigation.hoverOrFocus.backgroundColor': 'topBarMenuSelectedBgColor',
  'header.primaryNavigation.hoverOrFocus.color': 'topBarMenuSelectedTextColor',
  'header.search.backgroundColor': 'searchFieldBgColor',
  'header.search.color': 'searchFieldTextColor',
  'content.screen.backgroundColor': 'screenColor',
  'bordersAndDividers.color': 'borderColor',
}

/** Levels of the Cloud's settings. */
const DEEPEST = 4

const BACKGROUND = [
  'Attachment',
  'BlendMode',
  'Clip',
  'Color',
  'Image',
  'Origin',
  'Position',
  'Repeat',
  'Size',
]

/** What stands where nothing was set, for all that no page is made from. */
const PLAIN: Readonly<Record<string, string | null>> = {
  'content.screen.layer.width': 'auto',
  'content.screen.layer.height': 'auto',
  ...Object.fromEntries(
    ['Top', 'Right', 'Bottom', 'Left'].map((side) => [`content.screen.gutter${side}`, null]),
  ),
  ...Object.fromEntries(
    ['screen', 'container', 'header', 'body'].flatMap((part) => [
      [`content.${part}.background`, 'none'],
      ...BACKGROUND.map((name) => [`content.${part}.background${name}`, null]),
      ...(part === 'screen'
        ? []
        : ['padding', 'borderRadius'].map((name) => [`content.${part}.${name}`, '0'])),
    ]),
  ),
}
const PARTS = ['color', 'highlightColor', 'hoverOrFocus.backgroundColor', 'hoverOrFocus.color']
/** These repeat what stands elsewhere for as long as they are not set themselves. */
const REPEATED: Readonly<Record<string, string>> = {
  'header.primaryNavigation.highlightColor': 'header.primaryNavigation.hoverOrFocus.backgroundColor',
  ...Object.fromEntries(
    PARTS.map((part) => [`header.secondaryNavigation.${part}`, `header.primaryNavigation.${part}`]),
  ),
}

/** A look as the Cloud shows one. */
export function presentLook(look: Look): Record<string, unknown> {
  const light = allColours(look, 'light')
  const values: Record<string, string | null> = { ...PLAIN }
  for (const [path, name] of Object.entries(PATHS)) values[path] = light[name]
  for (const [path, source] of Object.entries(REPEATED)) values[path] = values[source] ?? null
  for (const path of Object.keys(look.more).filter((one) => one.startsWith('header.')))
    values[path] = look.more[path] ?? null
  // The bar over the pages, under its newer name.
  for (const path of Object.keys(values).filter((one) => one.startsWith('header.')))
    values[path.replace('header.', 'horizontalHeader.')] = values[path] ?? null
  return nested({ ...values, ...look.more })
}

const KNOWN: ReadonlySet<string> = new Set(Object.keys(flat(presentLook({ light: {}, dark: {}, more: {} }))))

/** A look as the Cloud's clients hand it over; parts that it has no name for are passed over. */
export function acceptLookInput(given: Readonly<Record<string, unknown>>): LookInput {
  const light: Record<string, string> = {}
  const more: Record<string, string> = {}
  for (const [path, value] of Object.entries(flat(given))) {
    if (!KNOWN.has(path) || value === null) continue
    if (typeof value !== 'string') {
      throw new AppError('bad-request', `${path} must be a string.`)
    }
    const name = PATHS[path]
    if (name === undefined) more[path] = value
    else light[name] = value
  }
  return { light, more }
}

/** By dotted path; deeper than any setting nothing is looked for. */
function flat(value: Readonly<Record<string, unknown>>, prefix = '', depth = 0): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) {
    const isTree = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    if (isTree && depth < DEEPEST) {
      Object.assign(found, flat(inner as Record<string, unknown>, `${prefix}${key}.`, depth + 1))
    } else found[prefix + key] = inner
  }
  return found
}

function nested(values: Readonly<Record<string, string | null>>): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.')
    const last = keys.pop() as string
    let at = root
    for (const key of keys) at = (at[key] ??= {}) as Record<string, unknown>
    at[last] = value
  }
  return root
}
