/** `<img>` → image. */
import { nonEmpty } from '../../elements.ts'
import type { Image, Node, Target } from '../../tree.ts'
import { pixels } from './images.ts'
import { hasClass, type HtmlElement } from './parse.ts'
import { decodedPart, holderOf, pathInWiki } from './read-links.ts'
import { attributesOf, decodedNode, type Reader } from './reader.ts'

/** An image of the wiki when its file or address is told; undefined otherwise. */
export function imageOf(reader: Reader, element: HtmlElement): Node | undefined {
  const decoded = decodedNode(reader, element)
  if (decoded !== undefined) return decoded.type === 'image' ? withEdits(decoded, element) : decoded
  const target = targetOf(reader, element)
  return target === undefined ? undefined : { type: 'image', target, attributes: imageAttributes(element) }
}

/** The image with what a client has changed of the attributes that HTML and storage share. */
function withEdits(image: Image, element: HtmlElement): Image {
  const attributes: Record<string, string> = { ...image.attributes }
  let isEdited = false
  for (const name of ['width', 'height', 'alt', 'title']) {
    const shown = element.attributes.get(name)
    const given = image.attributes?.[name]
    const isLength = name === 'width' || name === 'height'
    const expected = isLength ? pixels(given) : name === 'alt' ? (given ?? '') : given
    // The picture that stands for a missing file has words of its own.
    if (shown === expected || hasClass(element, 'transform-error')) continue
    isEdited = true
    if (shown === undefined || shown === '') delete attributes[name]
    else attributes[name] = shown
  }
  return isEdited
    ? { ...image, attributes: nonEmpty(attributes), source: undefined, shell: undefined }
    : image
}

function targetOf({ env }: Reader, element: HtmlElement): Target | undefined {
  const { attributes } = element
  const alias = attributes.get('data-linked-resource-default-alias')
  const containerId = attributes.get('data-linked-resource-container-id')
  if (alias !== undefined && attributes.get('data-linked-resource-type') !== 'page') {
    return { kind: 'attachment', fileName: alias, holder: holderOf(containerId, env) }
  }
  const src = attributes.get('data-image-src') ?? attributes.get('src') ?? ''
  const [, id, file] =
    /^\/download\/(?:attachments|thumbnails)\/(\d+)\/([^/?]+)/.exec(pathInWiki(src, env)) ?? []
  const fileName = file === undefined ? undefined : decodedPart(file.replaceAll('+', ' '))
  if (fileName !== undefined) return { kind: 'attachment', fileName, holder: holderOf(id, env) }
  return /^https?:\/\//i.test(src) ? { kind: 'url', url: src } : undefined
}

/** How an image is shown, in storage's words without their prefix. */
function imageAttributes(element: HtmlElement): Record<string, string> | undefined {
  const out: Record<string, string> = {}
  if (hasClass(element, 'confluence-thumbnail')) out['thumbnail'] = 'true'
  if (hasClass(element, 'confluence-content-image-border')) out['border'] = 'true'
  for (const side of ['center', 'left', 'right']) if (hasClass(element, `image-${side}`)) out['align'] = side
  const given = attributesOf(element) ?? {}
  for (const name of ['width', 'height', 'vspace', 'hspace', 'title', 'alt', 'align']) {
    const value = given[name]
    if (value !== undefined && value !== '') out[name] = value
  }
  return nonEmpty(out)
}
