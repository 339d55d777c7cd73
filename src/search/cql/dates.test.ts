import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addUnits, parseDate, parseIncrement, startOf } from './dates.ts'

const at = (iso: string) => Date.parse(iso)
const iso = (ms: number) => new Date(ms).toISOString().replace('.000', '')

describe('dates of CQL', () => {
  it('reads both forms, with and without a time, in a time zone', () => {
    const cases: [string, string, string, string][] = [
      ['2024-02-29', 'UTC', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
      ['2024/1/5', 'UTC', '2024-01-05T00:00:00Z', '2024-01-06T00:00:00Z'],
      ['2024-01-05 09:30', 'UTC', '2024-01-05T09:30:00Z', '2024-01-05T09:31:00Z'],
      ['2024-01-05', 'America/New_York', '2024-01-05T05:00:00Z', '2024-01-06T05:00:00Z'],
      // The day on which summer time begins has 23 hours, the one on which it ends 25.
      ['2024-03-31', 'Europe/Berlin', '2024-03-30T23:00:00Z', '2024-03-31T22:00:00Z'],
      ['2024-10-27', 'Europe/Berlin', '2024-10-26T22:00:00Z', '2024-10-27T23:00:00Z'],
      ['2024-06-01 12:00', 'Asia/Kolkata', '2024-06-01T06:30:00Z', '2024-06-01T06:31:00Z'],
    ]
    for (const [text, zone, start, end] of cases) {
      const span = parseDate(text, zone)
      assert.deepEqual(span && [iso(span.start), iso(span.end)], [start, end], `${text} ${zone}`)
    }
  })

  it('refuses dates that do not exist or are written otherwise', () => {
    for (const text of [
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-01-32',
      '2024-01-01 24:00',
      '2024-01-01 10:60',
      '0000-01-01',
      '2024-01/01',
      '2024-01',
      'yesterday',
      '',
      '20240101',
      '2024-01-01T10:00',
    ]) {
      assert.equal(parseDate(text, 'UTC'), undefined, text)
    }
  })

  it('reads increments', () => {
    assert.deepEqual(parseIncrement('-4w', 'd'), { count: -4, unit: 'w' })
    assert.deepEqual(parseIncrement('+1M', 'd'), { count: 1, unit: 'M' })
    assert.deepEqual(parseIncrement('3', 'y'), { count: 3, unit: 'y' })
    for (const text of ['', 'w', '4x', '1.5d', '--1d', '1d2h'])
      assert.equal(parseIncrement(text, 'd'), undefined)
  })

  it('adds calendar units', () => {
    const cases: [string, number, 'y' | 'M' | 'w' | 'd' | 'h' | 'm', string, string][] = [
      ['2024-01-31T10:00:00Z', 1, 'M', 'UTC', '2024-02-29T10:00:00Z'],
      ['2024-02-29T10:00:00Z', -1, 'y', 'UTC', '2023-02-28T10:00:00Z'],
      ['2024-01-15T00:00:00Z', -2, 'M', 'UTC', '2023-11-15T00:00:00Z'],
      ['2024-03-30T11:00:00Z', 1, 'd', 'Europe/Berlin', '2024-03-31T10:00:00Z'],
      ['2024-03-30T11:00:00Z', 24, 'h', 'Europe/Berlin', '2024-03-31T11:00:00Z'],
      ['2024-01-01T00:00:00Z', -90, 'm', 'UTC', '2023-12-31T22:30:00Z'],
      ['2024-01-10T00:00:00Z', -1, 'w', 'UTC', '2024-01-03T00:00:00Z'],
    ]
    for (const [from, count, unit, zone, expected] of cases) {
      assert.equal(iso(addUnits(at(from), count, unit, zone)), expected, `${from} ${count}${unit}`)
    }
  })

  it('finds where a day, week, month and year begin', () => {
    const sunday = at('2024-06-16T20:00:00Z')
    assert.equal(iso(startOf('d', sunday, 'UTC')), '2024-06-16T00:00:00Z')
    assert.equal(iso(startOf('w', sunday, 'UTC')), '2024-06-10T00:00:00Z')
    assert.equal(iso(startOf('w', sunday, 'Asia/Tokyo')), '2024-06-16T15:00:00Z')
    assert.equal(iso(startOf('M', sunday, 'UTC')), '2024-06-01T00:00:00Z')
    assert.equal(iso(startOf('y', sunday, 'America/New_York')), '2024-01-01T05:00:00Z')
    assert.equal(iso(startOf('d', at('1960-05-05T03:00:00Z'), 'Europe/London')), '1960-05-04T23:00:00Z')
  })
})
