import type { Context, Place } from '../domain/context.ts'
import type { Credentials } from '../domain/credential/authenticate.ts'
import type { Route } from '../http/route.ts'

/** How one root of the site differs on the wire from another. The only place that says so, presenters aside. */
export interface Flavour {
  readonly name: 'cloud' | 'dc'
  /** `''`, `/confluence` or `/wiki`: what `_links.context` says. */
  readonly contextPath: string
  readonly pageAddress: Place['pageAddress']
  /** Before the digits of an attachment's id: `att` on the Cloud. */
  readonly attachmentPrefix: '' | 'att'
}

const dataCenter = { name: 'dc', pageAddress: 'display', attachmentPrefix: '' } as const

/** The three roots over one wiki. */
export const flavours: readonly Flavour[] = [
  { ...dataCenter, contextPath: '' },
  { ...dataCenter, contextPath: '/confluence' },
  { name: 'cloud', contextPath: '/wiki', pageAddress: 'spaces', attachmentPrefix: 'att' },
]

/** What an operation's handler is given: the domain's context and the flavour it is asked in. */
export interface ApiContext {
  readonly domain: Context
  readonly flavour: Flavour
  /** The absolute address of this root, without a trailing slash: `_links.base`. */
  readonly base: string
  /**
   * The same request, let in to another operation than its route: as whoever sent it, or as whoever the credentials
   * that came in its body prove. Throws the refusal otherwise.
   */
  admit(
    operation: Pick<Route<never>, 'access' | 'method' | 'changes'>,
    credentials?: Credentials,
  ): Promise<ApiContext>
}

/** The id of a content as this flavour writes it. */
export function contentId(api: ApiContext, content: { readonly id: number; readonly kind: string }): string {
  return content.kind === 'attachment' ? `${api.flavour.attachmentPrefix}${content.id}` : String(content.id)
}
