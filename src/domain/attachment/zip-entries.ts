import { text } from 'node:stream/consumers'
import { fromBuffer, type ZipFile } from 'yauzl'

/** One file of an archive, as text. */
export interface ArchivedText {
  readonly name: string
  readonly text: string
}

/** The files of a zip archive whose names are wanted, in UTF-8, as long as they come to no more than `most` bytes. */
export async function entriesOf(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
  most: number,
): Promise<ArchivedText[]> {
  const archive = await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const found: ArchivedText[] = []
  let left = most
  try {
    await new Promise<void>((resolve, reject) => {
      archive.on('error', reject)
      archive.on('end', resolve)
      archive.on('entry', (entry: { readonly fileName: string; readonly uncompressedSize: number }) => {
        // The size that an entry claims is checked by the reader while it inflates.
        if (!isWanted(entry.fileName) || entry.uncompressedSize > left) return archive.readEntry()
        left -= entry.uncompressedSize
        archive.openReadStream(entry as never, (error, stream) => {
          if (error) return reject(error)
          text(stream).then((content) => {
            found.push({ name: entry.fileName, text: content })
            archive.readEntry()
          }, reject)
        })
      })
      archive.readEntry()
    })
  } finally {
    archive.close()
  }
  return found
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, archive) => (error ? reject(error) : resolve(archive)))
  })
}
