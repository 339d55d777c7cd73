import { type TProperties, type TSchema, Type } from 'typebox'

/** The Cloud's look-and-feel settings: answered whole, taken with whatever parts a client sends. */
const closed = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const text = Type.String()
const textOrNull = Type.Union([Type.String(), Type.Null()])

const colour = closed({ color: text })
const pair = closed({ backgroundColor: text, color: text })
const navigation = closed({ color: text, highlightColor: text, hoverOrFocus: pair })
const header = closed({
  backgroundColor: text,
  button: pair,
  primaryNavigation: navigation,
  secondaryNavigation: navigation,
  search: pair,
})
const background = {
  background: text,
  backgroundAttachment: textOrNull,
  backgroundBlendMode: textOrNull,
  backgroundClip: textOrNull,
  backgroundColor: textOrNull,
  backgroundImage: textOrNull,
  backgroundOrigin: textOrNull,
  backgroundPosition: textOrNull,
  backgroundRepeat: textOrNull,
  backgroundSize: textOrNull,
}
const container = closed({ ...background, padding: text, borderRadius: text })

const look = {
  headings: colour,
  links: colour,
  menus: closed({ hoverOrFocus: closed({ backgroundColor: text }), color: text }),
  header,
  horizontalHeader: header,
  content: closed({
    screen: closed({
      ...background,
      layer: closed({ width: text, height: text }),
      gutterTop: textOrNull,
      gutterRight: textOrNull,
      gutterBottom: textOrNull,
      gutterLeft: textOrNull,
    }),
    container,
    header: container,
    body: container,
  }),
  bordersAndDividers: colour,
}

export const lookAndFeel = closed(look)

export const lookAndFeelWithLinks = closed({ ...look, _links: Type.Record(Type.String(), Type.String()) })

const tree: TSchema = Type.Record(Type.String(), Type.Unknown())

export const lookAndFeelInput = Type.Object({
  headings: tree,
  links: tree,
  menus: tree,
  header: tree,
  horizontalHeader: Type.Optional(Type.Union([tree, Type.Null()])),
  content: tree,
  bordersAndDividers: tree,
})

export const selection = Type.Union([Type.Literal('global'), Type.Literal('custom'), Type.Literal('theme')])

export const theme = closed({
  themeKey: text,
  name: text,
  description: text,
})

export const themeWithLinks = closed({
  ...theme.properties,
  _links: Type.Record(Type.String(), Type.String()),
})
