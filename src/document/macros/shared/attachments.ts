/** Tables of attachments. */
import { html } from '../../build.ts'
import type { AttachmentSummary, Environment } from '../../env.ts'
import type { Element } from '../../tree.ts'

const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/** `14 kB`, `2.5 MB`. */
export function fileSizeText(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  const shown = unit === 0 || value >= 10 ? Math.round(value).toString() : value.toFixed(1)
  return `${shown} ${UNITS[unit]}`
}

/** `01 May 2024` for an ISO time. */
export function dayText(iso: string, locale: string): string {
  const time = Date.parse(iso)
  if (Number.isNaN(time)) return iso
  return new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(time)
}

/** The rows of a table of files. */
export function attachmentRow(attachment: AttachmentSummary, env: Environment): Element {
  const link = html(
    'a',
    {
      class: 'filename',
      href: attachment.downloadUrl,
      'data-filename': attachment.fileName,
      'data-linked-resource-id': attachment.id,
      'data-linked-resource-type': 'attachment',
      'data-linked-resource-content-type': attachment.mediaType,
      'data-linked-resource-container-id': attachment.containerId,
    },
    attachment.fileName,
  )
  const modified = `${dayText(attachment.updatedAt, env.locale)} by `
  const author = html('a', { href: attachment.updatedBy.url }, attachment.updatedBy.displayName)
  return html(
    'tr',
    {
      id: `attachment-${attachment.id}`,
      class: 'attachment-row',
      'data-attachment-id': attachment.id,
      'data-attachment-filename': attachment.fileName,
      'data-attachment-version': String(attachment.version),
    },
    html('td', { class: 'filename-column' }, link),
    html('td', { class: 'size-column' }, fileSizeText(attachment.fileSize)),
    html('td', { class: 'modified-column' }, modified, author),
  )
}

/** A table of files with its head. */
export function attachmentTable(attachments: readonly AttachmentSummary[], env: Environment): Element {
  const head = html(
    'tr',
    {},
    html('th', { class: 'filename-column' }, 'File'),
    html('th', { class: 'size-column' }, 'Size'),
    html('th', { class: 'modified-column' }, 'Modified'),
  )
  const rows = attachments.map((attachment) => attachmentRow(attachment, env))
  return html('table', { class: 'attachments aui' }, html('thead', {}, head), html('tbody', {}, ...rows))
}
