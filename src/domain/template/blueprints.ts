import type { Template } from './template.ts'

/** A template that comes with the program. */
export interface Blueprint {
  /** Its id on the wire, and the name of its kind of page. */
  readonly key: string
  readonly name: string
  readonly description: string
  /** Storage format. */
  readonly body: Template['body']
  readonly label: string
}

const hint = (text: string) => `<ac:placeholder>${text}</ac:placeholder>`
const table = (head: readonly string[], hints: readonly string[]) =>
  `<table><tbody><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr>` +
  `<tr>${hints.map((cell) => `<td>${hint(cell)}</td>`).join('')}</tr></tbody></table>`
const tasks = (text: string) =>
  '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>' +
  `<ac:task-body>${hint(text)}</ac:task-body></ac:task></ac:task-list>`
const details = (rows: readonly (readonly [string, string])[]) =>
  '<ac:structured-macro ac:name="details"><ac:rich-text-body><table><tbody>' +
  rows.map(([name, text]) => `<tr><th>${name}</th><td>${hint(text)}</td></tr>`).join('') +
  '</tbody></table></ac:rich-text-body></ac:structured-macro>'

/** The built-in blueprints, in the order in which they are listed. */
export const blueprints: readonly Blueprint[] = [
  {
    key: 'decision',
    name: 'Decision',
    description: 'What was decided, why, and what else was thought of.',
    label: 'decision',
    body:
      details([
        ['Status', 'open, decided or withdrawn'],
        ['Decided by', '@ who answers for it'],
        ['Decided on', '// the day'],
        ['Concerns', '@ who has to know'],
      ]) +
      `<h2>Question</h2><p>${hint('What has to be decided, and what happens if nothing is?')}</p>` +
      `<h2>Choices</h2>${table(['Choice', 'Speaks for it', 'Speaks against it', 'Cost'], ['name it', '', '', ''])}` +
      `<h2>Decision</h2><p>${hint('What is done, in one sentence, and the reason that settled it.')}</p>` +
      `<h2>What follows</h2>${tasks('a first step, @ somebody, // a day')}`,
  },
  {
    key: 'how-to',
    name: 'How-to',
    description: 'The steps from a wish to its result, for somebody who does it for the first time.',
    label: 'how-to',
    body:
      `<p>${hint('Who needs this, and what do they have at the end?')}</p>` +
      `<h2>Before you start</h2><ul><li>${hint('what must be at hand: access, tools, knowledge')}</li></ul>` +
      `<h2>Steps</h2><ol><li>${hint('one action a step; say what is to be seen after it')}</li></ol>` +
      `<h2>When it does not work</h2>${table(['What you see', 'What it means', 'What helps'], ['', '', ''])}` +
      `<h2>See also</h2><ac:structured-macro ac:name="contentbylabel"><ac:parameter ac:name="cql">label = "how-to" and space = currentSpace()</ac:parameter></ac:structured-macro>`,
  },
  {
    key: 'meeting-notes',
    name: 'Meeting notes',
    description: 'Who met about what, what was said, and who does what until when.',
    label: 'meeting-notes',
    body:
      `<h2>When and who</h2><p>${hint('// the day, @ who was there, @ who was missed')}</p>` +
      `<h2>Aims</h2><ul><li>${hint('what should be clear at the end')}</li></ul>` +
      `<h2>Talk</h2>${table(['Minutes', 'Topic', 'Who', 'Notes'], ['5', '', '@', ''])}` +
      `<h2>Decided</h2><ul><li>${hint('what holds from now on')}</li></ul>` +
      `<h2>To do</h2>${tasks('what, @ who, // until when')}`,
  },
  {
    key: 'retrospective',
    name: 'Retrospective',
    description: 'A look back at a stretch of work, and what the team does differently next time.',
    label: 'retrospective',
    body:
      `<p>${hint('Which stretch of work, from when to when, and @ who looks back?')}</p>` +
      `<h2>What helped</h2><ul><li>${hint('keep doing this')}</li></ul>` +
      `<h2>What got in the way</h2><ul><li>${hint('name the thing, not the person')}</li></ul>` +
      `<h2>What we learned</h2><ul><li>${hint('what surprised us')}</li></ul>` +
      `<h2>What we try next</h2>${tasks('one change that can be seen, @ who sees to it')}`,
  },
]
