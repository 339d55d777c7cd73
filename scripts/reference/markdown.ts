/** A table. Cells are Markdown without HTML; what would end a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(asCell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n')
}

function asCell(text: string): string {
  const cell = text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  return cell.startsWith('`') ? cell : cell.replaceAll('<', '&lt;')
}

/** Text as code; nothing for nothing. */
export function code(text: string): string {
  return text === '' ? '' : `\`${text}\``
}

/** The first lines of a generated page. */
export function head(title: string, source: string): string {
  return `# ${title}\n\n<!-- Written by \`npm run reference\` from ${source}. Changes made here are lost. -->\n\n`
}
