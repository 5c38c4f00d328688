import { expect, it } from 'vitest'
import type { Series } from '../src/api.ts'
import { withGaps } from '../src/gaps.ts'

it('a line breaks where bins are missing', () => {
  const bin = (minute: number, value: number) => ({ from: `1970-01-01T00:${String(minute).padStart(2, '0')}:00Z`, to: '', value, readings: 1 })
  const series: Series = { meta: { unit: '1', binSeconds: 300, from: '', to: '', measure: 'aqi' }, results: [bin(0, 1), bin(5, 2), bin(20, 3)] }
  expect(withGaps(series)).toEqual([[0, 300, 600, 1200], [1, 2, null, 3]])
})
