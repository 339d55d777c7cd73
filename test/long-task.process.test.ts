/** A server dies in the middle of long tasks; the next one goes on with them and does nothing twice. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { credentials } from './support/people.ts'
import { ask } from './support/request.ts'
import { type ServerProcess, startServerProcess } from './support/server-process.ts'

const PAGES = 60
const KILLS = 2
const api = '/wiki/rest/api'

type Task = { finished: boolean; successful: boolean; percentageComplete: number; errors: unknown[] }

describe('a server that is killed during long tasks', () => {
  it('copies a tree once, and removes a space to the end', { timeout: 120_000 }, async (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'inver-long-task-'))
    try {
      let server = await startServerProcess(folder)
      const space = await make(server, '/space', { key: 'FROM', name: 'From' })
      const destination = await make(server, '/space', { key: 'DEST', name: 'Dest' })
      const parents = [space.homepage.id]
      for (let n = 0; n < PAGES; n++) {
        const page = await make(server, '/content', {
          type: 'page',
          title: `Page ${n}`,
          space: { key: 'FROM' },
          ancestors: [{ id: parents[Math.floor(n / 4)] }],
          body: { storage: { value: `<p>${n}</p>`, representation: 'storage' } },
        })
        parents.push(page.id)
      }
      const copy = await make(server, `/content/${space.homepage.id}/pagehierarchy/copy`, {
        destinationPageId: destination.homepage.id,
      })
      server = await killedInBetween(folder, server, copy.id, test.diagnostic.bind(test))
      assert.deepEqual((await finished(server, copy.id)).errors, [])
      await server.stop()
      const copies = rows(
        folder,
        `select title from content where kind = 'page' and space_id = ${destination.id}`,
      )
      // The home page of the space and the copied one.
      assert.equal(copies.length, PAGES + 2)
      assert.equal(new Set(copies.map((row) => row['title'])).size, PAGES + 2)

      server = await startServerProcess(folder)
      const removal = await remove(server, '/space/FROM')
      server = await killedInBetween(folder, server, removal.id, test.diagnostic.bind(test))
      assert.deepEqual((await finished(server, removal.id)).errors, [])
      await server.stop()
      assert.deepEqual(rows(folder, `select id from content where space_id = ${space.id}`), [])
      assert.deepEqual(rows(folder, `select id from space where id = ${space.id}`), [])
      assert.deepEqual(rows(folder, 'pragma foreign_key_check'), [])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

/** Kills the server whenever the task has come further, and starts it anew as if its claim had run out. */
async function killedInBetween(
  folder: string,
  first: ServerProcess,
  id: string,
  diagnose: (message: string) => void,
): Promise<ServerProcess> {
  let server = first
  let reached = 0
  for (let kill = 0; kill < KILLS; kill++) {
    let task = await read(server, id)
    for (; !task.finished && task.percentageComplete <= reached; task = await read(server, id)) await sleep(1)
    if (task.finished) break
    reached = task.percentageComplete
    await server.kill()
    diagnose(`killed at ${reached} %`)
    const database = new DatabaseSync(join(folder, 'inver.db'))
    database.exec('update job set lease_until = 0')
    database.close()
    server = await startServerProcess(folder)
  }
  return server
}

async function finished(server: ServerProcess, id: string): Promise<Task> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
    const task = await read(server, id)
    if (!task.finished) continue
    assert.equal(task.successful, true, JSON.stringify(task))
    return task
  }
  assert.fail(`The task ${id} is not over:\n${server.printed()}`)
}

async function read(server: ServerProcess, id: string): Promise<Task> {
  return (await send(server, 'GET', `/longtask/${id}`)) as Task
}

async function make(server: ServerProcess, path: string, body: unknown) {
  return (await send(server, 'POST', path, body)) as { id: string; homepage: { id: string } }
}

async function remove(server: ServerProcess, path: string) {
  return (await send(server, 'DELETE', path)) as { id: string }
}

async function send(server: ServerProcess, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await ask({ method, url: server.url + api + path, headers: credentials('admin'), body })
  assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`)
  return answer.json
}

function rows(folder: string, statement: string): Record<string, unknown>[] {
  const database = new DatabaseSync(join(folder, 'inver.db'), { readOnly: true })
  try {
    return database.prepare(statement).all()
  } finally {
    database.close()
  }
}
