/**
 * What stored documents may show: lists of elements, attributes, URL schemes and style properties.
 *
 * Everything is refused that is not named here. Nothing is refused in storage; these lists act when a document is shown.
 */

/** How a stored element is shown. */
export type Treatment = 'shown' | 'children' | 'nothing'

const SHOWN = new Set(
  (
    'a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del ' +
    'details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol ' +
    'p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr ' +
    'tt u ul var wbr'
  ).split(' '),
)
/** Elements whose content is code, a foreign vocabulary, or a text that is never displayed. */
const NOTHING = new Set(
  (
    'script style iframe frame frameset object embed applet template noscript noembed noframes svg math head title ' +
    'base link meta audio video canvas portal param source track xmp plaintext textarea select input'
  ).split(' '),
)

/** Elements without content or end tag in HTML. */
export const voidElements: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)

export function treatmentOf(element: string): Treatment {
  if (SHOWN.has(element)) return 'shown'
  return NOTHING.has(element.toLowerCase()) ? 'nothing' : 'children'
}

/** Elements that only a macro's expansion may make, beside those that documents may hold. */
const GENERATED = new Set(
  (
    'iframe form input button label select option fieldset legend video audio svg g path rect circle ellipse line polyline ' +
    'polygon text tspan title progress meter math semantics annotation mrow mi mn mo mtext mspace msup msub msubsup mfrac ' +
    'msqrt mroot mtable mtr mtd mlabeledtr mover munder munderover mpadded mphantom mstyle menclose'
  ).split(' '),
)

export function isGeneratedElement(element: string): boolean {
  return SHOWN.has(element) || GENERATED.has(element)
}

/** The value to show for an attribute of an element that a macro made. */
export function generatedAttribute(name: string, value: string): string | undefined {
  if (name === 'style') return safeStyle(value)
  if (name === 'src') return safeImageUrl(value)
  if (name === 'href' || name === 'action' || name === 'poster') return safeUrl(value)
  return /^on|^(?:formaction|srcdoc|srcset|ping|http-equiv|xlink:href)$/i.test(name) ? undefined : value
}

const ANYWHERE = new Set(['class', 'title', 'lang', 'dir', 'align', 'valign', 'width', 'height', 'bgcolor'])
const DATA = new Set(
  (
    'data-highlight-colour data-layout data-table-width data-table-display-mode data-number-column data-card-appearance ' +
    'data-width data-indent-level data-atlassian-layout data-placeholder-type data-colorid'
  ).split(' '),
)
const BY_ELEMENT: Readonly<Record<string, ReadonlySet<string>>> = {
  a: new Set(['rel', 'hreflang']),
  img: new Set(['alt', 'border', 'hspace', 'vspace']),
  table: new Set(['border', 'cellpadding', 'cellspacing', 'summary', 'rules', 'frame']),
  td: new Set(['colspan', 'rowspan', 'headers', 'abbr', 'nowrap']),
  th: new Set(['colspan', 'rowspan', 'headers', 'abbr', 'nowrap', 'scope']),
  col: new Set(['span']),
  colgroup: new Set(['span']),
  ol: new Set(['start', 'type', 'reversed']),
  ul: new Set(['type']),
  li: new Set(['value', 'type']),
  time: new Set(['datetime']),
  del: new Set(['datetime', 'cite']),
  ins: new Set(['datetime', 'cite']),
  q: new Set(['cite']),
  blockquote: new Set(['cite']),
  font: new Set(['color', 'face', 'size']),
  details: new Set(['open']),
  br: new Set(['clear']),
  hr: new Set(['size', 'noshade', 'color']),
}
const URLS = new Set(['href', 'src', 'cite', 'longdesc'])

/**
 * The value to show for an attribute of a stored element; undefined when it is not shown. `id` and `name` come back
 * so that they can hide no property of the page's own scripts.
 */
export function shownAttribute(element: string, name: string, value: string): string | undefined {
  if (name === 'style') return safeStyle(value)
  if (name === 'id' || (name === 'name' && element === 'a')) return safeId(value)
  if (name === 'href' && element === 'a') return safeUrl(value)
  if (name === 'src' && element === 'img') return safeImageUrl(value)
  if (ANYWHERE.has(name) || DATA.has(name)) return value
  if (BY_ELEMENT[element]?.has(name) !== true) return undefined
  return URLS.has(name) ? safeUrl(value) : value
}

const SCHEMES = new Set(
  (
    'http https ftp ftps sftp mailto tel sms callto sip sips xmpp irc ircs news nntp file notes onenote git ssh svn ' +
    'geo maps webcal skype slack msteams zoommtg ms-word ms-excel ms-powerpoint vscode obsidian'
  ).split(' '),
)

/** The URL when it is relative or has a scheme that runs nothing here. */
export function safeUrl(url: string): string | undefined {
  // Browsers drop these before they look for the scheme.
  const bare = url.replace(/[\u0000-\u0020\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g, '')
  const colon = bare.indexOf(':')
  if (colon === -1) return url
  const slash = bare.search(/[/?#]/)
  if (slash !== -1 && slash < colon) return url
  return SCHEMES.has(bare.slice(0, colon).toLowerCase()) ? url : undefined
}

/** As `safeUrl`, with pictures as `data:`. */
export function safeImageUrl(url: string): string | undefined {
  if (/^data:image\/(?:png|gif|jpeg|webp);base64,[a-z0-9+/=\s]*$/i.test(url)) return url
  return safeUrl(url)
}

/** Ids that the wiki's own pages look up. */
const RESERVED_IDS = new Set([
  'main-content',
  'title-text',
  'title-heading',
  'page-metadata',
  'main-header',
  'breadcrumb-section',
])
const ID_PREFIX = 'content-'

/**
 * A plain word as an id or name becomes a property of `window` or `document`; such ids are prefixed. Ids with a
 * hyphen, dot or colon inside cannot, and stay.
 */
export function safeId(id: string): string {
  const cannotClobber = /[-.:]/.test(id) && !RESERVED_IDS.has(id) && !id.startsWith('ajs-')
  return cannotClobber ? id : ID_PREFIX + id
}

/** The stored id behind a shown one. */
export function storedId(id: string): string {
  const rest = id.startsWith(ID_PREFIX) ? id.slice(ID_PREFIX.length) : id
  return safeId(rest) === id ? rest : id
}

const PROPERTIES =
  /^(?:color|background-color|background|opacity|text-(?:align|decoration(?:-(?:line|style|color))?|indent|transform|overflow)|font(?:-(?:family|size|style|weight|variant))?|line-height|letter-spacing|word-(?:spacing|break|wrap)|overflow-wrap|white-space|vertical-align|(?:min-|max-)?(?:width|height)|margin(?:-(?:top|right|bottom|left))?|padding(?:-(?:top|right|bottom|left))?|border(?:-(?:top|right|bottom|left))?(?:-(?:color|style|width))?|border-(?:collapse|spacing|radius)|list-style(?:-type)?|float|clear|display|table-layout|caption-side|direction|column-(?:count|gap)|tab-size)$/
/** Functions that compute colours and lengths; everything else with a parenthesis is refused, `url(` above all. */
const FUNCTIONS = /(?:rgba?|hsla?|calc|min|max)\([\w\s#%.,+*/-]*\)/gi
const HARMLESS = /^[\w\s#%.,+*/!'"-]*$/

const styleCache = new Map<string, string | undefined>()
const STYLE_CACHE_SIZE = 2_000

/** The style with only the properties and values that can do no harm; undefined when none is left. */
export function safeStyle(style: string): string | undefined {
  const known = styleCache.get(style)
  if (known !== undefined || styleCache.has(style)) return known
  if (styleCache.size >= STYLE_CACHE_SIZE) styleCache.clear()
  const safe = checkStyle(style)
  styleCache.set(style, safe)
  return safe
}

function checkStyle(style: string): string | undefined {
  const declarations = style.split(';')
  const kept = declarations.filter(isSafeDeclaration)
  const dropped = declarations.some((declaration) => declaration.trim() !== '' && !kept.includes(declaration))
  if (!dropped) return style
  return kept.length === 0 ? undefined : `${kept.join(';').trim()};`
}

function isSafeDeclaration(declaration: string): boolean {
  const colon = declaration.indexOf(':')
  if (colon === -1) return false
  const property = declaration.slice(0, colon).trim().toLowerCase()
  const value = declaration.slice(colon + 1)
  if (!PROPERTIES.test(property)) return false
  if (property.startsWith('margin') && /-\s*[\d.]/.test(value)) return false
  return HARMLESS.test(value.replace(FUNCTIONS, ' '))
}
