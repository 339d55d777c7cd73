import { isoDate } from '../../../base/dates.ts'
import type { FormatName } from '../../../document/format.ts'
import type { Content, Version } from '../../../domain/content/content.ts'
import { versionsOf } from '../../../domain/content/read.ts'
import { renderBodies } from '../../../domain/render/body.ts'
import type { Space } from '../../../domain/space/space.ts'
import { spacesById } from '../../../domain/space/read.ts'
import { usersById } from '../../../domain/user/user.ts'
import type { ApiContext } from '../../flavour.ts'

type Value = Record<string, unknown>

/** What contents of every kind have in common on the wire, looked up for all of them at once. */
export interface Parts {
  readonly spaces: ReadonlyMap<number, Space>
  accountOf(userId: number | null | undefined): string | null
  /** `version` of a content. */
  versionOf(content: Content): Value
  /** `body` of a content: empty unless a format is asked for. */
  bodyOf(content: Content): Value
}

/** The parts of these contents, with their bodies in one format if one is asked for. */
export async function partsOf(
  api: ApiContext,
  contents: readonly Content[],
  format: FormatName | undefined,
): Promise<Parts> {
  const spaces = await spacesById(
    api.domain,
    contents.map(({ spaceId }) => spaceId),
  )
  const versions = await versionsOf(
    api.domain,
    contents.map(({ id, version }) => ({ id, number: version })),
  )
  const people = [
    ...contents.map(({ createdBy }) => createdBy),
    ...[...versions.values()].map(({ createdBy }) => createdBy),
  ]
  const users = await usersById(api.domain, people)
  const accountOf: Parts['accountOf'] = (id) => (id == null ? null : (users.get(id)?.accountId ?? null))
  const bodies = format && (await renderBodies(api.domain, contents, format))
  return {
    spaces,
    accountOf,
    versionOf: (content) => presentVersion(content, versions.get(content.id), accountOf),
    bodyOf: ({ id }) => (bodies ? { [format]: { representation: format, value: bodies.get(id) ?? '' } } : {}),
  }
}

function presentVersion(
  content: Content,
  version: Version | undefined,
  accountOf: Parts['accountOf'],
): Value {
  return {
    createdAt: isoDate(version?.createdAt ?? content.updatedAt),
    message: version?.message ?? '',
    number: content.version,
    minorEdit: version?.minorEdit ?? false,
    authorId: accountOf(version?.createdBy),
  }
}
