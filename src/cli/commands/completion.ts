import type { Command } from '../command.ts'
import { completionScripts } from '../completion.ts'
import { exitCodes, Failure } from '../failure.ts'

const SHELLS = Object.keys(completionScripts)

/** `inver completion`, of these commands. */
export function completionOf(commands: readonly { load(): Promise<Command> }[]): Command {
  return {
    name: 'completion',
    summary: 'Write what makes a shell complete these commands.',
    usage: [
      `inver completion ${SHELLS.join('|')}`,
      '',
      'bash: inver completion bash > ~/.local/share/bash-completion/completions/inver',
      'zsh:  inver completion zsh > _inver, in a folder of $fpath, before compinit',
      'fish: inver completion fish > ~/.config/fish/completions/inver.fish',
    ],
    options: [],
    actions: SHELLS.map((name) => ({ name, summary: `For ${name}.` })),
    misuseCode: exitCodes.misuse,
    async run([shell = '', ...rest]) {
      const script = Object.entries(completionScripts).find(([name]) => name === shell)?.[1]
      if (script === undefined || rest.length > 0) {
        throw new Failure('misuse', `Write: inver completion ${SHELLS.join(', ')}.`)
      }
      process.stdout.write(script(await Promise.all(commands.map((command) => command.load()))))
      return exitCodes.done
    },
  }
}
