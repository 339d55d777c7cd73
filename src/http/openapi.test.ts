import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Type } from 'typebox'
import { openApi } from './openapi.ts'
import { routesOf } from './route.ts'

const route = routesOf<undefined>()
const person = Type.Object({
  name: Type.String(),
  address: Type.String(),
  telephone: Type.String(),
  born: Type.Optional(Type.Integer()),
})
const handle = () => Promise.resolve(undefined)
const description = openApi({ title: 'People', version: '1', base: '/api' }, [
  route({
    id: 'readPerson',
    method: 'GET',
    path: '/people/{name}',
    tag: 'People',
    summary: 'One person.',
    access: 'site',
    query: Type.Object({ year: Type.Optional(Type.Integer()) }),
    reply: Type.Object({ person, found: Type.Boolean() }),
    errors: ['not-found', 'unknown-address'],
    handle,
  }),
  route({
    id: 'makePerson',
    method: 'POST',
    path: '/people/{name}',
    tag: 'People',
    summary: 'Make one.',
    access: 'user',
    body: Type.Object({ person }),
    status: 201,
    reply: 'nothing',
    errors: [],
    handle,
  }),
])

describe('openApi', () => {
  it('puts operations of one path together, with their parameters', () => {
    const paths = description.paths as Record<string, Record<string, Record<string, unknown>>>
    assert.deepEqual(Object.keys(paths), ['/people/{name}'])
    assert.deepEqual(paths['/people/{name}']?.get?.parameters, [
      { name: 'name', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'year', in: 'query', schema: { type: 'integer' } },
    ])
    assert.deepEqual(Object.keys(paths['/people/{name}']?.post?.responses as object), ['201'])
    assert.deepEqual(Object.keys(paths['/people/{name}']?.get?.responses as object), ['200', '404'])
  })

  it('says who may call', () => {
    const text = JSON.stringify(description)
    assert.match(text, /"operationId":"readPerson".*?"security":\[\{\},/)
    assert.match(text, /"operationId":"makePerson".*?"security":\[\{"basic":\[\]\}/)
  })

  it('shares a shape that occurs twice, under the name of its field', () => {
    const { schemas } = description.components as { schemas: Record<string, unknown> }
    assert.deepEqual(Object.keys(schemas), ['person'])
    assert.equal(JSON.stringify(description.paths).split('"$ref":"#/components/schemas/person"').length, 3)
    assert.deepEqual(schemas.person, JSON.parse(JSON.stringify(person)))
  })
})
