import type { Command, CommandOption } from './command.ts'

/** For each shell the text that completes the words behind `inver`, made of the commands' own tables. */
export const completionScripts: Readonly<Record<string, (commands: readonly Command[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

const HELP: CommandOption = { name: 'help', about: 'Explain it.' }

const spelled = ({ name }: CommandOption): string => `--${name}`
const withHelp = (options: readonly CommandOption[]): readonly CommandOption[] => [...options, HELP]
/** A list of words has a line for each. */
const firstLine = (text: string): string => text.split('\n')[0] ?? ''
const singleQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

function bashScript(commands: readonly Command[]): string {
  const words = (list: readonly string[]): string => singleQuoted(list.join(' '))
  const optionsIn = (options: readonly CommandOption[]): string => words(withHelp(options).map(spelled))
  const cases = commands.map(({ name, options, actions = [] }) => {
    const own = actions.flatMap((action) =>
      action.options ? [`        ${action.name}) options=${optionsIn(action.options)} ;;\n`] : [],
    )
    const inner = own.length === 0 ? '' : `      case "$action" in\n${own.join('')}      esac\n`
    const acts = actions.length === 0 ? '' : `      actions=${words(actions.map((action) => action.name))}\n`
    return `    ${name})\n${acts}      options=${optionsIn(options)}\n${inner}      ;;\n`
  })
  return `# Completes the words behind inver in bash.
_inver() {
  local word="\${COMP_WORDS[COMP_CWORD]}" command="\${COMP_WORDS[1]}" action="\${COMP_WORDS[2]}"
  local options='--help --version' actions=
  case "$command" in
${cases.join('')}  esac
  COMPREPLY=()
  if [ "\${word:0:1}" = - ]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${words(commands.map(({ name }) => name))} -- "$word"))
  elif [ "$COMP_CWORD" -eq 2 ]; then
    COMPREPLY=($(compgen -W "$actions" -- "$word"))
  fi
}
complete -o default -F _inver inver
`
}

function zshScript(commands: readonly Command[]): string {
  const described = (list: readonly { name: string; text: string }[]): string =>
    list.map(({ name, text }) => singleQuoted(`${name}:${firstLine(text)}`)).join(' ')
  const optionsIn = (options: readonly CommandOption[]): string =>
    described(withHelp(options).map((option) => ({ name: spelled(option), text: option.about })))
  const named = (list: readonly { name: string; summary: string }[]): string =>
    described(list.map(({ name, summary }) => ({ name, text: summary })))
  const cases = commands.map(({ name, options, actions = [] }) => {
    const own = actions.flatMap((action) =>
      action.options ? [`        ${action.name}) options=(${optionsIn(action.options)}) ;;\n`] : [],
    )
    const inner = own.length === 0 ? '' : `      case $words[3] in\n${own.join('')}      esac\n`
    const acts = actions.length === 0 ? '' : `      actions=(${named(actions)})\n`
    return `    ${name})\n${acts}      options=(${optionsIn(options)})\n${inner}      ;;\n`
  })
  return `#compdef inver
# Completes the words behind inver in zsh.
_inver() {
  local -a commands actions options
  commands=(${named(commands)})
  options=('--help:Explain it.' '--version:Say which version this is.')
  case $words[2] in
${cases.join('')}  esac
  if [[ $words[CURRENT] == -* ]]; then
    _describe -o option options
  elif (( CURRENT == 2 )); then
    _describe command commands
  elif (( CURRENT == 3 && $#actions )); then
    _describe action actions
  else
    _files
  fi
}
if [[ $funcstack[1] == _inver ]]; then _inver "$@"; else compdef _inver inver; fi
`
}

function fishScript(commands: readonly Command[]): string {
  const quoted = (text: string): string => `'${firstLine(text).replace(/['\\]/g, '\\$&')}'`
  const optionLines = (options: readonly CommandOption[], condition: string): string[] =>
    withHelp(options).map(({ name, value, about }) => {
      const takes = value === undefined ? '' : ' -r'
      return `complete -c inver -n ${quoted(condition)} -l ${name}${takes} -d ${quoted(about)}`
    })
  const wordLine = (word: string, about: string, condition: string): string =>
    `complete -c inver -n ${quoted(condition)} -f -a ${word} -d ${quoted(about)}`
  const lines = commands.flatMap(({ name, summary, options, actions = [] }) => [
    wordLine(name, summary, '__inver_at 1'),
    ...actions.map((action) => wordLine(action.name, action.summary, `__inver_at 2 ${name}`)),
    ...(actions.length === 0 ? optionLines(options, `__inver_in ${name}`) : []),
    ...actions.flatMap((action) =>
      optionLines(action.options ?? options, `__inver_in ${name} ${action.name}`),
    ),
  ])
  return `# Completes the words behind inver in fish.
function __inver_at
  set -l words (commandline -opc)
  test (count $words) -eq $argv[1]; and test "$words[2..]" = "$argv[2..]"
end
function __inver_in
  set -l words (commandline -opc)
  test (count $words) -gt (count $argv); and test "$words[2..$(math (count $argv) + 1)]" = "$argv"
end
${lines.join('\n')}
`
}
