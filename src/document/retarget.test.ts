import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type PageName, retarget, type Retargeting } from './retarget.ts'

const renamed: Retargeting = {
  page: ({ title, space }) => (title === 'Old & worn' ? { title: 'New "and" <better>', space } : undefined),
  file: ({ fileName, holder }) =>
    fileName === 'a.png' && (holder === undefined || holder.title === 'Host')
      ? { fileName: 'b.png', holder }
      : undefined,
}

describe('retargeting', () => {
  it('changes the title and nothing else', () => {
    assert.equal(
      retarget(
        `<p>x<ac:link><ri:page  ri:space-key='K' ri:content-title="Old &amp; worn"  ri:version-at-save="3"/></ac:link>&nbsp;</p>`,
        renamed,
      ),
      `<p>x<ac:link><ri:page  ri:space-key='K' ri:content-title="New &quot;and&quot; &lt;better&gt;"  ri:version-at-save="3"/></ac:link>&nbsp;</p>`,
    )
  })

  it('leaves what is quoted alone, and other pages', () => {
    const quoted = `<![CDATA[<ri:page ri:content-title="Old &amp; worn" />]]><!-- <ri:page ri:content-title="Old &amp; worn" /> --><ri:page ri:content-title="Old" />`
    assert.equal(retarget(quoted, renamed), quoted)
  })

  it('adds and takes away the space', () => {
    const into = (space: string | undefined): Retargeting => ({ page: ({ title }) => ({ title, space }) })
    const without = '<ri:page ri:content-title="T" />'
    const within = '<ri:page ri:space-key="S&amp;S" ri:content-title="T" />'
    assert.equal(retarget(without, into('S&S')), within)
    assert.equal(retarget(within, into(undefined)), without)
  })

  it('changes file names by where the file hangs', () => {
    assert.equal(
      retarget(
        '<ri:attachment ri:filename="a.png" /><ri:attachment ri:filename="a.png"></ri:attachment>' +
          '<ri:attachment ri:filename="a.png"> <ri:page ri:content-title="Host" /></ri:attachment>' +
          '<ri:attachment ri:filename="a.png"><ri:page ri:content-title="Another" /></ri:attachment>' +
          '<ri:attachment ri:filename="a.png"><ri:content-entity ri:content-id="7" /></ri:attachment>',
        renamed,
      ),
      '<ri:attachment ri:filename="b.png" /><ri:attachment ri:filename="b.png"></ri:attachment>' +
        '<ri:attachment ri:filename="b.png"> <ri:page ri:content-title="Host" /></ri:attachment>' +
        '<ri:attachment ri:filename="a.png"><ri:page ri:content-title="Another" /></ri:attachment>' +
        '<ri:attachment ri:filename="a.png"><ri:content-entity ri:content-id="7" /></ri:attachment>',
    )
  })

  it('changes the page that holds a file', () => {
    assert.equal(
      retarget(
        '<ri:attachment ri:filename="x"><ri:page ri:content-title="Old &amp; worn" /></ri:attachment>',
        renamed,
      ),
      '<ri:attachment ri:filename="x"><ri:page ri:content-title="New &quot;and&quot; &lt;better&gt;" /></ri:attachment>',
    )
  })

  it('hangs a file on another content, or on its own', () => {
    const onTo = (holder: PageName | undefined): Retargeting => ({
      file: ({ fileName }) => ({ fileName, holder }),
    })
    const own = '<ri:attachment ri:filename="x" ri:version-at-save="1" />'
    const there =
      '<ri:attachment ri:filename="x" ri:version-at-save="1"><ri:blog-post ri:space-key="K" ri:content-title="T &amp; T" ri:posting-day="2024/05/01" /></ri:attachment>'
    const post: PageName = { kind: 'blogPost', title: 'T & T', space: 'K', day: '2024/05/01' }
    assert.equal(retarget(own, onTo(post)), there)
    assert.equal(retarget(there, onTo(undefined)), own)
    assert.equal(
      retarget(there, onTo({ kind: 'page', title: 'P' })).includes(
        '><ri:page ri:content-title="P" /></ri:attachment>',
      ),
      true,
    )
  })
})
