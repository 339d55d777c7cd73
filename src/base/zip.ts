import { crc32, deflateRawSync } from 'node:zlib'

/** One file of an archive. */
export interface ZipEntry {
  /** With `/` between folders; UTF-8. */
  readonly name: string
  readonly bytes: Uint8Array
}

const VERSION = 20
const UTF8_NAME = 0x0800
const DEFLATED = 8
/** 1 January 1980, the first day that the format knows: an archive of the same files is the same bytes. */
const FIRST_DAY = 0x21

/** The files as one ZIP archive (APPNOTE.TXT 6.3, without ZIP64: below 4 GiB and 65,536 files). */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const packed = deflateRawSync(bytes)
    const encoded = Buffer.from(name, 'utf8')
    const shared = sharedHeader(encoded, packed, bytes)
    const local = Buffer.concat([word(0x04034b50, 4), shared, word(0, 2), encoded, packed])
    directory.push(
      Buffer.concat([
        word(0x02014b50, 4),
        word(VERSION, 2),
        shared,
        // No extra field, no comment, the first disk, no attributes.
        Buffer.alloc(2 + 2 + 2 + 2 + 4),
        word(offset, 4),
        encoded,
      ]),
    )
    files.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.concat([
    word(0x06054b50, 4),
    word(0, 4),
    word(entries.length, 2),
    word(entries.length, 2),
    word(index.length, 4),
    word(offset, 4),
    word(0, 2),
  ])
  return Buffer.concat([...files, index, end])
}

function sharedHeader(name: Buffer, packed: Buffer, bytes: Uint8Array): Buffer {
  return Buffer.concat([
    word(VERSION, 2),
    word(UTF8_NAME, 2),
    word(DEFLATED, 2),
    word(0, 2),
    word(FIRST_DAY, 2),
    word(crc32(bytes), 4),
    word(packed.length, 4),
    word(bytes.length, 4),
    word(name.length, 2),
  ])
}

function word(value: number, size: 2 | 4): Buffer {
  const bytes = Buffer.alloc(size)
  if (size === 2) bytes.writeUInt16LE(value)
  else bytes.writeUInt32LE(value)
  return bytes
}
