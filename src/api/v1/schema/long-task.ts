import { Type } from 'typebox'

const message = Type.Object(
  { key: Type.Optional(Type.String()), translation: Type.String(), args: Type.Array(Type.Unknown()) },
  { additionalProperties: false },
)

/** `GET /longtask/{id}`: what only the Cloud has is optional. */
export const longTask = Type.Object(
  {
    id: Type.String(),
    name: Type.Object(
      { key: Type.String(), args: Type.Array(Type.Unknown()), translation: Type.Optional(Type.String()) },
      { additionalProperties: false },
    ),
    elapsedTime: Type.Integer(),
    percentageComplete: Type.Integer({ minimum: 0, maximum: 100 }),
    successful: Type.Boolean(),
    finished: Type.Optional(Type.Boolean()),
    messages: Type.Array(message),
    status: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(message)),
    additionalDetails: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    _links: Type.Record(Type.String(), Type.String()),
    _expandable: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
)

/** What an operation answers that starts a long task. The key is `links`, without the underscore. */
export const startedTask = Type.Object(
  {
    id: Type.String(),
    links: Type.Object({ status: Type.String() }, { additionalProperties: false }),
  },
  { additionalProperties: false },
)
