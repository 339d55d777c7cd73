let whole = true

/** Says that words on the command line left files out, so gates over the whole run cannot judge. */
export function onlyPartOfTheSuiteRuns(): void {
  whole = false
}

/** Whether every test file of the project takes part in this run. */
export function isWholeSuite(): boolean {
  return whole
}
