import { expect, it } from 'vitest'
import { count, counted, countryName, measureLabel, span, tick, time, value } from '../src/format.ts'

it('groups thousands', () => {
  expect([count(34_812), counted(1, 'sensor'), counted(1_200, 'sensor')]).toEqual(['34,812', '1 sensor', '1,200 sensors'])
})

it.each([[4.5499, '4.55'], [36.2, '36.2'], [10, '10'], [-0.126, '-0.13'], [null, '–'], [undefined, '–']])('shows %s as %s', (given, shown) => {
  expect(value(given)).toBe(shown)
})

it.each([[30, '30 s'], [300, '5 min'], [3_600, '1 h'], [21_600, '6 h'], [86_400, '1 d']])('spans %d seconds as %s', (seconds, text) => {
  expect(span(seconds)).toBe(text)
})

it('shows times in UTC whatever the visitor\'s zone', () => {
  expect(time('2026-11-24T09:54:03.250Z')).toBe('2026-11-24 09:54:03')
})

const at = (rfc3339: string) => Date.parse(rfc3339) / 1000

it.each([
  ['2026-11-24T18:00:00Z', 3_600, '2026-11-24T17:00:00Z', '18:00'],
  ['2026-11-24T00:00:00Z', 3_600, '2026-11-23T23:00:00Z', '00:00\n24 Nov'],
  ['2026-11-24T03:00:00Z', 21_600, '2026-11-23T21:00:00Z', '03:00\n24 Nov'],
  ['2026-11-24T00:00:00Z', 86_400, '2026-11-23T00:00:00Z', '24 Nov'],
])('marks %s at steps of %d s after %s', (mark, step, before, text) => {
  expect(tick(at(mark), step, at(before))).toBe(text)
})

it('the first mark has its day', () => {
  expect(tick(at('2026-11-24T18:00:00Z'), 3_600, undefined)).toBe('18:00\n24 Nov')
})

it.each([
  [{ name: 'aqi', unit: '1', quantity: null }, 'Index'],
  [{ name: 'P1', unit: 'µg/m³', quantity: 'PM10' }, 'PM10 (P1), µg/m³'],
  [{ name: 'counts', unit: null, quantity: null }, 'counts'],
])('names a measure', (measure, label) => {
  expect(measureLabel(measure)).toBe(label)
})

it.each([['DE', 'Germany (DE)'], ['QQ', 'QQ']])('names the country %s', (code, name) => {
  expect(countryName(code)).toBe(name)
})
