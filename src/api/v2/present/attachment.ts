import { isoDate } from '../../../base/dates.ts'
import { openFile } from '../../../domain/attachment/read.ts'
import type { Content } from '../../../domain/content/content.ts'
import { readContents } from '../../../domain/content/read.ts'
import { downloadPath, webPath } from '../../../domain/render/urls.ts'
import { type ApiContext, contentId } from '../../flavour.ts'
import { holderField } from './holder.ts'
import { partsOf } from './parts.ts'

type Value = Record<string, unknown>

/** Attachments as v2 shows them, in lists and by themselves. */
export async function presentAttachments(api: ApiContext, attachments: readonly Content[]): Promise<Value[]> {
  const { spaces, versionOf } = await partsOf(api, attachments, undefined)
  const holders = await readContents(
    api.domain,
    attachments.flatMap(({ containerId }) => containerId ?? []),
  )
  const byId = new Map(holders.map((holder) => [holder.id, holder]))
  return attachments.map((one) => {
    const holder = byId.get(one.containerId ?? 0)
    const webui = webPath(api.domain.place, one, spaces.get(one.spaceId))
    const download = downloadPath(one)
    return {
      id: contentId(api, one),
      status: one.historical ? 'historical' : one.status,
      title: one.title,
      createdAt: isoDate(one.createdAt),
      ...(holder ? holderField(api, holder) : {}),
      mediaType: one.extra.mediaType ?? 'application/octet-stream',
      comment: one.extra.comment ?? '',
      fileId: fileId(one.extra.blob ?? ''),
      fileSize: one.extra.fileSize ?? 0,
      webuiLink: webui,
      downloadLink: download,
      version: versionOf(one),
      _links: { webui, download },
    }
  })
}

/** An attachment with the file of the version that it is shown at. */
export async function withFileOfVersion(api: ApiContext, one: Content): Promise<Content> {
  if (!one.historical) return one
  const { mediaType, size, tag } = await openFile(api.domain, one)
  return { ...one, extra: { ...one.extra, mediaType, fileSize: size, blob: tag } }
}

/** The vendor's ids of files are UUIDs; ours are made of the sum of the bytes. */
function fileId(blob: string): string {
  return blob.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
