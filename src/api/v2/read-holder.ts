import { AppError } from '../../base/errors.ts'
import type { Content } from '../../domain/content/content.ts'
import type { ApiContext } from '../flavour.ts'
import { readOfKind } from './read-kind.ts'

const HOLDERS = {
  pageId: 'page',
  blogPostId: 'blogpost',
  attachmentId: 'attachment',
  customContentId: 'custom',
} as const
type HolderName = keyof typeof HOLDERS

/** What is to hold a new content, by whichever of these names its id is given; undefined when none is. */
export async function readHolder(
  api: ApiContext,
  ids: Readonly<Partial<Record<HolderName, string | number | null>>>,
): Promise<Content | undefined> {
  const given = (Object.keys(HOLDERS) as HolderName[]).filter((name) => ids[name] != null)
  const [name, ...more] = given
  if (more.length > 0) throw new AppError('bad-body', `Only one of ${given.join(', ')} can be given.`)
  return name === undefined ? undefined : readOfKind(api, HOLDERS[name], ids[name] ?? '')
}
