import { AppError } from '../../base/errors.ts'

/** The refusal for content that is absent or must look so: the same words for both. */
export function contentNotFound(id: number | string): AppError {
  return new AppError('not-found', `No content found with id: ContentId{id=${id}}`)
}

/** The refusal for a space that is absent or must look so. */
export function spaceNotFound(key: string): AppError {
  return new AppError('not-found', `No space with key : ${key}`)
}
