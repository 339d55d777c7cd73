const ADDED = 32
const REMOVED = 31
const PLACE = 36

/** A unified diff with the colours that terminals have for it; as it is where the output is no terminal. */
export function inColours(diff: string): string {
  return process.stdout.isTTY && process.stdout.hasColors() ? coloured(diff) : diff
}

/** A unified diff with the codes of colours in it. */
export function coloured(diff: string): string {
  return diff
    .split('\n')
    .map((line) => {
      const colour = colourOf(line)
      return colour === undefined ? line : `\u001b[${colour}m${line}\u001b[0m`
    })
    .join('\n')
}

function colourOf(line: string): number | undefined {
  if (line.startsWith('@@')) return PLACE
  if (line.startsWith('+')) return ADDED
  return line.startsWith('-') ? REMOVED : undefined
}
