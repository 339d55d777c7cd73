import type { Look } from './colours.ts'

/** A look that comes with the program under a name. */
export interface Theme {
  readonly key: string
  readonly name: string
  readonly description: string
  readonly look: Look
}

/** The themes that a space or the site may take, beside none, which is the program's own look. */
export const themes: readonly Theme[] = [
  {
    key: 'inver.heath',
    name: 'Heath',
    description: 'A violet bar over the pages, and violet links.',
    look: {
      light: {
        topBarColor: '#3b2552',
        topBarMenuSelectedBgColor: '#543a70',
        headerButtonBgColor: '#3b2552',
        searchFieldBgColor: '#543a70',
        headingTextColor: '#33204a',
        linkColor: '#6a2fa0',
      },
      dark: {
        topBarColor: '#2a1a3c',
        topBarMenuSelectedBgColor: '#453060',
        headerButtonBgColor: '#2a1a3c',
        searchFieldBgColor: '#453060',
        linkColor: '#cdb2f5',
      },
      more: {},
    },
  },
  {
    key: 'inver.slate',
    name: 'Slate',
    description: 'Greys, and blue links.',
    look: {
      light: {
        topBarColor: '#2b3440',
        topBarMenuSelectedBgColor: '#434e5c',
        headerButtonBgColor: '#2b3440',
        searchFieldBgColor: '#434e5c',
        headingTextColor: '#1f2732',
        linkColor: '#1c58b0',
      },
      dark: {
        topBarColor: '#1d242e',
        topBarMenuSelectedBgColor: '#38424f',
        headerButtonBgColor: '#1d242e',
        searchFieldBgColor: '#38424f',
        linkColor: '#8fbcff',
      },
      more: {},
    },
  },
]
