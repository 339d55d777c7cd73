import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addRows, type NewRows, type TableChoice } from './add-row.ts'

const plain: NewRows = { table: {}, at: 'bottom', rows: [['a', 'b']], cells: 'text' }

function added(storage: string, how: Partial<NewRows> = {}): string {
  const made = addRows(storage, { ...plain, ...how })
  return 'problem' in made ? `! ${made.problem}` : made.storage
}

const table = (inside: string) => `<table class="wrapped"><tbody>${inside}</tbody></table>`
const head = '<tr><th>A</th><th>B</th></tr>'
const row = '<tr><td>1</td><td>2</td></tr>'
const fresh = '<tr><td>a</td><td>b</td></tr>'

describe('a row', () => {
  it('goes to the bottom, or below the head', () => {
    assert.equal(added(table(head + row)), table(head + row + fresh))
    assert.equal(added(table(head + row), { at: 'top' }), table(head + fresh + row))
    assert.equal(added(table(head), { at: 'top' }), table(head + fresh))
    assert.equal(
      added(`<table><thead>${head}</thead></table>`),
      `<table><thead>${head}</thead><tbody>${fresh}</tbody></table>`,
    )
    assert.equal(added(table('')), table(fresh))
  })

  it('leaves every other byte: entities, spaces, comments, code that quotes a table', () => {
    const odd = `<p>&nbsp;&#8211;&auml; <b>x</b></p><!-- <table> --><ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[<table><tr><td>no</td></tr></table>]]></ac:plain-text-body></ac:structured-macro>\n`
    const laidOut = `<table>\n  <tbody>\n    ${head}\n    ${row}\n  </tbody>\n</table>`
    assert.equal(
      added(`${odd}${laidOut}${odd}`),
      `${odd}${laidOut.replace(row, `${row}\n    ${fresh}`)}${odd}`,
    )
    assert.equal(
      added(`${odd}${laidOut}`, { at: 'top' }),
      `${odd}${laidOut.replace(row, `${fresh}\n    ${row}`)}`,
    )
  })

  it('looks like its neighbours and is as wide', () => {
    const wide = '<tr><td colspan="2"><p>1</p></td><td><p>3</p></td></tr>'
    assert.equal(
      added(table(wide), { rows: [['<x> & y']] }),
      table(`${wide}<tr><td><p>&lt;x&gt; &amp; y</p></td><td><p></p></td><td><p></p></td></tr>`),
    )
    assert.match(added(table(row), { rows: [['1', '2', '3']] }), /^! The row has 3 cells, .* 2 columns/)
    assert.equal(
      added(table(row), { rows: [['<b>x</b>', '']], cells: 'storage' }),
      table(`${row}<tr><td><b>x</b></td><td></td></tr>`),
    )
  })

  it('does not get into a table in a cell, nor between cells that span', () => {
    const outer = `<tr><td>${table(row)}</td><td>x</td></tr>`
    assert.equal(added(table(outer)), table(outer + fresh))
    const spanning = '<tr><th rowspan="2">A</th><th>B</th></tr><tr><td>1</td></tr>'
    assert.match(added(table(spanning), { at: 'top' }), /^! A heading cell spans/)
  })
})

describe('a table', () => {
  const page = `<h1>One</h1>${table(row)}<h2>Two &amp; <b>more</b></h2>${table(row)}<ac:structured-macro ac:name="panel"><ac:rich-text-body>${table(row)}</ac:rich-text-body></ac:structured-macro><h1>Three</h1><p>none</p>`
  const positions = [...page.matchAll(/<\/tr>/g)].map(({ index }) => index + 5)
  const at = (choice: TableChoice) => {
    const made = added(page, { table: choice })
    return made.startsWith('!') ? made : positions.indexOf(made.indexOf(fresh)) + 1
  }

  it('is chosen by number, heading and macro', () => {
    assert.equal(at({ number: 2 }), 2)
    assert.equal(at({ under: 'two & more' }), 2)
    assert.equal(at({ under: 'Two & more', number: 2 }), 3)
    assert.equal(at({ under: 'One' }), 1)
    assert.equal(at({ macro: 'panel' }), 3)
  })

  it('that is not there is said', () => {
    const which =
      'number 1 under "One", number 2 under "Two & more", number 3 under "Two & more" in the macro panel'
    assert.equal(at({}), `! The page has 3 tables: say which, ${which}.`)
    assert.equal(at({ number: 4 }), '! The page has only 3 tables.')
    assert.equal(at({ under: 'Three' }), '! The page has no table under "Three".')
    assert.equal(at({ macro: 'info' }), '! The page has no table in the macro info.')
    assert.equal(added('<p>x</b>'), '! The body of the page is not well-formed storage format.')
  })
})
