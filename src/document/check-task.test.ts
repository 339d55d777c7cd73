import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkTask } from './check-task.ts'

const open =
  "<p>a &eacute;</p><ac:task-list >\n <ac:task><ac:task-id>1</ac:task-id>\n<ac:task-status >incomplete</ac:task-status ><ac:task-body>one <ac:task-list><ac:task><ac:task-id>2</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>two</ac:task-body></ac:task></ac:task-list></ac:task-body></ac:task></ac:task-list><p  class='x'/>"

test('a box is ticked and every other byte stays', () => {
  const done = open.replace(
    '<ac:task-status >incomplete</ac:task-status >',
    '<ac:task-status>complete</ac:task-status>',
  )
  assert.equal(checkTask(open, '1', true), done)
  assert.equal(checkTask(done, '1', true), done)
  assert.equal(checkTask(done, '1', false), open.replaceAll('task-status >', 'task-status>'))
})

test('a task in a task is ticked alone', () => {
  const expected = open.replace(
    '<ac:task-id>2</ac:task-id><ac:task-status>incomplete',
    '<ac:task-id>2</ac:task-id><ac:task-status>complete',
  )
  assert.equal(checkTask(open, '2', true), expected)
})

test('a status behind the body, or none, or an empty one', () => {
  const task = (inside: string) => `<ac:task-list><ac:task>${inside}</ac:task></ac:task-list>`
  const body = '<ac:task-body>x</ac:task-body>'
  const complete = '<ac:task-status>complete</ac:task-status>'
  assert.equal(checkTask(task(`${body}<ac:task-status/>`), '#1', true), task(body + complete))
  assert.equal(checkTask(task(body), '#1', true), task(complete + body))
  assert.equal(checkTask(task(complete), '#1', true), task(complete))
})

test('there is nothing to tick where there is no such task', () => {
  assert.equal(checkTask('<p>x</p>', '1', true), undefined)
})
