/** Generators of storage format for property tests. */
import * as fc from 'fast-check'

const words = fc.constantFrom(
  'one',
  ' two ',
  'a &amp; b',
  '&nbsp;',
  '&eacute;',
  'x &lt; y',
  '"q"',
  '\u{1f600}',
  '&ndash;',
  ' ',
)
const attributes = fc.constantFrom(
  '',
  ' style="color: rgb(1,2,3);"',
  ' class="x"',
  ' style="text-align: center;" class="y"',
)
const title = fc.constantFrom('Home', 'A &amp; B', 'Über', 'x/y?z')

const target = fc.oneof(
  title.map((title) => `<ri:page ri:content-title="${title}" />`),
  title.map((title) => `<ri:page ri:space-key="KEY" ri:content-title="${title}" ri:version-at-save="2" />`),
  fc.constant('<ri:attachment ri:filename="a b.png" />'),
  fc.constant('<ri:attachment ri:filename="f.pdf"><ri:page ri:content-title="Other" /></ri:attachment>'),
  fc.constant('<ri:blog-post ri:posting-day="2012/01/30" ri:content-title="News" />'),
  fc.constant('<ri:user ri:username="jdoe" />'),
  fc.constant('<ri:user ri:account-id="5b" />'),
  fc.constant('<ri:space ri:space-key="KEY" />'),
  fc.constant('<ri:content-entity ri:content-id="7" />'),
  fc.constant('<ri:shortcut ri:key="JIRA" ri:parameter="1" />'),
  fc.constant(''),
)
const link = fc
  .tuple(
    fc.constantFrom(
      '',
      ' ac:anchor="here"',
      ' ac:anchor="a" ac:tooltip="tip"',
      ' ac:card-appearance="inline"',
    ),
    target,
    fc.constantFrom(
      '',
      '<ac:plain-text-link-body><![CDATA[plain]]></ac:plain-text-link-body>',
      '<ac:link-body>rich <strong>text</strong></ac:link-body>',
    ),
  )
  .map(([attributes, target, body]) => `<ac:link${attributes}>${target}${body}</ac:link>`)
const image = fc
  .tuple(
    fc.constantFrom(
      '',
      ' ac:width="200"',
      ' ac:align="center" ac:alt="alt"',
      ' ac:thumbnail="true" ac:border="true"',
    ),
    fc.constantFrom(
      '<ri:attachment ri:filename="a.png" />',
      '<ri:url ri:value="https://example.org/x.png" />',
    ),
    fc.constantFrom('', '<ac:caption><p>Cap</p></ac:caption>'),
  )
  .map(([attributes, target, caption]) => `<ac:image${attributes}>${target}${caption}</ac:image>`)

const inlineMacro = fc.constantFrom(
  '<ac:structured-macro ac:name="cheese" />',
  '<ac:structured-macro ac:name="status" ac:schema-version="1" ac:macro-id="s1"><ac:parameter ac:name="colour">Green</ac:parameter><ac:parameter ac:name="title">OK</ac:parameter></ac:structured-macro>',
  '<ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">here</ac:parameter></ac:structured-macro>',
  '<ac:structured-macro ac:name="no-such-macro" ac:macro-id="u1"><ac:parameter ac:name="a">1 &amp; 2</ac:parameter></ac:structured-macro>',
)

const { inline, blocks } = fc.letrec<{ inline: string; blocks: string; block: string }>((tie) => ({
  inline: fc
    .array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        words,
        fc.constantFrom('<br />', '<ac:emoticon ac:name="smile" />', '<time datetime="2024-05-01" />'),
        link,
        image,
        inlineMacro,
        fc
          .tuple(
            fc.constantFrom('strong', 'em', 'u', 's', 'b', 'i', 'code', 'sub', 'sup', 'del', 'span'),
            attributes,
            tie('inline'),
          )
          .map(([name, attributes, inside]) => `<${name}${attributes}>${inside}</${name}>`),
        tie('inline').map((inside) => `<a href="https://example.org/?a=1&amp;b=2">${inside}</a>`),
        tie('inline').map(
          (inside) => `<ac:inline-comment-marker ac:ref="r1">${inside}</ac:inline-comment-marker>`,
        ),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join('')),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(attributes, tie('inline')).map(([attributes, inside]) => `<p${attributes}>${inside}</p>`),
    fc
      .tuple(fc.integer({ min: 1, max: 6 }), tie('inline'))
      .map(([level, inside]) => `<h${level}>${inside}</h${level}>`),
    fc.constantFrom('<hr />', '\n', '<!-- note -->', '<p />'),
    tie('blocks').map((inside) => `<blockquote>${inside}</blockquote>`),
    fc
      .tuple(fc.constantFrom('ul', 'ol'), tie('inline'), tie('blocks'))
      .map(([name, text, inside]) => `<${name}><li>${text}</li><li>${inside}</li></${name}>`),
    fc
      .tuple(attributes, tie('inline'), tie('blocks'))
      .map(
        ([attributes, text, inside]) =>
          `<table class="wrapped"><colgroup><col /><col /></colgroup><tbody><tr><th>h</th><td${attributes}>${text}</td></tr><tr><td colspan="2">${inside}</td></tr></tbody></table>`,
      ),
    fc
      .tuple(
        fc.constantFrom('info', 'panel', 'expand', 'excerpt', 'unknown-box'),
        fc.constantFrom('', '<ac:parameter ac:name="title">T &amp; U</ac:parameter>'),
        tie('blocks'),
      )
      .map(
        ([name, parameter, inside]) =>
          `<ac:structured-macro ac:name="${name}" ac:schema-version="1">${parameter}<ac:rich-text-body>${inside}</ac:rich-text-body></ac:structured-macro>`,
      ),
    fc
      .constantFrom('x < y', 'a ]] b', '', 'l1\nl2')
      .map(
        (code) =>
          `<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">java</ac:parameter><ac:plain-text-body><![CDATA[${code}]]></ac:plain-text-body></ac:structured-macro>`,
      ),
    fc
      .tuple(fc.constantFrom('complete', 'incomplete'), tie('inline'))
      .map(
        ([status, inside]) =>
          `<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>${inside}</ac:task-body></ac:task></ac:task-list>`,
      ),
    tie('blocks').map(
      (inside) =>
        `<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell>${inside}</ac:layout-cell><ac:layout-cell><p>x</p></ac:layout-cell></ac:layout-section></ac:layout>`,
    ),
  ),
  blocks: fc.array(tie('block'), { maxLength: 4 }).map((parts) => parts.join('')),
}))

/** Inline storage mark-up. */
export const inlineText = inline
/** A whole storage value. */
export const storageText = blocks
