/** `ac:task-list` and `ac:task` ↔ nodes. */
import { escapeText, writeAttributes } from '../../../base/xml/write.ts'
import type { Element, Node, Task } from '../../tree.ts'
import { asElement, isBlank, type ReadElement, sourceAround } from '../../elements.ts'
import { plainText } from './macros.ts'

/** A task that holds more than its four parts, or one of them twice, stays an element. */
export function taskOf(read: ReadElement): Node {
  const parts = new Map<string, Element>()
  for (const child of read.children) {
    if (isBlank([child])) continue
    if (child.type !== 'element' || !PARTS.has(child.name) || parts.has(child.name)) return asElement(read)
    parts.set(child.name, child)
  }
  const id = parts.get('ac:task-id')
  const uuid = parts.get('ac:task-uuid')
  const status = parts.get('ac:task-status')
  const body = parts.get('ac:task-body')
  return {
    type: 'task',
    id: id === undefined ? undefined : plainText(id.children).trim(),
    uuid: uuid === undefined ? undefined : plainText(uuid.children).trim(),
    done: status !== undefined && plainText(status.children).trim() === 'complete',
    children: body?.children ?? [],
    attributes: read.attributes,
    source: sourceAround(read.source, body?.source),
  }
}

const PARTS = new Set(['ac:task-id', 'ac:task-uuid', 'ac:task-status', 'ac:task-body'])

export function writeTask(task: Task, writeNodes: (nodes: readonly Node[]) => string): string {
  const id = task.id === undefined ? '' : `<ac:task-id>${escapeText(task.id)}</ac:task-id>`
  const uuid = task.uuid === undefined ? '' : `<ac:task-uuid>${escapeText(task.uuid)}</ac:task-uuid>`
  const status = `<ac:task-status>${task.done ? 'complete' : 'incomplete'}</ac:task-status>`
  const body = `<ac:task-body>${writeNodes(task.children)}</ac:task-body>`
  return `<ac:task${writeAttributes(task.attributes)}>${id}${uuid}${status}${body}</ac:task>`
}
