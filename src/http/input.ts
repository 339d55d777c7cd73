import type { TObject, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { AppError } from '../base/errors.ts'

/** Reads a query by its schema. Unknown parameters are harmless: clients of every generation send some. */
export type QueryReader = (query: URLSearchParams) => Record<string, unknown>

interface Parameter {
  readonly type?: string
  readonly default?: unknown
  readonly items?: { readonly type?: string }
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly { readonly const?: unknown }[]
}

/** Compile a query schema: string, integer, boolean and lists of them, which may repeat or be split by commas. */
export function queryReader(schema: TObject | undefined): QueryReader {
  const parameters = Object.entries((schema?.properties ?? {}) as Record<string, Parameter>)
  return (query) => {
    const values: Record<string, unknown> = {}
    for (const [name, parameter] of parameters) {
      const value =
        parameter.type === 'array' ? readList(query, name, parameter) : readOne(query, name, parameter)
      if (value !== undefined) values[name] = value
    }
    return values
  }
}

function readOne(query: URLSearchParams, name: string, parameter: Parameter): unknown {
  const text = query.get(name)
  if (text === null || (text === '' && parameter.type !== 'string')) return parameter.default
  return readValue(name, text, parameter)
}

function readList(query: URLSearchParams, name: string, parameter: Parameter): unknown {
  const all = query.getAll(name)
  if (all.length === 0) return parameter.default
  return all
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => readValue(name, text, parameter.items ?? {}))
}

function readValue(name: string, text: string, parameter: Parameter): unknown {
  if (parameter.type === 'integer') {
    if (/^[+-]?\d{1,15}$/.test(text.trim())) return Number(text)
    // Worded as the vendor's framework words it; clients show it to people.
    throw new AppError(
      'bad-parameter',
      `MethodArgumentTypeMismatchException: Failed to convert value of type 'java.lang.String' to required type 'int'; ` +
        `For input string: "${text.slice(0, 100)}" (parameter ${name})`,
      { parameter: name },
    )
  }
  if (parameter.type === 'boolean') {
    if (/^(true|false)$/i.test(text.trim())) return text.trim().toLowerCase() === 'true'
    throw new AppError(
      'bad-parameter',
      `The parameter ${name} is true or false, not "${text.slice(0, 100)}".`,
    )
  }
  const choices = parameter.enum ?? parameter.anyOf?.map((choice) => choice.const)
  if (choices === undefined || choices.includes(text)) return text
  throw new AppError(
    'bad-parameter',
    `The parameter ${name} cannot be "${text.slice(0, 100)}". Use one of ${choices.join(', ')}.`,
    { parameter: name },
  )
}

/** Checks a JSON body against its schema; says which field is wrong. */
export type BodyCheck = (body: unknown) => void

/** A check by a body schema, compiled when the first body comes: most servers are asked for few of their operations. */
export function bodyCheck(schema: TSchema): BodyCheck {
  let check: ReturnType<typeof Compile> | undefined
  return (body) => {
    const compiled = (check ??= Compile(schema))
    if (body === undefined || body === null)
      throw new AppError('bad-body', 'The request has no JSON body, and needs one.')
    if (compiled.Check(body)) return
    const [first] = compiled.Errors(body)
    const where = first?.instancePath.replace(/^\//, '').replaceAll('/', '.') ?? ''
    throw new AppError(
      'bad-body',
      `The body is not as it should be: ${where === '' ? 'it' : where} ${first?.message ?? 'is wrong'}.`,
      {
        field: where,
      },
    )
  }
}
