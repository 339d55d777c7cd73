/** Where `inver login` keeps secrets: in a real keyring, in a file where there is none, and never among a process's words. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'
import { inver } from './run.ts'

const project = join(import.meta.dirname, '..', '..')
const secret = people.admin.password
const missing = ['secret-tool', 'gnome-keyring-daemon', 'dbus-run-session'].filter(
  (program) => spawnSync('which', [program]).status !== 0,
)

let app: TestApp
let folder: string
before(async () => {
  app = await startTestApp({ database: 'sqlite' })
})
after(() => app.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inver-keyring-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const settings = (name: string): string => readFileSync(join(folder, 'inver', name), 'utf8')
const login = (...more: string[]): string[] => [
  'login',
  '--url',
  app.url,
  '--user',
  'admin',
  '--profile',
  'work',
  ...more,
]

async function run(words: string[], path: string, input = ''): Promise<string> {
  const env = { XDG_CONFIG_HOME: folder, PATH: path }
  const { code, out, errors } = await inver(words, { env, input })
  assert.equal(code, 0, `${words.join(' ')}: ${errors}`)
  return out
}

describe('the secret of a profile', () => {
  it('lies in a file of its owner’s where there is no keyring, and that is said', async () => {
    const said = await run(login(), '/nonexistent', `${secret}\n`)
    assert.match(said, /in plain text in .*secrets\.json, .*no keyring: the program \S+ is not installed/)
    assert.equal(statSync(join(folder, 'inver', 'secrets.json')).mode & 0o777, 0o600)
    assert.ok(settings('secrets.json').includes(secret))
    assert.match(await run(['whoami'], '/nonexistent'), /^Administrator/)
    assert.match(await run(login('--plain'), '/nonexistent', `${secret}\n`), /plain text.*as you wished/)
    await run(['profile', 'remove', 'work'], '/nonexistent')
    assert.ok(!settings('secrets.json').includes(secret))
  })

  it(
    'lies in the file, too, when the keyring does not give it back; it is no word of any process',
    { skip: process.platform !== 'linux' && 'secret-tool is of Linux' },
    async () => {
      const forgetful = join(folder, 'secret-tool')
      writeFileSync(
        forgetful,
        `#!/bin/sh\necho "$@" >> "${folder}/words"\ncat > /dev/null\necho something else\n`,
      )
      chmodSync(forgetful, 0o755)
      const path = folder + delimiter + (process.env.PATH ?? '')
      assert.match(await run(login(), path, `${secret}\n`), /plain text.*gives back something else/)
      const words = readFileSync(join(folder, 'words'), 'utf8').split('\n')
      assert.match(words[0] ?? '', /^store --label=inver: work service inver profile work folder /)
      assert.deepEqual(
        words.map((line) => line.split(' ')[0]),
        ['store', 'lookup', 'clear', ''],
      )
      assert.ok(!words.join('\n').includes(secret))
    },
  )

  if (missing.length > 0) {
    console.error(`\n!!! THE SYSTEM KEYRING IS NOT TRIED: there is no ${missing.join(', ')} here\n`)
  }
  it(
    'lies in the keyring of the system',
    { skip: missing.length > 0 && `no ${missing.join(', ')}` },
    async () => {
      for (const name of ['.cache', '.local/share', 'run']) mkdirSync(join(folder, name), { recursive: true })
      const script = join(folder, 'session.sh')
      const program = `"${process.execPath}" "${join(project, 'src', 'main.ts')}"`
      writeFileSync(
        script,
        `set -eu
printf unlocked | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1
echo "$SECRET" | ${program} login --url ${app.url} --user admin --profile work
secret-tool lookup service inver profile work folder "$XDG_CONFIG_HOME/inver"; echo
${program} whoami
test ! -e "$XDG_CONFIG_HOME/inver/secrets.json"
echo "$SECRET" | ${program} login --url ${app.url} --user admin --profile work --plain
secret-tool lookup service inver profile work folder "$XDG_CONFIG_HOME/inver" && exit 9
echo "$SECRET" | ${program} login --url ${app.url} --user admin --profile work
grep -c "$SECRET" "$XDG_CONFIG_HOME/inver/secrets.json" && exit 9
${program} profile remove work
secret-tool lookup service inver profile work folder "$XDG_CONFIG_HOME/inver" && exit 9
echo "$SECRET" | ${program} login --url ${app.url} --user admin --profile work
`,
      )
      const env = {
        PATH: process.env.PATH ?? '',
        HOME: folder,
        XDG_CONFIG_HOME: folder,
        XDG_RUNTIME_DIR: join(folder, 'run'),
        SECRET: secret,
      }
      const session = spawn('dbus-run-session', ['--', 'sh', script], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const exit = once(session, 'close')
      const [out, errors, [status]] = await Promise.all([text(session.stdout), text(session.stderr), exit])
      assert.equal(status, 0, errors + out)
      assert.match(out, /kept in the system keyring\.\nadmin-test-password\nAdministrator \(admin\)/)
      // The session is over, and with it the keyring.
      const ended = await inver(['whoami'], { env: { XDG_CONFIG_HOME: folder } })
      assert.equal(ended.code, 4, ended.errors)
      assert.match(ended.errors, /secret of the profile "work" cannot be read .*log in again/)
    },
  )
})
