/** Macros that show an attached file. */
import { html } from '../../build.ts'
import type { AttachmentSummary } from '../../env.ts'
import type { Element, Target } from '../../tree.ts'
import { type MacroCall, type MacroDefinition, MacroProblem, type ParameterDefinition } from '../macro.ts'
import { spaceKeysOf } from './list.ts'

/** The file that `name` says, on the page that `page` says. */
export async function fileOf(call: MacroCall): Promise<AttachmentSummary> {
  const [named] = call.targets('name', '')
  if (named?.kind !== 'attachment' || named.fileName === '') throw new MacroProblem('No file was named.')
  const [given] = call.targets('page')
  const [space] = spaceKeysOf(call, 'space') ?? []
  const page = given?.kind === 'page' && space !== undefined ? { space, ...given } : given
  const target: Target = named.holder === undefined && page !== undefined ? { ...named, holder: page } : named
  const [resolved] = await call.env.resolve([target])
  if (resolved?.kind !== 'attachment')
    throw new MacroProblem(`The file "${named.fileName}" could not be found.`)
  return resolved.attachment
}

/** The attributes by which clients know an attached file. */
export function fileAttributes(file: AttachmentSummary): Record<string, string> {
  return {
    'data-linked-resource-id': file.id,
    'data-linked-resource-version': String(file.version),
    'data-linked-resource-type': 'attachment',
    'data-linked-resource-default-alias': file.fileName,
    'data-linked-resource-content-type': file.mediaType,
    'data-linked-resource-container-id': file.containerId,
    'data-linked-resource-container-version': String(file.containerVersion),
  }
}

/** A picture of the file that leads to it; files without one show their name. */
export function fileLink(file: AttachmentSummary, height: number | undefined): Element {
  const size: Record<string, string> = height === undefined ? {} : { height: String(height) }
  const inside = file.mediaType.startsWith('image/')
    ? html('img', { src: file.thumbnailUrl, alt: file.fileName, ...size })
    : html('span', { class: 'file-name' }, file.fileName)
  return html(
    'a',
    { class: 'confluence-embedded-file', href: file.downloadUrl, ...fileAttributes(file) },
    inside,
  )
}

/** Defines a macro that shows one file. */
export function fileMacro(
  name: string,
  title: string,
  aliases: readonly string[],
  parameters: Readonly<Record<string, ParameterDefinition>>,
): MacroDefinition {
  return {
    name,
    aliases,
    title,
    body: 'none',
    output: 'block',
    parameters: {
      name: { type: 'attachment', required: true },
      '': { type: 'attachment' },
      page: { type: 'page' },
      space: { type: 'space' },
      height: { type: 'int' },
      ...parameters,
    },
    dependsOn: 'reader',
    expand: async (call) => [fileLink(await fileOf(call), call.number('height', { min: 10, max: 5_000 }))],
  }
}
