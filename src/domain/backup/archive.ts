import { createHash } from 'node:crypto'
import { type PassThrough, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import yazl from 'yazl'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { migrations } from '../../store/migrations/index.ts'
import type { BackupScope } from './backup-job.ts'
import type { Row } from './tables/rows.ts'

/** The rows of one table in an archive. */
export interface ArchivePart {
  readonly table: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/** What an archive says of itself: the last entry, since it has the sums of all others. */
export interface Descriptor {
  readonly format: 'inver-backup'
  readonly version: 1
  /** The number of the last migration of the database that it comes from. */
  readonly schema: number
  readonly scope: BackupScope
  /** ISO 8601. */
  readonly createdAt: string
  /** Every id in it is below. */
  readonly nextId: number
  readonly spaces: readonly { readonly key: string; readonly name: string }[]
  readonly hasAttachments: boolean
  readonly parts: readonly ArchivePart[]
  /** How many files of attachments are in it; each is named by its own sum. */
  readonly files: number
}

const DESCRIPTOR = 'descriptor.json'
const TABLE = /^tables\/([a-z_]{1,40})\.jsonl$/
const FILE = /^files\/([0-9a-f]{64})$/

/** Takes what goes into an archive, one after the other. */
export interface ArchiveWriter {
  addTable(table: string, rows: AsyncIterable<readonly Row[]>): Promise<void>
  addFile(address: string, bytes: Readable): Promise<void>
}

/** Write an archive as a stream that `store` takes; `fill` adds what is in it and says the rest of the descriptor. */
export async function writeArchive(
  store: (bytes: Readable) => Promise<number>,
  fill: (
    archive: ArchiveWriter,
  ) => Promise<Omit<Descriptor, 'format' | 'version' | 'schema' | 'parts' | 'files'>>,
): Promise<number> {
  const zip = new yazl.ZipFile()
  const output = zip.outputStream as PassThrough
  const gone = new AbortController()
  output.once('close', () => gone.abort())
  zip.on('error', (error: Error) => output.destroy(error))
  const add = async (name: string, source: Readable, compress: boolean) => {
    zip.addReadStream(source, name, { compress, mtime: new Date(0) })
    await finished(source, { signal: gone.signal })
  }
  const parts: ArchivePart[] = []
  let files = 0
  const writing = (async () => {
    try {
      const rest = await fill({
        async addTable(table, rows) {
          const part = { table, rows: 0, bytes: 0, sha256: '' }
          await add(`tables/${table}.jsonl`, Readable.from(linesOf(rows, part), { objectMode: false }), true)
          parts.push(part)
        },
        async addFile(address, bytes) {
          files++
          await add(`files/${address}`, bytes, false)
        },
      })
      const descriptor: Descriptor = {
        format: 'inver-backup',
        version: 1,
        schema: migrations.length,
        ...rest,
        parts,
        files,
      }
      zip.addBuffer(Buffer.from(JSON.stringify(descriptor)), DESCRIPTOR, { mtime: new Date(0) })
      zip.end()
    } catch (error) {
      output.destroy(error as Error)
      throw error
    }
  })()
  const [stored, written] = await Promise.allSettled([store(output), writing])
  // Where the file could not be written, the writing only knows that nobody reads any more.
  if (stored.status === 'rejected') throw stored.reason
  if (written.status === 'rejected') throw written.reason
  return stored.value
}

async function* linesOf(
  batches: AsyncIterable<readonly Row[]>,
  part: { rows: number; bytes: number; sha256: string },
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const rows of batches) {
    const lines = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    hash.update(lines)
    part.rows += rows.length
    part.bytes += lines.length
    yield lines
  }
  part.sha256 = hash.digest('hex')
}

/** An archive that is being read. Whatever is wrong with it is an AppError that says so. */
export class Archive {
  readonly descriptor: Descriptor
  readonly #zip: ZipFile
  readonly #tables: ReadonlyMap<string, Entry>
  readonly #files: ReadonlyMap<string, Entry>

  constructor(
    zip: ZipFile,
    descriptor: Descriptor,
    tables: ReadonlyMap<string, Entry>,
    files: ReadonlyMap<string, Entry>,
  ) {
    this.#zip = zip
    this.descriptor = descriptor
    this.#tables = tables
    this.#files = files
  }

  /** Addresses of the files of attachments that are in it. */
  get files(): Iterable<string> {
    return this.#files.keys()
  }

  /** The bytes of one of them. */
  async file(address: string): Promise<Readable> {
    return this.#open(this.#files.get(address))
  }

  /** Hold a table against what the descriptor says of it. */
  async checkTable(part: ArchivePart): Promise<void> {
    const hash = createHash('sha256')
    let rows = 0
    for await (const chunk of await this.#open(this.#tables.get(part.table))) {
      hash.update(chunk as Buffer)
      rows += count(chunk as Buffer, NEWLINE)
    }
    if (hash.digest('hex') !== part.sha256 || rows !== part.rows) {
      throw damaged(`the table ${part.table} is not what its sum says`)
    }
  }

  /** The rows of a table, so many at a time that they fit into memory. */
  async *rows(table: string): AsyncGenerator<Row[]> {
    const entry = this.#tables.get(table)
    if (entry === undefined) return
    let rows: Row[] = []
    let size = 0
    for await (const line of linesIn(await this.#open(entry))) {
      rows.push(toRow(line, table))
      size += line.length
      if (rows.length < limits.backupRows && size < limits.restoreCharacters) continue
      yield rows
      rows = []
      size = 0
    }
    if (rows.length > 0) yield rows
  }

  close(): void {
    this.#zip.close()
  }

  async #open(entry: Entry | undefined): Promise<Readable> {
    if (entry === undefined) throw damaged('a part of it is missing')
    return this.#zip.openReadStreamPromise(entry)
  }
}

/** Open an archive and read what it says of itself. Nothing in it is believed further than that it is bounded. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: Error) => {
    throw damaged(error.message)
  })
  try {
    const tables = new Map<string, Entry>()
    const files = new Map<string, Entry>()
    let own: Entry | undefined
    let unpacked = 0
    if (zip.entryCount > limits.archiveEntries) throw damaged('it has too many entries')
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize
      const table = TABLE.exec(entry.fileName)?.[1]
      const file = FILE.exec(entry.fileName)?.[1]
      const isNew =
        entry.fileName === DESCRIPTOR
          ? own === undefined
          : table !== undefined
            ? !tables.has(table)
            : file !== undefined && !files.has(file)
      if (!isNew) throw damaged(`it has an entry "${entry.fileName.slice(0, 100)}"`)
      if (table !== undefined) tables.set(table, entry)
      else if (file !== undefined) files.set(file, entry)
      else own = entry
    }
    if (unpacked > Math.max(limits.archiveRatioFreeBytes, limits.archiveRatio * zip.fileSize)) {
      throw damaged('it would unpack to far more than its size')
    }
    const descriptor = await readDescriptor(zip, own)
    const named = new Set(descriptor.parts.map(({ table }) => table))
    const isComplete = named.size === tables.size && descriptor.parts.every(({ table }) => tables.has(table))
    if (!isComplete || descriptor.files !== files.size) throw damaged('parts of it are missing')
    return new Archive(zip, descriptor, tables, files)
  } catch (error) {
    zip.close()
    throw asDamage(error)
  }
}

/** Any error of the reader of zip files as a refusal of the archive. */
export function asDamage(error: unknown): unknown {
  return error instanceof AppError || !(error instanceof Error) ? error : damaged(error.message)
}

/** The refusal of an archive that is none, or is broken. */
export function damaged(why: string): AppError {
  return new AppError('bad-request', `This is no archive of this server, or it is damaged: ${why}.`)
}

async function readDescriptor(zip: ZipFile, entry: Entry | undefined): Promise<Descriptor> {
  if (entry === undefined) throw damaged('it has no descriptor')
  if (entry.uncompressedSize > limits.archiveDescriptorBytes) throw damaged('its descriptor is too long')
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  let read: Partial<Descriptor> | null
  try {
    read = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Partial<Descriptor> | null
  } catch {
    throw damaged('its descriptor is no JSON')
  }
  if (read === null || read.format !== 'inver-backup' || !isDescriptor(read)) {
    throw damaged('its descriptor says so')
  }
  if (read.version === 1 && read.schema <= migrations.length) return read
  throw new AppError(
    'bad-request',
    `The archive was made by a newer version of Inver (schema ${read.schema}; this version has ${migrations.length}).`,
  )
}

function isDescriptor(read: Partial<Descriptor>): read is Descriptor {
  const { schema, scope, createdAt, nextId, spaces, hasAttachments, parts, files } = read
  return (
    isCount(schema) &&
    schema > 0 &&
    (scope === 'site' || scope === 'space') &&
    typeof createdAt === 'string' &&
    isCount(nextId) &&
    nextId <= MOST_ID &&
    typeof hasAttachments === 'boolean' &&
    isCount(files) &&
    Array.isArray(spaces) &&
    spaces.every((one) => typeof one?.key === 'string' && typeof one.name === 'string') &&
    Array.isArray(parts) &&
    parts.every(
      (part) =>
        typeof part?.table === 'string' &&
        isCount(part.rows) &&
        isCount(part.bytes) &&
        typeof part.sha256 === 'string',
    )
  )
}

/** Ids go on above those of an archive, so an archive may not use them up. */
const MOST_ID = 2 ** 50

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function toRow(line: string, table: string): Row {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    throw damaged(`a row of ${table} is no JSON`)
  }
  const isRow =
    typeof row === 'object' &&
    row !== null &&
    !Array.isArray(row) &&
    Object.values(row).every(
      (value) => value === null || typeof value === 'string' || Number.isSafeInteger(value),
    )
  if (!isRow) throw damaged(`a row of ${table} is none`)
  return row as Row
}

const NEWLINE = 10

function count(bytes: Buffer, wanted: number): number {
  let found = 0
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) found++
  return found
}

async function* linesIn(bytes: Readable): AsyncGenerator<string> {
  let pending: Buffer[] = []
  let length = 0
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield Buffer.concat([...pending, chunk.subarray(start, end)]).toString('utf8')
      pending = []
      length = 0
      start = end + 1
    }
    pending.push(chunk.subarray(start))
    length += chunk.length - start
    if (length > limits.archiveRowBytes) throw damaged('a row of it is too long')
  }
  if (length > 0) throw damaged('its last row is cut off')
}
