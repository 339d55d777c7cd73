/** Macros that show a page of another site: in a sandboxed frame when an administrator allows the site, else as a link. */
import { html } from '../../build.ts'
import type { Node } from '../../tree.ts'
import type { MacroCall, MacroDefinition } from '../macro.ts'
import { addressOf, linkedAddress } from './address.ts'

interface Look {
  readonly name: string
  readonly title: string
  /** Parameters that may hold the address. */
  readonly names: readonly string[]
  readonly height: number
}

/** Defines a macro that shows a page of another site. */
export function frameMacro({ name, title, names, height }: Look): MacroDefinition {
  return {
    name,
    title,
    body: 'none',
    output: 'block',
    parameters: {
      ...Object.fromEntries(names.map((one) => [one, { type: 'url' } as const])),
      title: { type: 'string' },
      width: { type: 'string' },
      height: { type: 'string', default: String(height) },
    },
    dependsOn: 'nothing',
    expand: (call) => {
      const address = addressOf(call, ...names)
      const inside = call.purpose === 'view' ? frameOf(call, playerOf(address)) : undefined
      const link = linkedAddress(address, call.text('title') ?? '', `${name}-macro external-content`)
      return [inside === undefined ? link : html('div', { class: `${name}-macro framed-content` }, inside)]
    },
  }
}

/** The address in a frame; undefined when its site is not allowed, or is this one: then the sandbox would not hold. */
function frameOf(call: MacroCall, address: string): Node | undefined {
  const { env } = call
  const site = URL.parse(address.startsWith('//') ? `https:${address}` : address)
  if (site === null || site.username !== '' || site.origin === env.origin) return undefined
  if (env.frameOrigins?.includes(site.origin) !== true) return undefined
  return html('iframe', {
    src: site.href,
    title: call.text('title') || `A page of ${site.host}`,
    width: sizeOf(call.text('width')) ?? '100%',
    height: sizeOf(call.text('height')) ?? '400',
    sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups',
    allow: 'fullscreen',
    referrerpolicy: 'strict-origin-when-cross-origin',
    loading: 'lazy',
  })
}

/** `640`, `640px` and `50%` as HTML spells them. */
function sizeOf(text = ''): string | undefined {
  return /^\s*(\d{1,4}%?)(?:px)?\s*$/.exec(text)?.[1]
}

/** Pages about a film do not stand in frames; their players do. */
const PLAYERS: readonly (readonly [RegExp, string])[] = [
  [
    /^https?:\/\/(?:www\.|m\.)?youtube\.com\/watch\?(?:[^#]*&)?v=([\w-]+)/,
    'https://www.youtube-nocookie.com/embed/',
  ],
  [/^https?:\/\/youtu\.be\/([\w-]+)/, 'https://www.youtube-nocookie.com/embed/'],
  [/^https?:\/\/(?:www\.)?vimeo\.com\/(\d+)/, 'https://player.vimeo.com/video/'],
]

function playerOf(address: string): string {
  for (const [pattern, player] of PLAYERS) {
    const id = pattern.exec(address)?.[1]
    if (id !== undefined) return player + id
  }
  return address
}
