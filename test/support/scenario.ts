import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { onEachDatabase, startTestApp, type TestApp, type TestAppOptions } from './app.ts'
import { Matcher, mismatches, show, valueAt } from './match.ts'
import { credentials, type PersonName } from './people.ts'
import { ask, type Answer, type Question } from './request.ts'

/** One step of a scenario: a question, and what its answer must be. */
export type Step = {
  name: string
  /** Who asks; default `admin`. */
  as?: PersonName
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS' | 'PATCH'
  /** From the root of the site, with `${name}` for what earlier steps saved. */
  path: string
  headers?: Record<string, string>
  /** JSON, or a string, bytes or form that go out as they are; `${name}` works in all text of it. */
  body?: unknown
  status: number
  /** What the JSON answer must contain, see match.ts; for an answer that is no JSON a RegExp over its text. */
  has?: unknown
  /** Paths that the JSON answer must not have. */
  lacks?: string[]
  /** Headers that the answer must have. */
  hasHeaders?: Record<string, string | RegExp>
  /** Name → path of a value in the answer, for later steps. */
  save?: Record<string, string>
  /** What to arrange directly, beside the API, before asking. */
  prepare?: (app: TestApp, saved: Saved) => Promise<void>
  /** The types of the events that the request recorded, in order; `[]` says that it changed nothing. */
  events?: string[]
}

/** What earlier steps saved; `space` and the like may be put there before the first. */
export type Saved = Record<string, unknown>

/**
 * Runs the steps one after the other on a fresh site, once on each database. Each step is a test of its own;
 * when one fails, the later ones still run and say for themselves what they lacked.
 */
export function scenarios(
  title: string,
  steps: Step[],
  options: Omit<TestAppOptions, 'database'> = {},
): void {
  onEachDatabase((database) => {
    describe(`${title}, ${database}`, () => {
      let app: TestApp
      const saved: Saved = {}
      before(async () => {
        app = await startTestApp({ ...options, database })
      })
      after(() => app.close())
      for (const step of steps) {
        it(step.name, async () => {
          await runStep(app, step, saved)
        })
      }
    })
  })
}

/** Asks one question and checks the answer; what it saves goes into `saved`. */
export async function runStep(app: TestApp, step: Step, saved: Saved = {}): Promise<Answer> {
  await step.prepare?.(app, saved)
  const question: Question = {
    method: step.method,
    url: app.url + (fill(step.path, saved) as string),
    headers: {
      ...credentials(step.as ?? 'admin'),
      ...(fill(step.headers ?? {}, saved) as Record<string, string>),
    },
    body: fill(step.body, saved),
  }
  const eventsBefore = step.events ? await app.eventTypes() : []
  const answer = await ask(question)
  const events = step.events ? (await app.eventTypes()).slice(eventsBefore.length) : []
  const problems = problemsOf(step, answer, saved, events)
  for (const [name, path] of Object.entries(step.save ?? {})) {
    const value = valueAt(answer.json, path)
    if (value === undefined) problems.push(`${path}: nothing there to save as ${name}`)
    else saved[name] = value
  }
  if (problems.length > 0) assert.fail(report(step, question, answer, problems))
  return answer
}

function problemsOf(step: Step, answer: Answer, saved: Saved, events: string[]): string[] {
  const problems: string[] = []
  if (answer.status !== step.status) problems.push(`status: expected ${step.status}, got ${answer.status}`)
  const expected = fill(step.has, saved)
  if (expected instanceof RegExp && answer.json === undefined)
    problems.push(...mismatches(answer.text, expected))
  else if (expected !== undefined) problems.push(...mismatches(answer.json, expected))
  for (const path of step.lacks ?? []) {
    const value = valueAt(answer.json, path)
    if (value !== undefined) problems.push(`${path}: must not be there, is ${show(value)}`)
  }
  for (const [name, value] of Object.entries(step.hasHeaders ?? {})) {
    problems.push(...mismatches(answer.headers[name.toLowerCase()], fill(value, saved), `header ${name}`))
  }
  if (step.events) problems.push(...mismatches(events, step.events, 'events'))
  return problems
}

/** Replaces `${name}` in all text of a value; a text that is nothing else becomes the saved value itself. */
function fill(value: unknown, saved: Saved): unknown {
  if (typeof value === 'string') {
    const whole = /^\$\{(\w+)\}$/.exec(value)?.[1]
    if (whole !== undefined && whole in saved) return saved[whole]
    return value.replace(/\$\{(\w+)\}/g, (placeholder, name: string) =>
      name in saved ? String(saved[name]) : placeholder,
    )
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, saved))
  if (value instanceof Matcher) return value.map((expected) => fill(expected, saved))
  if (value === null || typeof value !== 'object') return value
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, saved)]))
}

function report(step: Step, question: Question, answer: Answer, problems: string[]): string {
  const { authorization: _secret, ...headers } = question.headers ?? {}
  const sent = question.body === undefined ? '' : `\n  ${show(question.body)}`
  return [
    `${problems.length} difference${problems.length > 1 ? 's' : ''}:`,
    ...problems.map((problem) => `  ${problem}`),
    `asked as ${step.as ?? 'admin'}: ${question.method} ${question.url} ${show(headers)}${sent}`,
    `answered: ${answer.status} ${answer.headers['content-type'] ?? ''}`,
    `  ${answer.text.length > 4_000 ? `${answer.text.slice(0, 4_000)}…` : answer.text}`,
  ].join('\n')
}
