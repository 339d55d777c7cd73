import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readStorage } from './formats/storage/read.ts'
import { referencesOf } from './references.ts'

test('a document tells what it points at', () => {
  const { tree } = readStorage(
    '<p><ac:link><ri:user ri:username="jdoe" /></ac:link><a href="https://example.org">x</a></p>' +
      '<ac:image><ri:attachment ri:filename="a.png" /></ac:image>' +
      '<ac:structured-macro ac:name="include"><ac:parameter ac:name=""><ac:link><ri:page ri:content-title="T" /></ac:link></ac:parameter></ac:structured-macro>' +
      '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>x <ac:link><ri:user ri:userkey="k" /></ac:link> <time datetime="2024-05-01" /></ac:task-body></ac:task></ac:task-list>' +
      '<p><ac:inline-comment-marker ac:ref="r">x</ac:inline-comment-marker></p>',
  )
  const references = referencesOf(tree.children)
  assert.deepEqual(
    references.mentions.map(({ username, userKey }) => username ?? userKey),
    ['jdoe', 'k'],
  )
  assert.deepEqual(
    references.targets.map(({ kind }) => kind),
    ['user', 'attachment', 'page', 'user'],
  )
  assert.deepEqual(references.urls, ['https://example.org'])
  assert.deepEqual(references.macroNames, ['include'])
  assert.deepEqual(references.commentRefs, ['r'])
  const [task] = references.tasks
  assert.equal(task?.task.done, true)
  assert.equal(task?.assignee?.userKey, 'k')
  assert.equal(task?.dueDate, '2024-05-01')
})
