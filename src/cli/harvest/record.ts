/** What can be harvested. */
export const kinds = ['users', 'pages', 'activity'] as const
export type Kind = (typeof kinds)[number]

/** One harvested thing: its columns by name. What is gone has only its id and its status. */
export type HarvestRecord = Readonly<Record<string, string | number | null>> & { readonly id: string }

/** The status of what is no longer there, or no longer to be seen by who harvests. */
export const GONE = 'gone'

const COLUMNS: Readonly<Record<Kind, readonly string[]>> = {
  users: ['id', 'status', 'accountId', 'userKey', 'username', 'displayName', 'email', 'type'],
  pages: [
    'id',
    'status',
    'title',
    'spaceKey',
    'spaceId',
    'parentId',
    'version',
    'createdAt',
    'authorId',
    'modifiedAt',
    'editorId',
    'message',
    'url',
  ],
  activity: [
    'id',
    'date',
    'action',
    'userId',
    'userName',
    'contentId',
    'contentType',
    'title',
    'spaceKey',
    'containerId',
    'message',
    'url',
  ],
}

/** The columns of a kind, in their order; those of pages end with the body when it is wanted. */
export function columnsOf(kind: Kind, withBody: boolean): readonly string[] {
  return kind === 'pages' && withBody ? [...COLUMNS.pages, 'body'] : COLUMNS[kind]
}

/** Columns that are numbers; all others are texts. */
export const numericColumns: readonly string[] = ['version']

/** A point in time as every server is made to tell it: `2026-11-28T17:35:00.000Z`; null when it is none. */
export function timeOf(told: string | number | undefined | null): string | null {
  if (told === undefined || told === null || told === '') return null
  const time = new Date(told)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}
