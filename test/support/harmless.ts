/** What HTML must be like that runs nothing: the check of tests and of the fuzzing script. */
import assert from 'node:assert/strict'
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5'

const HARMLESS_ELEMENTS = new Set(
  (
    'a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details ' +
    'dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp ' +
    'rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr ' +
    'form input button label select option fieldset legend video audio svg g path rect circle ellipse line polyline polygon ' +
    'text tspan title progress meter math semantics annotation mrow mi mn mo mtext mspace msup msub msubsup mfrac msqrt ' +
    'mroot mtable mtr mtd mlabeledtr mover munder munderover mpadded mphantom mstyle menclose'
  ).split(' '),
)
const URL_ATTRIBUTES = new Set([
  'href',
  'src',
  'action',
  'poster',
  'cite',
  'longdesc',
  'background',
  'data-image-src',
])

type Node = DefaultTreeAdapterTypes.Node

/** Throws when an element, an attribute or an address in the HTML could run script, or hide a name that pages look up. */
export function assertHarmless(html: string, cause: string): void {
  const pending: Node[] = [parseFragment(html), parse(html)]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ('childNodes' in node) pending.push(...node.childNodes)
    if (!('tagName' in node) || ['html', 'head', 'body'].includes(node.tagName)) continue
    assert.ok(HARMLESS_ELEMENTS.has(node.tagName), `<${node.tagName}> from ${cause}: ${html}`)
    for (const { name, value } of node.attrs) assertAttribute(node.tagName, name, value, `${cause}: ${html}`)
  }
}

function assertAttribute(element: string, name: string, value: string, context: string): void {
  assert.ok(
    !/^on|^srcdoc$|^formaction$|^srcset$|^ping$|^http-equiv$|^xlink/i.test(name),
    `${name} from ${context}`,
  )
  if (URL_ATTRIBUTES.has(name)) {
    const scheme = /^([a-z][a-z0-9+.-]*):/i
      .exec(value.replace(/[\u0000-\u0020\u00ad\u200b-\u200f\ufeff]/g, ''))?.[1]
      ?.toLowerCase()
    const isPicture = /^data:image\/(?:png|gif|jpeg|webp);base64,/i.test(value)
    const isSafe =
      scheme === undefined || isPicture || ['http', 'https', 'mailto', 'file', 'ftp'].includes(scheme)
    assert.ok(isSafe, `${name}=${value} from ${context}`)
  }
  if (name === 'style')
    assert.doesNotMatch(
      value,
      /expression|javascript|@import|position|behavior|binding|\\|url\((?!\/plugins)/i,
      context,
    )
  // The names of fields are properties of their form only.
  if (name === 'id' || (name === 'name' && element !== 'input'))
    assert.match(value, /[-.:]|^$/, `${name} could hide a property: ${context}`)
  assert.ok(name !== 'data-island', context)
}
