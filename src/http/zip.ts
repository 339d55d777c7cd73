import { Readable } from 'node:stream'
import yazl from 'yazl'
import { Answer } from './route.ts'
import { dispositionName, type SentFile } from './file.ts'

/** Several files as one archive, which is made while it is sent. */
export function sendArchive(
  fileName: string,
  files: readonly Pick<SentFile, 'fileName' | 'modifiedAt' | 'read'>[],
): Answer {
  const archive = new yazl.ZipFile()
  const body = new Readable().wrap(archive.outputStream)
  for (const file of files) {
    archive.addReadStreamLazy(file.fileName, { mtime: new Date(file.modifiedAt) }, (open) =>
      open(null, file.read()),
    )
  }
  archive.end()
  return new Answer({
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; ${dispositionName(fileName)}`,
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    },
    body,
  })
}
