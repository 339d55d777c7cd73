/** What the benchmark's pages hold: always the same for the same number, and like what people write. */

/** A page as a client would create it. */
export type SeedPage = { title: string; body: string }

/** The key of the space that holds the benchmark's pages. */
export const SPACE_KEY = 'BENCH'

const WORDS = (
  'service release customer invoice pipeline deployment rollback schedule meeting decision owner budget ' +
  'architecture boundary latency throughput cache index backup restore incident runbook escalation database ' +
  'migration certificate renewal onboarding checklist vendor contract quarter forecast retention policy ' +
  'Straße Übergabe Prüfung façade déploiement réunion señal mañana smörgåsbord Ωmega проверка система 会議 資料 東京'
).split(' ')

type Random = () => number

/** Page number `n` of the benchmark: two to nine kilobytes of headings, tables, lists, macros and links. */
export function seedPage(n: number): SeedPage {
  const random = randomFrom(n * 7919 + 17)
  const target = 2_000 + Math.floor(random() * 6_500)
  const parts = [infoMacro(random), '<p><ac:structured-macro ac:name="toc" /></p>']
  for (let size = 0; size < target;) {
    const part = section(random, n)
    parts.push(part)
    size += Buffer.byteLength(part)
  }
  return { title: `${capital(phrase(random, 3))} ${n}`, body: parts.join('') }
}

/** Mulberry32: small, fast and the same everywhere. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T
}

function phrase(random: Random, words: number): string {
  return Array.from({ length: words }, () => pick(random, WORDS)).join(' ')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function sentence(random: Random): string {
  return `${capital(phrase(random, 6 + Math.floor(random() * 10)))}.`
}

function section(random: Random, n: number): string {
  const heading = `<h2>${capital(phrase(random, 3))}</h2>`
  const parts = [paragraph, list, table, codeMacro, paragraph, infoMacro, taskList]
  return `${heading}${paragraph(random, n)}${pick(random, parts)(random, n)}`
}

function paragraph(random: Random, n: number): string {
  const link = `<ac:link><ri:page ri:content-title="${capital(phrase(random, 3))} ${Math.floor(random() * n)}" /></ac:link>`
  const emphasis = `<strong>${phrase(random, 2)}</strong>`
  const outside = `<a href="https://example.org/${n}?a=1&amp;b=2">${phrase(random, 2)}</a>`
  return `<p>${sentence(random)} ${emphasis}&nbsp;– ${link}, ${outside}. ${sentence(random)} ${sentence(random)}</p>`
}

function list(random: Random): string {
  const items = Array.from({ length: 4 }, () => `<li>${sentence(random)}</li>`)
  return `<ul>${items.join('')}</ul>`
}

function table(random: Random): string {
  const header = `<tr>${['When', 'Who', 'What'].map((name) => `<th>${name}</th>`).join('')}</tr>`
  const rows = Array.from(
    { length: 5 },
    () =>
      `<tr><td>2026-0${1 + Math.floor(random() * 9)}-11</td><td>${phrase(random, 2)}</td><td>${sentence(random)}</td></tr>`,
  )
  return `<table><tbody>${header}${rows.join('')}</tbody></table>`
}

function codeMacro(random: Random): string {
  const lines = Array.from(
    { length: 6 },
    () => `if (${pick(random, WORDS)} < ${Math.floor(random() * 99)}) { return '&' }`,
  )
  return (
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">js</ac:parameter>' +
    `<ac:plain-text-body><![CDATA[${lines.join('\n')}]]></ac:plain-text-body></ac:structured-macro>`
  )
}

function infoMacro(random: Random): string {
  return (
    '<ac:structured-macro ac:name="info"><ac:rich-text-body>' +
    `<p>${sentence(random)}</p></ac:rich-text-body></ac:structured-macro>`
  )
}

function taskList(random: Random): string {
  const tasks = [1, 2].map(
    (id) =>
      `<ac:task><ac:task-id>${id}</ac:task-id><ac:task-status>incomplete</ac:task-status>` +
      `<ac:task-body>${sentence(random)}</ac:task-body></ac:task>`,
  )
  return `<ac:task-list>${tasks.join('')}</ac:task-list>`
}
