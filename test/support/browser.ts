import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { chromium, type Browser } from 'playwright-core'

const FLAGS = [
  '--no-sandbox', // root has no sandbox to give, and the tests load only our own pages
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser to test with, or the reason why there is none. */
export type BrowserFound = { browser: Browser } | { missing: string }

type Candidate = {
  name: string
  prepare: () => Promise<{ executablePath: string; env?: Record<string, string> }>
}

/** Starts the first Chromium that works: the one named by CHROME_PATH, the system's, or the npm package's. */
export async function startBrowser(): Promise<BrowserFound> {
  const reasons: string[] = []
  for (const candidate of candidates()) {
    try {
      const { executablePath, env } = await candidate.prepare()
      const browser = await chromium.launch({
        executablePath,
        args: FLAGS,
        headless: true,
        env: { ...(process.env as Record<string, string>), ...env },
      })
      return { browser }
    } catch (error) {
      reasons.push(`${candidate.name}: ${firstLines(error)}`)
    }
  }
  const missing = `no Chromium works here. ${reasons.join(' | ')}`
  // Where a browser is known to be within reach, as in CI, its absence is a failure.
  if (process.env['INVER_TEST_BROWSER'] === 'required') throw new Error(missing)
  console.error(`\n!!! BROWSER TESTS ARE SKIPPED: ${missing}\n`)
  return { missing }
}

function candidates(): Candidate[] {
  const named = process.env['CHROME_PATH']
  if (named) return [{ name: 'CHROME_PATH', prepare: async () => ({ executablePath: named }) }]
  const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
    .filter((path) => existsSync(path))
    .map((path) => ({ name: path, prepare: async () => ({ executablePath: path }) }))
  return [
    ...installed,
    {
      name: '@sparticuz/chromium',
      prepare: async () => ({ executablePath: await unpackBrowser(), env: await fontsFor() }),
    },
    {
      name: '@sparticuz/chromium with its own libraries',
      prepare: async () => ({
        executablePath: await unpackBrowser(),
        env: { ...(await fontsFor()), LD_LIBRARY_PATH: join(await unpackArchive('al2023'), 'lib') },
      }),
    },
  ]
}

function firstLines(error: unknown): string {
  const text = String(error instanceof Error ? error.message : error)
  const cause = text.match(/error while loading shared libraries[^\n]*/)?.[0]
  return cause ?? text.split('\n').slice(0, 2).join(' ')
}

function packaged(): { folder: string; cache: string } {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..')
  const { version } = createRequire(import.meta.url)(join(folder, 'package.json')) as { version: string }
  const modules = join(folder, '..', '..')
  const cache = join(modules, '.cache', `chromium-${version}`)
  try {
    mkdirSync(cache, { recursive: true })
    return { folder, cache }
  } catch {
    // Installed by another account: unpack for this process alone.
    const own = mkdtempSync(join(tmpdir(), 'inver-chromium-'))
    process.once('exit', () => rmSync(own, { recursive: true, force: true }))
    return { folder, cache: own }
  }
}

async function unpackBrowser(): Promise<string> {
  const { folder, cache } = packaged()
  const executable = join(cache, 'chromium')
  if (existsSync(executable)) return executable
  // Written beside and renamed, so that two runs at once never start half a browser.
  const partial = `${executable}.${process.pid}`
  await decompress(join(folder, 'bin', 'chromium.br'), partial)
  chmodSync(partial, 0o755)
  renameSync(partial, executable)
  return executable
}

/** A system without fonts would show empty pages, so it gets the package's one family. */
async function fontsFor(): Promise<Record<string, string>> {
  if (existsSync('/usr/share/fonts') && existsSync('/etc/fonts/fonts.conf')) return {}
  const fonts = await unpackArchive('fonts')
  const settings = join(fonts, 'inver-fonts.conf')
  const folders = `<dir>${fonts}</dir><cachedir>${fonts}/cache</cachedir>`
  writeFileSync(settings, `<?xml version="1.0"?><fontconfig>${folders}</fontconfig>`)
  return { FONTCONFIG_FILE: settings }
}

/** `al2023` holds libnss3, libnspr4 and libexpat for systems without them, `fonts` a family of fonts. */
async function unpackArchive(name: 'al2023' | 'fonts'): Promise<string> {
  const { folder, cache } = packaged()
  const unpacked = join(cache, name)
  if (existsSync(unpacked)) return unpacked
  const partial = `${unpacked}.${process.pid}`
  mkdirSync(partial)
  await decompress(join(folder, 'bin', `${name}.tar.br`), `${partial}.tar`)
  execFileSync('tar', ['-xf', `${partial}.tar`, '-C', partial])
  rmSync(`${partial}.tar`)
  renameSync(partial, unpacked)
  return unpacked
}

async function decompress(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to))
}
