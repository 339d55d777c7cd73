import { type Html, html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'

/** Grounds on which white letters can be read (contrast 4.5 to 1 at least). */
const GROUNDS = ['#0b6a74', '#2f5f9e', '#6b4fa0', '#9a4468', '#a34a2a', '#75620f', '#3f6b35', '#4a5a68']

/** The picture of a person: up to two initials on a colour that stays theirs. Without a name a figure. */
export function initials(name: string | undefined, id: number): Html {
  const letters = name === undefined ? '' : lettersOf(name)
  const ground = letters === '' ? '#5c6b73' : (GROUNDS[id % GROUNDS.length] ?? '#5c6b73')
  const face =
    letters === ''
      ? html`<circle cx="24" cy="19" r="8" fill="#fff" /><path d="M8 44a16 16 0 0 1 32 0z" fill="#fff" />`
      : html`<text
          x="24"
          y="24.5"
          dominant-baseline="central"
          text-anchor="middle"
          font-family="system-ui,sans-serif"
          font-size="${letters.length > 1 ? 19 : 23}"
          font-weight="600"
          fill="#fff"
          >${letters}</text
        >`
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">
    <rect width="48" height="48" fill="${ground}" />
    ${face}
  </svg>`
}

function lettersOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words
  return chosen.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}

/** What stands for something that cannot be shown: a lozenge that says what it is. */
export function placeholder(
  kind: string,
  facts: { readonly name?: string; readonly i18nKey?: string; readonly definition?: string },
): Html | undefined {
  switch (kind) {
    case 'unknown-macro':
      return lozenge(`Unknown macro: ${facts.name ?? ''}`, '#a33b2a')
    case 'error':
      return lozenge(BROKEN[facts.i18nKey ?? ''] ?? 'Cannot be shown', '#a33b2a')
    case 'macro':
    case 'macro-heading':
      return lozenge(macroOf(facts.definition ?? ''), '#4a5a68')
    default:
      return undefined
  }
}

const BROKEN: Readonly<Record<string, string>> = {
  'editor.placeholder.broken.image': 'Picture not found',
  'editor.placeholder.broken.link': 'Link not found',
  'editor.placeholder.broken.macro': 'Macro not found',
}

/** `{name:parameters}` in base64url, as the editor's pictures are asked for. */
function macroOf(definition: string): string {
  return Buffer.from(definition, 'base64url')
    .toString('utf8')
    .replace(/^\{|\}$/g, '')
}

/** Width of a letter of the usual sans-serif fonts at this size, on average. */
const LETTER = 7.6

function lozenge(text: string, colour: string): Html {
  const letters = [...text.replace(/[\u0000-\u001f\u007f\ufffe\uffff]/g, ' ')]
  const shown =
    letters.length > limits.placeholderLength
      ? `${letters.slice(0, limits.placeholderLength).join('')}…`
      : letters.join('')
  const width = Math.round([...shown].length * LETTER) + 20
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 24" width="${width}" height="24">
    <rect
      x=".5"
      y=".5"
      width="${width - 1}"
      height="23"
      rx="5"
      fill="#fff"
      stroke="${colour}"
      stroke-dasharray="3 2"
    />
    <text
      x="${width / 2}"
      y="12.5"
      dominant-baseline="central"
      text-anchor="middle"
      font-family="system-ui,sans-serif"
      font-size="12.5"
      fill="${colour}"
    >
      ${shown}
    </text>
  </svg>`
}
