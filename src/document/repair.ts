/** Storage format that is not well-formed: made so, and all that is wrong with it at once. */
import { positionOf, positionsOf } from '../base/xml/position.ts'
import { repairXml, type Repaired } from '../base/xml/repair.ts'
import { doubtsAbout } from './doubts.ts'
import { readStorage, xmlOptions } from './formats/storage/read.ts'
import type { Message } from './message.ts'

/** What an end tag of an element outside does not reach into: cells of tables and parts of macros and layouts. */
const WALLS = new Set(
  (
    'table thead tbody tfoot tr td th ac:structured-macro ac:macro ac:rich-text-body ac:parameter ac:layout ' +
    'ac:layout-section ac:layout-cell ac:task-list ac:task ac:task-body ac:link ac:link-body ac:image ac:caption'
  ).split(' '),
)

/** A storage text, well-formed, with what was changed; one that was well-formed is unchanged. */
export function repairStorage(text: string): { readonly text: string; readonly changes: readonly Message[] } {
  const repaired = repairAsStorage(text)
  const changes = messagesOf(
    text,
    repaired.mends.map(({ offset, cause, done }) => ({
      severity: 'warning',
      offset,
      text: cause,
      hint: done,
    })),
  )
  return { text: repaired.text, changes: [...changes, ...unsaid(repaired)] }
}

/** Everything that is wrong with a storage text: first what keeps it from being read, then what is doubtful. */
export function checkAll(text: string): readonly Message[] {
  const repaired = repairAsStorage(text)
  const faults = repaired.mends.map(({ offset, cause, hint }): Finding => ({
    severity: 'fatal',
    offset,
    text: cause,
    hint,
  }))
  const doubts = doubtsAbout(readStorage(repaired.text).tree.children).map(
    ({ offset, ...doubt }): Finding => ({
      severity: 'warning',
      offset: repaired.originOf(offset),
      ...doubt,
    }),
  )
  return [...messagesOf(text, faults), ...unsaid(repaired), ...messagesOf(text, doubts)]
}

function repairAsStorage(text: string): Repaired {
  return repairXml(text, { ...xmlOptions, walls: WALLS })
}

interface Finding {
  readonly severity: Message['severity']
  readonly offset: number
  readonly text: string
  readonly hint?: string
}

/** Findings in the order of the text, with rows and columns. */
function messagesOf(text: string, findings: readonly Finding[]): readonly Message[] {
  const inOrder = findings.toSorted((a, b) => a.offset - b.offset)
  const positions = positionsOf(
    text,
    inOrder.map(({ offset }) => offset),
  )
  return inOrder.map(({ severity, text: cause, hint }, index) => ({
    severity,
    text: cause,
    row: positions[index]?.row ?? 1,
    column: positions[index]?.column ?? 1,
    hint,
  }))
}

function unsaid({ count, mends }: Repaired): readonly Message[] {
  const left = count - mends.length
  const last = { severity: 'warning', row: 1, column: 1 } as const
  return left === 0 ? [] : [{ ...last, text: `There are ${left} more findings of this kind.` }]
}

/**
 * Findings about the storage text that was made of another one, with the places in that: a macro or an element is found
 * by its name, the first finding about it at the first place that names it. What is not found stands at the beginning.
 */
export function placedIn(text: string, findings: readonly Message[]): readonly Message[] {
  const from = new Map<string, number>()
  return findings.map((finding) => {
    const name = /macro "([^"]+)"|^(<[\w:-]+)>/
      .exec(finding.text)
      ?.slice(1)
      .find((one) => one !== undefined)
    const at = name === undefined ? -1 : text.indexOf(name, from.get(name) ?? 0)
    if (name === undefined || at === -1) return { ...finding, row: 1, column: 1 }
    from.set(name, at + name.length)
    return { ...finding, ...positionOf(text, at) }
  })
}
