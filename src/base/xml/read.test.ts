import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { parseFragment } from 'parse5'
import { namedEntities } from './entities.ts'
import { positionOf } from './position.ts'
import { readXml, type XmlHandler } from './read.ts'

function read(text: string, depth = 100): string {
  const seen: string[] = []
  const handler: XmlHandler = {
    open: (name, attributes) => seen.push(`<${name}${attributes ? ` ${JSON.stringify(attributes)}` : ''}>`),
    empty: (name, attributes) => seen.push(`<${name}${attributes ? ` ${JSON.stringify(attributes)}` : ''}/>`),
    close: (name) => seen.push(`</${name}>`),
    text: (value) => seen.push(JSON.stringify(value)),
    characterData: (value) => seen.push(`cdata ${JSON.stringify(value)}`),
    comment: (value) => seen.push(`comment ${JSON.stringify(value)}`),
  }
  const fault = readXml(text, handler, { prefixes: ['ac', 'ri', 'at', 'xml'], depth })
  if (fault === undefined) return seen.join(' ')
  const { row, column } = positionOf(text, fault.offset)
  return `${fault.cause} [${row},${column}]`
}

test('elements, text, references and sections are read', () => {
  assert.equal(
    read('a<p class=\'x\' id="y">b &amp; &eacute;&#65;&#x42;<br/></p >'),
    '"a" <p {"class":"x","id":"y"}> "b & éAB" <br/> </p>',
  )
  assert.equal(
    read('<ac:x ri:y="1"/><![CDATA[<&]]><!-- c -->'),
    '<ac:x {"ri:y":"1"}/> cdata "<&" comment " c "',
  )
  assert.equal(read('<a title="x&#10;y\n&quot;"/>'), '<a {"title":"x\\ny \\""}/>')
  assert.equal(read('<p>a\r\nb\rc &amp;</p>'), '<p> "a\\nb\\nc &" </p>')
  assert.equal(read('a<?php echo 1 ?>b'), '"a" comment "?php echo 1 ?" "b"')
  assert.equal(read(''), '')
  assert.equal(
    read('<q:p xmlns:q="urn:q"><q:x q:y="1"/></q:p>'),
    '<q:p {"xmlns:q":"urn:q"}> <q:x {"q:y":"1"}/> </q:p>',
  )
  assert.equal(read('<a __proto__="x" constructor="y"/>'), '<a {"__proto__":"x","constructor":"y"}/>')
})

/** Value → the sentence and place that its author is told. */
const faults: readonly (readonly [string, string])[] = [
  ['<p>x', 'Unexpected close tag </xml>; expected </p>. [1,5]'],
  ['<p>\n  x</br></p>', 'Unexpected close tag </br>; expected </p>. [2,4]'],
  ['<p></p></x>', 'Unexpected close tag </x>; expected </xml>. [1,8]'],
  ['<p[>', `Unexpected character '[' (code 91) excepted space, or '>' or "/>" [1,3]`],
  ['a & b', "Unexpected character ' ' (code 32) (missing name?) [1,4]"],
  [
    '&foo bar',
    "Unexpected character ' ' (code 32); expected a semi-colon after the reference for entity 'foo' [1,5]",
  ],
  [
    '&nbsp',
    "Unexpected character '<' (code 60); expected a semi-colon after the reference for entity 'nbsp' [1,6]",
  ],
  ['&foo;', 'Undeclared general entity "foo" [1,1]'],
  ['<h:p/>', 'Undeclared namespace prefix "h" [1,1]'],
  ['<p h:x="1"/>', 'Undeclared namespace prefix "h" (for attribute "x") [1,1]'],
  ['<q:p xmlns:q="u"/><q:p/>', 'Undeclared namespace prefix "q" [1,19]'],
  ['<!-- a -- b -->', "String '--' not allowed in comment (missing '>'?) [1,8]"],
  ['<p a="1" a="2"/>', "Duplicate attribute 'a'. [1,10]"],
  ['<p a="<"/>', "Unexpected character '<' (code 60) in attribute value [1,7]"],
  ['<p a="x', "Unexpected character '<' (code 60) in attribute value [1,8]"],
  ['<p <b>', "Unexpected '<' character in element (missing closing '>'?) [1,4]"],
  ['<p', `Unexpected character '<' (code 60) excepted space, or '>' or "/>" [1,3]`],
  ['< b', "Unexpected character ' ' (code 32) in content after '<' (malformed start element?). [1,2]"],
  ['<p nowrap>', "Unexpected character '>' (code 62) expected '=' [1,10]"],
  ['<p a=b>', "Unexpected character 'b' (code 98) in start tag Expected a quote [1,6]"],
  ['a ]]> b', "String ']]>' not allowed in textual content, except as the end marker of CDATA section [1,3]"],
  ['a\u0008b', 'Illegal character ((CTRL-CHAR, code 8)) [1,2]'],
  ['&#8;', 'Illegal character entity: expansion character (code 0x8) [1,1]'],
  [
    '<?xml version="1.0"?>',
    'Illegal processing instruction target ("xml"); xml (case insensitive) is reserved by the specs. [1,1]',
  ],
  [
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    "Unrecognized XML directive; expected CDATA or comment ('<![CDATA[' or '<!--'). [1,1]",
  ],
  ['<?php x', 'Unexpected EOF in processing instruction [1,1]'],
  ['<![CDATA[x', 'Unexpected EOF in CDATA section [1,1]'],
  ['x \ud800', 'Illegal character (code 0xd800) [1,3]'],
  ['<p>\r\n&x;</p>', 'Undeclared general entity "x" [2,1]'],
]
for (const [text, expected] of faults) {
  test(`refuses ${JSON.stringify(text)}`, () => assert.equal(read(text), expected))
}

test('depth is bounded', () => {
  assert.equal(read('<p>'.repeat(101)), 'Maximum Element Depth limit (100) Exceeded [1,301]')
})

test('never throws, whatever the text', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '/',
    '&',
    ';',
    'p',
    'ac:x',
    ' ',
    '"',
    "'",
    '=',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '&amp;',
    '&#x',
    '\r\n',
    'x',
    '</p>',
    '<p>',
  )
  fc.assert(fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => void read(parts.join(''))))
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void read(text)))
})

test('the entity table is XHTML 1.0', () => {
  assert.equal(namedEntities.size, 253)
  for (const [name, character] of namedEntities) {
    const [node] = parseFragment(`&${name};`).childNodes
    const decoded = node !== undefined && 'value' in node ? node.value : ''
    // HTML5 moved the two angle brackets to other code points.
    if (name !== 'lang' && name !== 'rang') assert.equal(decoded, character, name)
  }
})
