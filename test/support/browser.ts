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

type Candidate = { name: string; prepare: () => Promise<{ executablePath: string; libraries?: string }> }

/** Starts the first Chromium that works: the one named by CHROME_PATH, the system's, or the npm package's. */
export async function startBrowser(): Promise<BrowserFound> {
  const reasons: string[] = []
  for (const candidate of candidates()) {
    try {
      const { executablePath, libraries } = await candidate.prepare()
      const browser = await chromium.launch({
        executablePath,
        args: FLAGS,
        headless: true,
        env: { ...process.env, ...(libraries && { LD_LIBRARY_PATH: libraries }) } as Record<string, string>,
      })
      return { browser }
    } catch (error) {
      reasons.push(`${candidate.name}: ${firstLines(error)}`)
    }
  }
  const missing = `no Chromium works here. ${reasons.join(' | ')}`
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
    { name: '@sparticuz/chromium', prepare: async () => ({ executablePath: await unpackBrowser() }) },
    {
      name: '@sparticuz/chromium with its own libraries',
      prepare: async () => ({ executablePath: await unpackBrowser(), libraries: await unpackLibraries() }),
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

/** The archive carries libnss3, libnspr4 and libexpat for systems that come without them. */
async function unpackLibraries(): Promise<string> {
  const { folder, cache } = packaged()
  const libraries = join(cache, 'libraries')
  if (!existsSync(libraries)) {
    const partial = `${libraries}.${process.pid}`
    mkdirSync(partial)
    await decompress(join(folder, 'bin', 'al2023.tar.br'), `${partial}.tar`)
    execFileSync('tar', ['-xf', `${partial}.tar`, '-C', partial])
    rmSync(`${partial}.tar`)
    renameSync(partial, libraries)
  }
  return existsSync(join(libraries, 'lib')) ? join(libraries, 'lib') : libraries
}

async function decompress(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to))
}
