import type { Static } from 'typebox'
import { AppError } from '../../base/errors.ts'
import type { FormatName } from '../../document/format.ts'
import { writableRepresentations } from '../../domain/content/body.ts'
import type { Body } from '../../domain/content/content.ts'
import { readableRepresentations } from '../../domain/render/body.ts'
import type { bodyInput } from './schema/page.ts'

/** A body as v2 takes it, or none. */
export type BodyInput = Static<typeof bodyInput> | undefined

/** The representation that `body-format` asks for. */
export function acceptFormat(name: string | undefined): FormatName | undefined {
  if (name === undefined) return undefined
  const format = readableRepresentations.find((known) => known === name)
  if (format) return format
  throw new AppError(
    'bad-parameter',
    `The parameter body-format is one of ${readableRepresentations.join(', ')}.`,
  )
}

/** The body that a client sends: one representation, or the first by name that has a value. */
export function acceptBody(given: BodyInput): Body | undefined {
  if (given === undefined) return undefined
  if ('value' in given && typeof given.value === 'string') {
    return { value: given.value, representation: String(given.representation ?? 'storage') }
  }
  for (const name of [...writableRepresentations, 'raw' as const]) {
    const one = (given as Record<string, { value?: string; representation?: string } | null>)[name]
    if (typeof one?.value === 'string')
      return { value: one.value, representation: one.representation ?? name }
  }
  return undefined
}

/** What a client wrote in is what the answer shows. */
export function writtenFormat(given: BodyInput): FormatName | undefined {
  const written = acceptBody(given)?.representation
  return readableRepresentations.find((known) => known === written)
}
