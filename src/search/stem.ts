/**
 * The stem of an English word after M. F. Porter, "An algorithm for suffix stripping" (Program 14, 1980).
 * Takes and gives lower-case ASCII letters; the names of the steps are the paper's. In step 1c a final y becomes i
 * only after a consonant, as in the author's later English stemmer, or deploy and deployment would part.
 */
export function stem(word: string): string {
  if (word.length < 3) return word
  let w = plural(word)
  w = pastAndGerund(w)
  if (/[^aeiouy]y$/.test(w) && hasVowel(w.slice(0, -1))) w = w.slice(0, -1) + 'i'
  w = replaceSuffix(w, STEP_2)
  w = replaceSuffix(w, STEP_3)
  w = dropSuffix(w)
  return tidy(w)
}

/** Step 1a. */
function plural(w: string): string {
  if (w.endsWith('sses') || w.endsWith('ies')) return w.slice(0, -2)
  return w.endsWith('s') && !w.endsWith('ss') ? w.slice(0, -1) : w
}

/** Step 1b. */
function pastAndGerund(w: string): string {
  if (w.endsWith('eed')) return measure(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w
  const cut = w.endsWith('ed') ? w.slice(0, -2) : w.endsWith('ing') ? w.slice(0, -3) : undefined
  if (cut === undefined || !hasVowel(cut)) return w
  if (/(?:at|bl|iz)$/.test(cut)) return cut + 'e'
  if (/([^aeiouylsz])\1$/.test(cut)) return cut.slice(0, -1)
  return measure(cut) === 1 && endsShort(cut) ? cut + 'e' : cut
}

/** Steps 2 and 3: the first suffix that fits decides, whether or not it is then replaced. */
function replaceSuffix(w: string, table: readonly (readonly [string, string])[]): string {
  for (const [suffix, replacement] of table) {
    if (!w.endsWith(suffix)) continue
    const cut = w.slice(0, -suffix.length)
    return measure(cut) > 0 ? cut + replacement : w
  }
  return w
}

/** Step 4. */
function dropSuffix(w: string): string {
  for (const suffix of STEP_4) {
    if (!w.endsWith(suffix)) continue
    const cut = w.slice(0, -suffix.length)
    if (suffix === 'ion' && !/[st]$/.test(cut)) return w
    return measure(cut) > 1 ? cut : w
  }
  return w
}

/** Step 5. */
function tidy(w: string): string {
  let tidied = w
  if (w.endsWith('e')) {
    const cut = w.slice(0, -1)
    const m = measure(cut)
    if (m > 1 || (m === 1 && !endsShort(cut))) tidied = cut
  }
  return tidied.endsWith('ll') && measure(tidied) > 1 ? tidied.slice(0, -1) : tidied
}

/** The paper's m: how often a vowel is followed by a consonant. */
function measure(w: string): number {
  let m = 0
  let afterVowel = false
  for (let i = 0; i < w.length; i++) {
    const vowel = isVowel(w, i)
    if (afterVowel && !vowel) m++
    afterVowel = vowel
  }
  return m
}

function hasVowel(w: string): boolean {
  for (let i = 0; i < w.length; i++) if (isVowel(w, i)) return true
  return false
}

/** The paper's *o: consonant, vowel, consonant that is not w, x or y. */
function endsShort(w: string): boolean {
  const n = w.length
  return n >= 3 && !isVowel(w, n - 3) && isVowel(w, n - 2) && !isVowel(w, n - 1) && !/[wxy]$/.test(w)
}

function isVowel(w: string, at: number): boolean {
  const letter = w.charAt(at)
  if (letter === 'y') return at > 0 && !isVowel(w, at - 1)
  return letter === 'a' || letter === 'e' || letter === 'i' || letter === 'o' || letter === 'u'
}

const STEP_2 = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
] as const

const STEP_3 = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
] as const

const STEP_4 = [
  'al',
  'ance',
  'ence',
  'er',
  'ic',
  'able',
  'ible',
  'ant',
  'ement',
  'ment',
  'ent',
  'ion',
  'ou',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
] as const
