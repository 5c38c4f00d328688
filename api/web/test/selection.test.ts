import { describe, expect, it } from 'vitest'
import { readSelection, writeSelection, type Selection } from '../src/selection.ts'

const plain: Selection = { range: { last: '24h' }, measure: 'aqi', location: null, country: null }

describe('readSelection', () => {
  it('takes the defaults for an empty query', () => {
    expect(readSelection('')).toEqual(plain)
  })

  it('reads every part', () => {
    expect(readSelection('?location=65&measure=P2&from=2026-11-01T00:00:00Z&to=2026-11-02T12:30:00Z&country=DE')).toEqual({
      range: { from: '2026-11-01T00:00:00Z', to: '2026-11-02T12:30:00Z' }, measure: 'P2', location: 65, country: 'DE',
    })
  })

  it.each([
    '?location=-1', '?location=1e3', '?location=99999999999', '?measure=a%20b', '?measure=', '?country=de', '?country=DEU', '?last=0h', '?last=5y',
    '?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z', '?from=2026-11-01T00:00:00Z', '?from=2026-13-01T00:00:00Z&to=2026-14-01T00:00:00Z',
    '?from=2026-11-01&to=2026-11-02', "?location=65'--",
  ])('does not take %s', query => {
    expect(readSelection(query)).toEqual(plain)
  })

  it('prefers a fixed span to a last one', () => {
    expect(readSelection('?last=7d&from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z').range).toHaveProperty('from')
  })
})

describe('writeSelection', () => {
  it('leaves the defaults out', () => {
    expect(writeSelection(plain)).toBe('')
  })

  it('writes times that people can read', () => {
    const range = { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' }
    expect(writeSelection({ ...plain, range })).toBe('?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z')
  })

  it.each<Selection>([
    plain,
    { ...plain, location: 0 },
    { range: { last: '30d' }, measure: 'temperature', location: 65, country: 'BG' },
    { range: { from: '2018-01-01T00:00:00Z', to: '2018-12-31T23:59:59Z' }, measure: 'aqi_pm25', location: 12_345_678, country: null },
  ])('is read back as it was', selection => {
    expect(readSelection(writeSelection(selection))).toEqual(selection)
  })
})
