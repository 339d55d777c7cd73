/** What a document points at: links, pictures, files, people, tasks. */
import type { Image, Link, Node, Target, Task } from './tree.ts'
import { walk } from './visit.ts'

/** A task with the people and the date that its text names first. */
export interface TaskReference {
  readonly task: Task
  readonly assignee?: Extract<Target, { kind: 'user' }>
  /** `yyyy-MM-dd` */
  readonly dueDate?: string
}

export interface References {
  readonly links: readonly Link[]
  readonly images: readonly Image[]
  /** Every target of links, images and macro parameters, in document order. */
  readonly targets: readonly Target[]
  /** Addresses of plain anchors, and of links and images elsewhere. */
  readonly urls: readonly string[]
  readonly mentions: readonly Extract<Target, { kind: 'user' }>[]
  readonly tasks: readonly TaskReference[]
  /** Names of the macros that are called, each once. */
  readonly macroNames: readonly string[]
  /** `ac:ref` of the inline comment markers, each once. */
  readonly commentRefs: readonly string[]
}

/** Collects everything in one walk. */
export function referencesOf(nodes: readonly Node[]): References {
  const links: Link[] = []
  const images: Image[] = []
  const targets: Target[] = []
  const urls: string[] = []
  const mentions: Extract<Target, { kind: 'user' }>[] = []
  const tasks: TaskReference[] = []
  const macroNames = new Set<string>()
  const commentRefs = new Set<string>()
  walk(nodes, (node) => {
    switch (node.type) {
      case 'link':
        links.push(node)
        targets.push(node.target)
        if (node.target.kind === 'user') mentions.push(node.target)
        if (node.target.kind === 'url') urls.push(node.target.url)
        break
      case 'image':
        images.push(node)
        targets.push(node.target)
        if (node.target.kind === 'url') urls.push(node.target.url)
        break
      case 'anchor':
        urls.push(node.url)
        break
      case 'macro':
        macroNames.add(node.name)
        for (const parameter of node.parameters) targets.push(...(parameter.targets ?? []))
        break
      case 'task':
        tasks.push(taskReference(node))
        break
      case 'commentMarker':
        commentRefs.add(node.ref)
        break
      default:
        break
    }
  })
  return {
    links,
    images,
    targets,
    urls,
    mentions,
    tasks,
    macroNames: [...macroNames],
    commentRefs: [...commentRefs],
  }
}

/** The first person is the assignee, the first date the due date; nested tasks have their own. */
function taskReference(task: Task): TaskReference {
  let assignee: TaskReference['assignee']
  let dueDate: string | undefined
  walk(task.children, (node) => {
    if (node.type === 'link' && node.target.kind === 'user') assignee ??= node.target
    else if (node.type === 'date') dueDate ??= node.value
    return node.type !== 'taskList'
  })
  return { task, assignee, dueDate }
}
