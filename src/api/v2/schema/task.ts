import { Type } from 'typebox'
import { body, closed, orNull } from './page.ts'

/** Whether a task is done, in the words of the wire. */
export const taskStatus = Type.Enum(['complete', 'incomplete'])

/** A task of a page or blog post. */
export const task = closed({
  id: Type.String(),
  localId: Type.String(),
  spaceId: Type.String(),
  pageId: Type.Optional(Type.String()),
  blogPostId: Type.Optional(Type.String()),
  status: taskStatus,
  body: Type.Record(Type.String(), body),
  createdBy: orNull(Type.String()),
  assignedTo: orNull(Type.String()),
  completedBy: orNull(Type.String()),
  createdAt: Type.String(),
  updatedAt: Type.String(),
  dueAt: orNull(Type.String()),
  completedAt: orNull(Type.String()),
})

/** What is to become of a task; whatever else an answer says of it may be sent back with it. */
export const taskChange = Type.Object({ status: taskStatus })
