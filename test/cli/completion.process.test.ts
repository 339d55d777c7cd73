/** `inver completion`, in the shells themselves where they are at hand. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { commands } from '../../src/cli/main.ts'
import { inver } from './run.ts'

let folder: string
const scripts: Record<string, string> = {}
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inver-completion-'))
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { out, code } = await inver(['completion', shell])
    assert.equal(code, 0)
    scripts[shell] = join(folder, shell)
    writeFileSync(join(folder, shell), out)
  }
})
after(() => rmSync(folder, { recursive: true, force: true }))

const isMissing = (shell: string): boolean => spawnSync(shell, ['--version']).error !== undefined

function inShell(shell: string, words: readonly string[]): string[] {
  const { stdout, stderr } = spawnSync(shell, words, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', HOME: folder },
  })
  assert.equal(stderr, '')
  return stdout.split('\n').filter((line) => line !== '')
}

/** What bash offers for the last of these words. */
function inBash(line: string): string[] {
  const words = line.split(' ').map((word) => `'${word}'`)
  const script = `source ${scripts.bash}; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _inver
    printf '%s\\n' "\${COMPREPLY[@]}"; complete -p inver`
  const found = inShell('bash', ['--norc', '-c', script])
  assert.equal(found.pop(), 'complete -o default -F _inver inver')
  return found
}

const inFish = (line: string): string[] =>
  inShell('fish', ['--no-config', '-c', `source ${scripts.fish}; complete -C '${line}'`]).map(
    (found) => found.split('\t')[0] ?? '',
  )

describe('the completion of the command line', () => {
  for (const [shell, complete] of [
    ['bash', inBash],
    ['fish', inFish],
  ] as const) {
    it(`offers commands, actions and options in ${shell}`, async (test: TestContext) => {
      if (isMissing(shell)) return test.skip(`${shell} is not here`)
      const names = commands.map(({ name }) => name)
      assert.deepEqual(complete('inver ').toSorted(), names.toSorted())
      assert.deepEqual(complete('inver pag'), ['page'])
      for (const listed of commands) {
        const { name, actions = [], options } = await listed.load()
        const offered = complete(`inver ${name} `).toSorted()
        if (actions.length > 0) assert.deepEqual(offered, actions.map((action) => action.name).toSorted())
        const [first] = actions
        const spelled = [...(first?.options ?? options).map((option) => `--${option.name}`), '--help']
        assert.deepEqual(complete(`inver ${name} ${first?.name ?? 'word'} --`).toSorted(), spelled.toSorted())
      }
      assert.deepEqual(complete('inver page get --ver'), ['--version'])
      assert.deepEqual(complete('inver page get 12 --ver'), ['--version'])
      assert.deepEqual(complete('inver page delete --ver'), [])
      assert.deepEqual(complete('inver publish docs --dry'), ['--dry-run'])
      assert.deepEqual(complete('inver search page --dry'), [])
    })
  }

  it('offers them in zsh', (test: TestContext) => {
    if (isMissing('zsh')) return test.skip('zsh is not here')
    inShell('zsh', ['-f', '-n', scripts.zsh ?? ''])
    const offered = 'compdef() { :; }; _files() { :; }; _describe() { print -l ${(P)@[-1]}; };'
    const words = 'words=(inver page ge); CURRENT=3; _inver'
    const found = inShell('zsh', ['-f', '-c', `${offered} source ${scripts.zsh}; ${words}`])
    assert.ok(
      found.some((line) => line.startsWith('get:')),
      found.join('\n'),
    )
  })

  it('refuses a shell that it does not know', async () => {
    for (const words of [['tcsh'], [], ['bash', 'zsh']]) {
      assert.equal((await inver(['completion', ...words])).code, 2)
    }
  })
})
