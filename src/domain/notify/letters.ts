import type { EventType } from '../event/event-type.ts'

/** What happens that people get letters about, and how a letter says it. */
export const LETTERS: Partial<Record<EventType, string>> = {
  'page.created': 'created the page',
  'page.updated': 'edited the page',
  'blogpost.created': 'published the blog post',
  'blogpost.updated': 'edited the blog post',
  'comment.created': 'commented on',
  'attachment.created': 'attached a file to',
  'attachment.updated': 'attached a new version of a file to',
}
