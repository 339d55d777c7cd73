/** A file to send: its bytes, or a stream of them. */
export type Upload = {
  readonly name: string
  /** The media type; `application/octet-stream` when it is not said. */
  readonly type?: string
  readonly comment?: string
  /** Whether watchers are spared a letter. */
  readonly minor?: boolean
} & ({ readonly bytes: Uint8Array | Blob } | { readonly stream: ReadableStream<Uint8Array> })

/** The file as the multipart form that the API wants. */
export function formOf(file: Upload): { body: FormData | ReadableStream<Uint8Array>; type?: string } {
  return 'bytes' in file ? { body: wholeForm(file, file.bytes) } : streamedForm(file, file.stream)
}

function fieldsOf({ comment, minor }: Upload): [string, string][] {
  return [
    ...(comment === undefined ? [] : [['comment', comment] as [string, string]]),
    ...(minor === undefined ? [] : [['minorEdit', String(minor)] as [string, string]]),
  ]
}

const typeOf = ({ type }: Upload): string => type ?? 'application/octet-stream'

function wholeForm(file: Upload, bytes: Uint8Array | Blob): FormData {
  const form = new FormData()
  form.append('file', new Blob([bytes as BlobPart], { type: typeOf(file) }), file.name)
  for (const [name, value] of fieldsOf(file)) form.append(name, value)
  return form
}

/** `FormData` wants the whole file first, so the few lines around a stream are written here. */
function streamedForm(
  file: Upload,
  stream: ReadableStream<Uint8Array>,
): { body: ReadableStream<Uint8Array>; type: string } {
  const boundary = `inver-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`
  const fields = fieldsOf(file).map(
    ([name, value]) =>
      `\r\n--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n` +
      `Content-Type: text/plain; charset=utf-8\r\n\r\n${value}`,
  )
  const before =
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quotable(file.name)}"\r\n` +
    `Content-Type: ${typeOf(file).replace(/[\r\n]/g, '')}\r\n\r\n`
  return {
    body: around(before, stream, `${fields.join('')}\r\n--${boundary}--\r\n`),
    type: `multipart/form-data; boundary=${boundary}`,
  }
}

/** As browsers write names of files into a form. */
function quotable(name: string): string {
  return name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22')
}

function around(
  before: string,
  stream: ReadableStream<Uint8Array>,
  after: string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      start: (out) => out.enqueue(encoder.encode(before)),
      flush: (out) => out.enqueue(encoder.encode(after)),
    }),
  )
}
