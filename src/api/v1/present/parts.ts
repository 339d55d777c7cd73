import { isoDate } from '../../../base/dates.ts'
import type { Message } from '../../../document/message.ts'
import type { Content, Version } from '../../../domain/content/content.ts'
import type { Label } from '../../../domain/label/label.ts'
import type { User } from '../../../domain/user/user.ts'
import { type ApiContext, contentId } from '../../flavour.ts'
import { presentUser } from './user.ts'

/** A version as v1 shows one. */
export function presentVersion(
  api: ApiContext,
  content: Content,
  version: Version,
  author: User | undefined,
): Record<string, unknown> {
  const id = contentId(api, content)
  const own = `/rest/${api.flavour.name === 'cloud' ? 'api' : 'experimental'}/content/${id}/version/${version.number}`
  return {
    by: presentUser(api, author),
    when: isoDate(version.createdAt),
    ...(api.flavour.name === 'cloud' ? { friendlyWhen: isoDate(version.createdAt).slice(0, 10) } : {}),
    message: version.message,
    number: version.number,
    minorEdit: version.minorEdit,
    ...(api.flavour.name === 'cloud' ? { contentTypeModified: false } : { hidden: false }),
    _links: { self: `${api.base}${own}` },
    _expandable: {
      ...(api.flavour.name === 'cloud' ? { collaborators: '' } : {}),
      content: `/rest/api/content/${id}${version.number === content.version ? '' : `?status=historical&version=${version.number}`}`,
    },
  }
}

export function presentLabel(label: Label): Record<string, unknown> {
  return { prefix: label.prefix, name: label.name, id: String(label.id), label: label.name }
}

/** What a reader of markup has to say: where, what, and what to do about it. */
export function presentFinding(message: Message): Record<string, unknown> {
  const { severity, text, row, column, hint } = message
  return { severity, message: text, row, column, ...(hint === undefined ? {} : { hint }) }
}
