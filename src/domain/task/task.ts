/** An inline task: a line of a body that somebody has to do. */
export interface InlineTask {
  readonly contentId: number
  /** As the body numbers it; unique within the content. */
  readonly taskId: string
  readonly done: boolean
  /** Plain text. */
  readonly text: string
  readonly assigneeId: number | null
  readonly creatorId: number | null
  /** `yyyy-MM-dd` */
  readonly dueDate: string | null
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly completedAt: number | null
}
