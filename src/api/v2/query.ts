import { Type } from 'typebox'

/** A parameter of one text. */
export const text = Type.Optional(Type.String())
/** A parameter that repeats, or holds a list with commas. */
export const texts = Type.Optional(Type.Array(Type.String()))
/** A parameter that is a whole number. */
export const whole = Type.Optional(Type.Integer())
/** A parameter that is true or false. */
export const flag = Type.Optional(Type.Boolean())
/** Where a list goes on, and how much of it is asked for. */
export const slice = { cursor: text, limit: whole }
