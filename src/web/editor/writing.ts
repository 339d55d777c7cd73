import type { Content, ContentKind } from '../../domain/content/content.ts'
import type { Space } from '../../domain/space/space.ts'
import { fieldOf, numberOf } from '../screen.ts'

/** The notations in which people write here. */
export const notations = ['storage', 'markdown', 'wiki'] as const
export type Notation = (typeof notations)[number]

/** What is written and where: in a content that is there, or that will be. */
export interface Desk {
  readonly kind: Extract<ContentKind, 'page' | 'blogpost'>
  readonly space: Space
  /** The content that is edited, or the draft of one; absent for what is new. */
  readonly content?: Content
}

/** What somebody has written, as the form holds it until it is saved. */
export interface Writing {
  readonly title: string
  /** Title or id of the page above; empty: the top of the space. */
  readonly parent: string
  readonly notation: Notation
  readonly text: string
  /** The version that it began from; 0 for what is new. */
  readonly version: number
  readonly message: string
  readonly minorEdit: boolean
}

/** What a form holds. */
export function writingIn(body: Readonly<Record<string, unknown>>): Writing {
  return {
    title: fieldOf(body, 'title').trim(),
    parent: fieldOf(body, 'parentPageString').trim(),
    notation: notationOf(fieldOf(body, 'notation')),
    text: withPlainLineEnds(fieldOf(body, 'content')),
    version: numberOf(fieldOf(body, 'originalVersion'), 0),
    message: fieldOf(body, 'versionComment').trim(),
    minorEdit: fieldOf(body, 'minorEdit') === 'true',
  }
}

/** The notation of this name, storage format when it is none. */
export function notationOf(name: string): Notation {
  return notations.find((one) => one === name) ?? 'storage'
}

/** A text as browsers show it in a form: every line end is one character. They send two, whatever the text had. */
export function withPlainLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}
