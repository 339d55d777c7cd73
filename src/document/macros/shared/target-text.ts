/** Typed parameter values that were written as text: `KEY:Title`, a file name, a user name. */
import type { Target } from '../../tree.ts'
import type { ParameterType } from '../macro.ts'

/** The target that a text means for a parameter of this type; undefined for an empty text or an untyped parameter. */
export function targetFromText(text: string, type: ParameterType): Target | undefined {
  if (text === '') return undefined
  switch (type) {
    case 'page':
      return pageFromText(text)
    case 'attachment':
      return { kind: 'attachment', fileName: text.startsWith('^') ? text.slice(1) : text }
    case 'space':
      return { kind: 'space', key: text }
    case 'user':
      return { kind: 'user', username: text.startsWith('~') ? text.slice(1) : text }
    case 'url':
      return { kind: 'url', url: text }
    default:
      return undefined
  }
}

/** `Title`, `KEY:Title`, `/2012/01/30/Title`, `KEY:/2012/01/30/Title`, `@self`. */
function pageFromText(text: string): Target {
  if (text === '@self') return { kind: 'self' }
  const [, space, rest = text] = /^(~?[A-Za-z0-9._]+):(?!\s)(.+)$/s.exec(text) ?? []
  const blog = /^\/(\d{4}\/\d{2}\/\d{2})\/(.+)$/s.exec(rest)
  if (blog?.[1] !== undefined && blog[2] !== undefined)
    return { kind: 'blogPost', day: blog[1], title: blog[2], space }
  return { kind: 'page', title: rest, space }
}
