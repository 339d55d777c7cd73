import { html } from '../build.ts'
import { type MacroDefinition, MacroProblem } from './macro.ts'
import { fileLink } from './shared/file-view.ts'

/** A diagram whose picture is attached to the page beside its source. */
export const drawio: MacroDefinition = {
  name: 'drawio',
  aliases: ['inc-drawio', 'gliffy', 'mermaid-cloud', 'plantumlcloud'],
  title: 'Diagram',
  body: 'none',
  output: 'block',
  parameters: {
    diagramName: { type: 'string' },
    name: { type: 'string' },
    diagramDisplayName: { type: 'string' },
    filename: { type: 'string' },
    pageId: { type: 'string' },
    width: { type: 'int' },
    height: { type: 'int' },
    diagramWidth: { type: 'int' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const name = call.text('diagramName', 'name', 'diagramDisplayName', 'filename') ?? ''
    const contentId = call.text('pageId') || call.env.content?.id
    if (name === '' || contentId === undefined) throw new MacroProblem('No diagram was named.')
    const files = await call.env.listAttachments({ contentId })
    const picture = [`${name}.png`, name, `${name}.svg`].flatMap(
      (wanted) =>
        files.find(({ fileName, mediaType }) => fileName === wanted && mediaType.startsWith('image/')) ?? [],
    )[0]
    const source = files.find(({ fileName }) => fileName === name)
    // The app that would draw it is not here: what it would draw is.
    if (picture === undefined && source !== undefined) return [fileLink(source, undefined)]
    if (picture === undefined)
      throw new MacroProblem(`The picture of the diagram "${name}" could not be found.`)
    const width =
      call.number('diagramWidth', { min: 10, max: 10_000 }) ?? call.number('width', { min: 10, max: 10_000 })
    const height = call.number('height', { min: 10, max: 10_000 })
    const size: Record<string, string> = {
      ...(width === undefined ? {} : { width: String(width) }),
      ...(height === undefined ? {} : { height: String(height) }),
    }
    return [
      html('div', { class: 'drawio-macro' }, html('img', { src: picture.downloadUrl, alt: name, ...size })),
    ]
  },
}
