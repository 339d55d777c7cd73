/** Task lists: items that begin with `[ ]` or `[x]`. */
import type { Attributes, Node, Task } from '../../tree.ts'

const mark = /^\[([ xX])\](?:[ \t]+|$)/

/** The task list that these items are, when every one of them begins with a mark. */
export function readTaskList(items: readonly Node[], attributes: Attributes | undefined): Node | undefined {
  const tasks = items.map(readTask)
  const known = tasks.filter((task) => task !== undefined)
  if (items.length === 0 || known.length < items.length) return undefined
  return { type: 'taskList', ...(attributes && { attributes }), children: known }
}

/** Where an item's text begins: in it, or in its first paragraph. */
function readTask(item: Node): Task | undefined {
  if (item.type !== 'listItem') return undefined
  const [first, ...others] = item.children
  const inside = first?.type === 'paragraph' ? first.children : item.children
  const [start, ...more] = inside
  const [whole = '', sign = ''] = start?.type === 'text' ? (mark.exec(start.value) ?? []) : []
  if (start?.type !== 'text' || sign === '') return undefined
  const value = start.value.slice(whole.length)
  const content: Node[] = [...(value === '' ? [] : [{ type: 'text', value } as const]), ...more]
  const { id, uuid, ...rest } = start.attributes ?? {}
  return {
    type: 'task',
    ...(id !== undefined && { id }),
    ...(uuid !== undefined && { uuid }),
    done: sign !== ' ',
    ...(Object.keys(rest).length > 0 && { attributes: rest }),
    children: first?.type === 'paragraph' ? [{ ...first, children: content }, ...others] : content,
  }
}
