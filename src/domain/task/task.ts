/** An inline task: a line of a body that somebody has to do. */
export interface InlineTask {
  /** Unique on the site, and the same from version to version. */
  readonly id: number
  readonly contentId: number
  /** As the body numbers it; unique within the content. */
  readonly taskId: string
  readonly done: boolean
  /** Plain text. */
  readonly text: string
  /** The same in storage format. */
  readonly body: string
  readonly assigneeId: number | null
  readonly creatorId: number | null
  /** `yyyy-MM-dd` */
  readonly dueDate: string | null
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly updatedAt: number
  readonly completedAt: number | null
  readonly completedBy: number | null
}

/** Which tasks of current content are wanted. */
export interface TaskFilter {
  readonly ids?: readonly number[]
  readonly contentIds?: readonly number[]
  readonly spaceIds?: readonly number[]
  readonly labelIds?: readonly number[]
  readonly assigneeIds?: readonly number[]
  readonly creatorIds?: readonly number[]
  readonly completerIds?: readonly number[]
  readonly done?: boolean
  /** Without those that have no text. */
  readonly withText?: true
  /** Milliseconds since 1970, both inclusive. */
  readonly createdFrom?: number
  readonly createdTo?: number
  readonly completedFrom?: number
  readonly completedTo?: number
  /** `yyyy-MM-dd`, both inclusive. */
  readonly dueFrom?: string
  readonly dueTo?: string
}
