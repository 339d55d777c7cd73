/**
 * Random documents in every format, for what must hold whatever is written: `npm run fuzz -- --seconds 60 [--seed N]`.
 *
 * Document after document is made from one seed after the other, so that the same first seed tries the same documents
 * in the same order; how far it comes is a matter of time.
 * Prints a failure with the seed that makes it again and the smallest text that shows it; exits with 1 then.
 */
import assert from 'node:assert/strict'
import { parseArgs } from 'node:util'
import type { FormatName } from '../src/document/format.ts'
import { canConvert, checkStorage, convert, formatNames } from '../src/document/formats.ts'
import { nowhere } from '../src/document/nowhere.ts'
import { checkAll, repairStorage } from '../src/document/repair.ts'
import { assertHarmless } from '../test/support/harmless.ts'
import { randomPieces } from './fuzz/pieces.ts'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    /** How many documents; until the time is up when absent. */
    count: { type: 'string' },
    /** Only these formats, separated by commas. */
    from: { type: 'string' },
  },
})

/** Documents are short: what takes longer than this grows worse than with their length. */
const MOST_MS = 1_500
const SHRINK_MS = 30_000
const env = nowhere({ spaceKey: 'KEY', allowRawHtml: true })

const sources = (['storage', 'editor', 'wiki', 'markdown', 'atlas_doc_format'] as const).filter(
  (format) => canConvert(format, 'storage') && (options.from ?? format).split(',').includes(format),
)
const targets = formatNames.filter((format) => format !== 'raw')
const shown: readonly FormatName[] = ['view', 'export_view', 'styled_view', 'editor']

const to = async (text: string, from: FormatName, format: FormatName, original?: string) =>
  (await convert(text, from, format, { env, original })).text

async function timeOf(text: string, from: FormatName, format: FormatName): Promise<number> {
  const start = performance.now()
  await convert(text, from, format, { env })
  return performance.now() - start
}

/** What must hold of a text of a format; a name each, so that one failure does not hide another. */
const properties: Readonly<Record<string, (text: string, from: FormatName) => Promise<void>>> = {
  'every conversion ends soon, without an exception': async (text, from) => {
    for (const target of targets.filter((format) => canConvert(from, format))) {
      let took = await timeOf(text, from, target)
      // Something else may have had the processor; what is slow by itself is slow again.
      if (took >= MOST_MS) took = await timeOf(text, from, target)
      assert.ok(took < MOST_MS, `${from} to ${target} took ${Math.round(took)} ms`)
    }
  },
  'what is shown runs nothing': async (text, from) => {
    for (const target of shown) {
      const html = await to(text, from, target)
      assertHarmless(
        target === 'styled_view' ? html.replace(/<head>.*?<\/head>/s, '') : html,
        `${from} to ${target}`,
      )
    }
  },
  'what is stored is storage': async (text, from) => {
    if (from === 'storage') return
    assert.equal(checkStorage(await to(text, from, 'storage')), undefined)
  },
  'what was read and written once stays as it is': async (text, from) => {
    if (from === 'storage' && checkStorage(text) !== undefined) return
    // One element around everything is a wrapper to the reader of HTML, time and again.
    if (from === 'editor' || !canConvert(from, from)) return
    const once = await to(text, from, from)
    if (from === 'storage') assert.equal(once, text)
    assert.equal(await to(once, from, from), once)
  },
  'a stored document survives the views and the editor': async (text, from) => {
    const stored = from === 'storage' ? text : await to(text, from, 'storage')
    if (checkStorage(stored) !== undefined) return
    for (const way of ['view', 'editor'] as const)
      assert.equal(await to(await to(stored, 'storage', way), 'editor', 'storage', stored), stored, way)
  },
  'storage can be repaired, and its findings told': async (text, from) => {
    if (from !== 'storage') return
    const { text: repaired, changes } = repairStorage(text)
    assert.equal(checkStorage(repaired), undefined)
    assert.equal(changes.length === 0, repaired === text)
    assert.equal(
      checkAll(text).some(({ severity }) => severity === 'fatal'),
      checkStorage(text) !== undefined,
    )
  },
}

interface Failure {
  readonly seed: number
  readonly from: FormatName
  readonly property: string
  readonly error: unknown
  readonly pieces: readonly string[]
}

async function errorOf(property: string, text: string, from: FormatName): Promise<unknown> {
  try {
    await properties[property]?.(text, from)
    return undefined
  } catch (error) {
    return error
  }
}

/** Leaves out pieces, then characters, as long as the property still fails. */
async function smallest({ pieces, property, from }: Failure): Promise<string> {
  const until = performance.now() + SHRINK_MS
  const shrink = async (parts: readonly string[]): Promise<readonly string[]> => {
    let left = parts
    for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < left.length && performance.now() < until;) {
        const fewer = left.toSpliced(at, size)
        if ((await errorOf(property, fewer.join(''), from)) === undefined) at += size
        else left = fewer
      }
    }
    return left
  }
  const few = (await shrink(pieces)).join('')
  return (await shrink([...few])).join('')
}

async function main(): Promise<void> {
  const first = Number(options.seed ?? Date.now() % 1_000_000_000)
  const count = Number(options.count ?? Infinity)
  const until = performance.now() + Number(options.seconds) * 1_000
  console.log(`Formats ${sources.join(', ')}, seed ${first}`)
  const failures = new Map<string, Failure>()
  let made = 0
  for (let seed = first; made < count && performance.now() < until; seed++) {
    const from = sources[seed % sources.length]
    if (from === undefined) break
    const pieces = randomPieces(from, seed)
    for (const property of Object.keys(properties)) {
      const name = `${from}: ${property}`
      if (failures.has(name)) continue
      const error = await errorOf(property, pieces.join(''), from)
      if (error === undefined) continue
      failures.set(name, { seed, from, property, error, pieces })
      console.log(`FAILED ${name} (seed ${seed})`)
    }
    made++
  }
  for (const failure of failures.values()) await report(failure)
  console.log(`${made} documents, ${failures.size} failures`)
  if (failures.size > 0 || made === 0) process.exitCode = 1
}

async function report(failure: Failure): Promise<void> {
  const text = await smallest(failure)
  const error = (await errorOf(failure.property, text, failure.from)) ?? failure.error
  console.log(`\n${failure.from}: ${failure.property}`)
  console.log(
    `  again: npm run fuzz -- --seed ${failure.seed} --count 1${options.from ? ` --from ${options.from}` : ''}`,
  )
  console.log(`  smallest: ${JSON.stringify(text)}`)
  console.log(
    `  ${error instanceof Error ? (error.stack ?? error.message).slice(0, 1_500).replaceAll('\n', '\n  ') : String(error)}`,
  )
}

await main()
