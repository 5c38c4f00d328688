import { expect, it } from 'vitest'
import type { Series } from '../src/api.ts'
import { lineOf } from '../src/gaps.ts'

function series(...minutes: number[]): Series {
  const results = minutes.map(minute => ({ from: new Date(minute * 60_000).toISOString(), to: '', value: minute, readings: 1 }))
  return { meta: { unit: '1', binSeconds: 300, from: '', to: '', measure: 'aqi' }, results }
}

it('a line breaks where bins are missing', () => {
  const { times, values, alone } = lineOf(series(0, 5, 10, 30, 35))
  expect(values).toEqual([0, 5, 10, null, 30, 35])
  expect(times).toEqual([0, 300, 600, 900, 1800, 2100])
  expect(alone).toEqual([])
})

it('hourly readings in bins of five minutes are one line', () => {
  expect(lineOf(series(0, 60, 120, 180)).values).toEqual([0, 60, 120, 180])
})

it('values that no line reaches are told', () => {
  const { values, alone } = lineOf(series(0, 5, 10, 30, 50, 55))
  expect(values).toEqual([0, 5, 10, null, 30, null, 50, 55])
  expect(alone).toEqual([4])
})

it('one value stands alone, none is an empty line', () => {
  expect(lineOf(series(7)).alone).toEqual([0])
  expect(lineOf(series())).toEqual({ times: [], values: [], alone: [] })
})
