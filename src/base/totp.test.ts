import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromBase32, otpauthAddress, randomTotpSecret, toBase32, totpCode, totpStep } from './totp.ts'

describe('one-time codes', () => {
  it('are those of RFC 6238, appendix B, in six digits', () => {
    const secret = toBase32(Buffer.from('12345678901234567890'))
    for (const [seconds, code] of [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_111_111_111, '050471'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
      [20_000_000_000, '353130'],
    ] as const) {
      assert.equal(totpCode(secret, totpStep(seconds * 1000)), code, String(seconds))
    }
  })

  it('have secrets in Base32, as RFC 4648, section 10, writes it', () => {
    for (const [plain, encoded] of [
      ['', ''],
      ['f', 'MY'],
      ['fo', 'MZXQ'],
      ['foo', 'MZXW6'],
      ['foob', 'MZXW6YQ'],
      ['fooba', 'MZXW6YTB'],
      ['foobar', 'MZXW6YTBOI'],
    ] as const) {
      assert.equal(toBase32(Buffer.from(plain)), encoded)
      assert.equal(fromBase32(encoded).toString(), plain)
    }
    assert.match(randomTotpSecret(), /^[A-Z2-7]{32}$/)
    assert.notEqual(randomTotpSecret(), randomTotpSecret())
  })

  it('are set up by an address that names the site and the user', () => {
    assert.equal(
      otpauthAddress('My wiki', 'ann@x', 'MZXW6'),
      'otpauth://totp/My%20wiki:ann%40x?secret=MZXW6&issuer=My%20wiki&algorithm=SHA1&digits=6&period=30',
    )
  })
})
