/**
 * The colours that a site and its spaces may choose, under Data Center's names where it has one; by day and by
 * night as the style sheet has them when nothing is chosen (`test/web/look.test.ts` compares them).
 */
export const colours = {
  topBarColor: { light: '#0c3540', dark: '#0c3540', property: '--top-bar' },
  topBarMenuSelectedBgColor: { light: '#174b58', dark: '#174b58', property: '--top-bar-active' },
  topBarMenuSelectedTextColor: { light: '#eef6f5', dark: '#eef6f5', property: '--top-bar-active-text' },
  breadcrumbsTextColor: { light: '#eef6f5', dark: '#eef6f5', property: '--top-bar-text' },
  headerButtonBgColor: { light: '#0c3540', dark: '#0c3540', property: '--top-bar-button' },
  headerButtonTextColor: { light: '#eef6f5', dark: '#eef6f5', property: '--top-bar-button-text' },
  searchFieldTextColor: { light: '#eef6f5', dark: '#eef6f5', property: '--search-field-text' },
  searchFieldBgColor: { light: '#174b58', dark: '#174b58', property: '--search-field' },
  menuItemSelectedBgColor: { light: '#e8efee', dark: '#1f2f36', property: '--menu-active' },
  menuItemSelectedTextColor: { light: '#17262c', dark: '#dde7e7', property: '--menu-active-text' },
  menuItemTextColor: { light: '#17262c', dark: '#dde7e7', property: '--menu-text' },
  headingTextColor: { light: '#17262c', dark: '#dde7e7', property: '--heading' },
  linkColor: { light: '#0a6270', dark: '#72cad2', property: '--link' },
  borderColor: { light: '#d3dddc', dark: '#2d4048', property: '--line' },
  screenColor: { light: '#ffffff', dark: '#10191d', property: '--screen' },
} as const

export type ColourName = keyof typeof colours
export const colourNames = Object.keys(colours) as ColourName[]

/** Some colours by their names, each as `#rrggbb` or `#rrggbbaa`. */
export type Colours = Readonly<Partial<Record<ColourName, string>>>

/** Colours for the day and for the night, and what besides only the Cloud's interface has. */
export interface Look {
  readonly light: Colours
  readonly dark: Colours
  /** By its dotted path in the Cloud's settings. Kept and given back; no page is made from it. */
  readonly more: Readonly<Record<string, string>>
}

export const plainLook: Look = { light: {}, dark: {}, more: {} }

/** One look over another. */
export function overlay(below: Look, above: Look): Look {
  return {
    light: { ...below.light, ...above.light },
    dark: { ...below.dark, ...above.dark },
    more: { ...below.more, ...above.more },
  }
}

/** Every colour of one time of day. */
export function allColours(look: Look, time: 'light' | 'dark'): Record<ColourName, string> {
  const entries = colourNames.map((name) => [name, look[time][name] ?? colours[name][time]] as const)
  return Object.fromEntries(entries) as Record<ColourName, string>
}
