import { contentNotFound } from '../../domain/access/refusals.ts'
import type { Content, ContentStatus } from '../../domain/content/content.ts'
import type { ApiContext } from '../flavour.ts'
import { type Family, readOfKind } from './read-kind.ts'

/** A kind of content as v2 tells kinds apart: what its addresses begin with, and how its operations are named. */
export interface AddressedKind {
  readonly base:
    | '/pages'
    | '/blogposts'
    | '/attachments'
    | '/footer-comments'
    | '/inline-comments'
    | '/comments'
    | '/custom-content'
  readonly Noun: string
  /** In sentences. */
  readonly noun: string
  readonly kind: Family
  /** Of comments: only those that stand there. */
  readonly location?: 'footer' | 'inline'
}

/** The kinds that v2 has addresses for. */
export const kinds = {
  page: { base: '/pages', Noun: 'Page', noun: 'a page', kind: 'page' },
  blogPost: { base: '/blogposts', Noun: 'BlogPost', noun: 'a blog post', kind: 'blogpost' },
  attachment: { base: '/attachments', Noun: 'Attachment', noun: 'an attachment', kind: 'attachment' },
  footerComment: {
    base: '/footer-comments',
    Noun: 'FooterComment',
    noun: 'a comment below a page',
    kind: 'comment',
    location: 'footer',
  },
  inlineComment: {
    base: '/inline-comments',
    Noun: 'InlineComment',
    noun: 'a comment at a passage',
    kind: 'comment',
    location: 'inline',
  },
  comment: { base: '/comments', Noun: 'Comment', noun: 'a comment', kind: 'comment' },
  customContent: {
    base: '/custom-content',
    Noun: 'CustomContent',
    noun: 'custom content',
    kind: 'custom',
  },
} as const satisfies Record<string, AddressedKind>

/** What is changed, or hangs on something else, is not looked for in the trash. */
const PRESENT: readonly ContentStatus[] = ['current', 'archived', 'draft']

/** The content that an address is about, to be looked at or to be changed; one of another kind is not found. */
export async function readAddressed(
  api: ApiContext,
  { kind, location }: AddressedKind,
  id: string,
  purpose: 'look' | 'change' = 'look',
): Promise<Content> {
  const isAuthored = kind === 'page' || kind === 'blogpost'
  const statuses = purpose === 'look' && isAuthored ? [...PRESENT, 'trashed' as const] : PRESENT
  const found = await readOfKind(api, kind, id, { statuses })
  if (location !== undefined && locationOf(found) !== location) throw contentNotFound(id)
  return found
}

/** Where a comment stands. */
export function locationOf({ extra }: Content): 'footer' | 'inline' {
  return extra.location ?? 'footer'
}
