/** `ac:image` → picture. */
import type { AttachmentSummary } from '../../env.ts'
import { safeImageUrl, safeStyle, safeUrl } from '../../sanitize.ts'
import type { Image, Node } from '../../tree.ts'
import { elementAround } from './nesting.ts'
import { attribute, encoded, mark, type Printer, urlFor } from './printer.ts'

type Print = (printer: Printer, nodes: readonly Node[]) => string

export function printImage(printer: Printer, image: Image, print: Print): string {
  const picture = printPicture(printer, image)
  if (image.caption === undefined) return picture
  const { caption } = image
  return elementAround(printer, 'figure', ' class="confluence-figure"', () => {
    return picture + elementAround(printer, 'figcaption', '', () => print(printer, caption))
  })
}

function printPicture(printer: Printer, image: Image): string {
  const given = image.attributes ?? {}
  const source = sourceOf(printer, image)
  const bare: Image =
    image.caption === undefined
      ? image
      : { ...image, caption: undefined, source: undefined, shell: undefined }
  const identity = encoded(printer, bare) + mark(printer, image)
  if (source === undefined) return brokenImage(printer, identity)
  const classes = ['confluence-embedded-image', ...source.classes]
  if (given['border'] === 'true') classes.push('confluence-content-image-border')
  const align = given['align'] ?? alignmentOf(given['layout'])
  if (align === 'center') classes.push('image-center')
  if (align === 'left' || align === 'right') classes.push(`image-${align}`)
  if (given['class'] !== undefined) classes.push(given['class'])
  const style = [
    align === 'left' || align === 'right' ? `float: ${align};` : '',
    safeStyle(given['style'] ?? '') ?? '',
  ].join('')
  const img =
    `<img${attribute('class', classes.join(' '))} draggable="false"${attribute('style', style === '' ? undefined : style)}` +
    `${length('width', given['width'])}${length('height', given['height'])}${length('vspace', given['vspace'])}` +
    `${length('hspace', given['hspace'])}${attribute('title', given['title'])}${attribute('src', source.url)}` +
    `${attribute('data-image-src', source.url)}${source.about}${attribute('alt', given['alt'] ?? '')}` +
    `${printer.purpose === 'view' ? ' loading="lazy"' : ''}${identity}/>`
  if (printer.purpose === 'editor') return img
  const isSized = given['width'] !== undefined || given['height'] !== undefined
  const wrapperClasses = ['confluence-embedded-file-wrapper']
  if (align === 'center') wrapperClasses.push('image-center-wrapper')
  if (isSized) wrapperClasses.push('confluence-embedded-manual-size')
  const wrapped = `<span class="${wrapperClasses.join(' ')}">${img}</span>`
  const href = given['href'] === undefined || printer.linkDepth > 0 ? undefined : safeUrl(given['href'])
  return href === undefined
    ? wrapped
    : `<a${attribute('href', href)} class="confluence-image-link">${wrapped}</a>`
}

/** The Cloud's layouts in the older words. */
function alignmentOf(layout: string | undefined): 'left' | 'right' | 'center' | undefined {
  if (layout === 'center' || layout === 'wide' || layout === 'full-width') return 'center'
  if (layout === 'wrap-left' || layout === 'align-start') return 'left'
  return layout === 'wrap-right' || layout === 'align-end' ? 'right' : undefined
}

interface Picture {
  readonly url: string
  readonly classes: readonly string[]
  readonly about: string
}

function sourceOf(printer: Printer, image: Image): Picture | undefined {
  if (image.target.kind === 'url') {
    return external(image.target.url)
  }
  const resolved = printer.expansion.resolved.get(image.target)
  if (resolved?.kind === 'url') return external(resolved.url)
  if (resolved?.kind !== 'attachment') return undefined
  const { attachment } = resolved
  const asThumbnail = image.attributes?.['thumbnail'] === 'true'
  const url = safeImageUrl(urlFor(printer, asThumbnail ? attachment.thumbnailUrl : attachment.downloadUrl))
  if (url === undefined) return undefined
  return {
    url,
    classes: asThumbnail ? ['confluence-thumbnail'] : [],
    about: aboutAttachment(printer, attachment),
  }
}

function external(address: string): Picture | undefined {
  const url = safeImageUrl(address)
  return url === undefined ? undefined : { url, classes: ['confluence-external-resource'], about: '' }
}

function aboutAttachment(printer: Printer, attachment: AttachmentSummary): string {
  return (
    ' data-unresolved-comment-count="0"' +
    attribute('data-linked-resource-id', attachment.id) +
    attribute('data-linked-resource-version', attachment.version) +
    ' data-linked-resource-type="attachment"' +
    attribute('data-linked-resource-default-alias', attachment.fileName) +
    attribute('data-base-url', printer.env.origin + printer.env.contextPath) +
    attribute('data-linked-resource-content-type', attachment.mediaType) +
    attribute('data-linked-resource-container-id', attachment.containerId) +
    attribute('data-linked-resource-container-version', attachment.containerVersion)
  )
}

function brokenImage(printer: Printer, identity: string): string {
  const query = new URLSearchParams({
    i18nKey: 'editor.placeholder.broken.image',
    locale: printer.env.locale.replace('-', '_'),
    version: '2',
  })
  const src = urlFor(
    printer,
    `${printer.env.contextPath}/plugins/servlet/confluence/placeholder/error?${query}`,
  )
  return `<img class="transform-error"${attribute('src', src)} alt="" title="The image could not be found."${identity}/>`
}

/** The number of a length in pixels; anything else is none. */
export function pixels(value: string | undefined): string | undefined {
  return /^\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$/.exec(value ?? '')?.[1]
}

function length(name: string, value: string | undefined): string {
  return attribute(name, pixels(value))
}
