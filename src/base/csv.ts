/** Rows as a CSV file (RFC 4180) that a spreadsheet opens without taking any cell for a formula. */
export function csv(rows: readonly (readonly (string | number | boolean)[])[]): string {
  return rows.map((row) => row.map((value) => cell(String(value))).join(',') + '\r\n').join('')
}

function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
