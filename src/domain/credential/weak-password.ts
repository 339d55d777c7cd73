import { foldCase } from '../../base/text.ts'
import { commonWords } from './common-words.ts'

/**
 * Whether a password is among the first that somebody would try: a common word or two, or those of its surroundings
 * (names of the user, the site and its product), however they are spelled and whatever digits stand around them; keys
 * beside each other; or something short over and over. There is no rule on what characters a password has.
 */
export function isEasilyGuessed(password: string, surroundings: readonly string[] = []): boolean {
  const folded = foldCase(password.normalize('NFKC'))
  return isRepeated(folded) || isWalk(folded) || isMadeOf(folded, wordsOf(surroundings))
}

/** What somebody who knows the user and the site would try, in pieces. */
function wordsOf(surroundings: readonly string[]): ReadonlySet<string> {
  const pieces = surroundings.flatMap((name) => {
    const folded = foldCase(name)
    return [folded.replace(/[^\p{L}]/gu, ''), ...folded.split(/[^\p{L}]+/u)]
  })
  return new Set([...ALWAYS, ...pieces.filter((piece) => piece.length >= 3)])
}

/** The product, whatever a site calls itself. */
const ALWAYS = ['inver', 'confluence', 'wiki', 'atlassian']

/** Spellings of letters by what looks like them. */
const LOOKS: readonly Readonly<Record<string, string>>[] = [
  {},
  { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '@': 'a', $: 's', '!': 'i' },
  { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '@': 'a', $: 's', '!': 'l' },
]

function isMadeOf(password: string, own: ReadonlySet<string>): boolean {
  const core = password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const isWord = (text: string) => own.has(text) || commonWords.has(text)
  return LOOKS.some((looks) =>
    [password, core].some((text) => {
      const letters = text.replace(/./gsu, (sign) => looks[sign] ?? sign).replace(/[^\p{L}]/gu, '')
      return letters !== '' && letters.length <= MOST_LETTERS && isOneOrTwo(letters, isWord)
    }),
  )
}

/** Two words of the list are shorter than this. */
const MOST_LETTERS = 40

function isOneOrTwo(letters: string, isWord: (text: string) => boolean): boolean {
  if (isWord(letters)) return true
  for (let cut = 1; cut < letters.length; cut++) {
    if (isWord(letters.slice(0, cut)) && isWord(letters.slice(cut))) return true
  }
  return false
}

/** Something shorter than a password may be, over and over. */
function isRepeated(password: string): boolean {
  const [, unit = ''] = /^(.+?)\1+$/su.exec(password.slice(0, 256)) ?? []
  return unit !== '' && unit.length < 8
}

/** Keys in the order in which they lie or are counted. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  '!@#$%^&*()',
  '!"§$%&/()=',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
  '147258369',
  '159753',
  '135792468',
  '963852741',
]
const BESIDE: ReadonlySet<string> = new Set(
  ROWS.flatMap((row) =>
    [...row].flatMap((key, at) => {
      const next = row[at + 1]
      return next === undefined ? [] : [key + next, next + key]
    }),
  ),
)

/** Whether nearly every key lies beside the one before it, or is the same. */
function isWalk(password: string): boolean {
  const keys = [...password]
  let jumps = 0
  for (let at = 1; at < keys.length; at++) {
    const pair = `${keys[at - 1]}${keys[at]}`
    if (keys[at] !== keys[at - 1] && !BESIDE.has(pair)) jumps++
  }
  return jumps <= keys.length / 4
}
