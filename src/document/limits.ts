/** Every numeric limit of the document engine, with its reason. */
export const documentLimits = {
  /** Characters of a text that is read: twice what a body may have, so that a file for conversion has room. */
  characters: 10_000_000,
  /** Deepest nesting of elements in storage format: writers recurse over the tree, and no real page comes near. */
  elementDepth: 400,
  /** Deepest nesting that the HTML reader builds; deeper elements are dissolved into their parents. */
  htmlDepth: 300,
  /** Elements that the HTML reader builds: open formatting is opened again in every block, however short the text. */
  htmlElements: 500_000,
  /** How deep macros that bring in content of elsewhere (include, excerpt-include) may bring in more of it. */
  includeDepth: 8,
  /** Macros expanded for one document, included content counted: bounds the questions asked of the wiki. */
  macroCount: 2_000,
  /** Nodes of one document after expansion, included content counted: bounds memory and output. */
  expandedNodes: 500_000,
  /** Characters that the macros of one document bring in: a large page that is included often must not fill the memory. */
  expandedCharacters: 10_000_000,
  /** Macros beyond these bounds that say so; of the others nothing is shown. */
  refusedMacros: 100,
  /** Macros expanded at the same time: the next ones see what these have used up. */
  macrosAtOnce: 8,
  /** Items a macro lists at most, whatever its parameters ask for. */
  macroListItems: 500,
  /** Characters of one block of code that is coloured, of all blocks of one document, and of coloured blocks kept. */
  colouredCode: 50_000,
  colouredDocument: 300_000,
  colouredCache: 4 * 1024 * 1024,
  /** Characters of a line of code, and of a run of words in it: some grammars take the square of it in time. */
  codeLine: 1_000,
  /** Characters of a formula, what its own definitions may expand to, and characters of drawn formulas kept. */
  mathLength: 10_000,
  mathExpansions: 1_000,
  mathCache: 1024 * 1024,
} as const
