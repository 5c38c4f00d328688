import { describe, expect, it } from 'vitest'
import { bandOf, isIndex, levelOf } from '../src/bands.ts'

describe('bandOf', () => {
  // Defra's table: 1-3 Low, 4-6 Moderate, 7-9 High, 10 Very High.
  it.each([
    [1, 'Low'], [2, 'Low'], [3, 'Low'], [4, 'Moderate'], [5, 'Moderate'], [6, 'Moderate'], [7, 'High'], [8, 'High'], [9, 'High'], [10, 'Very High'],
    [3.99, 'Low'], [6.99, 'Moderate'], [9.99, 'High'],
  ] as const)('names %d %s', (index, band) => {
    expect(bandOf(index)).toBe(band)
  })
})

describe('levelOf', () => {
  it.each([[null, 'none'], [1, 'low'], [3.99, 'low'], [4, 'moderate'], [6.99, 'moderate'], [7, 'high'], [10, 'high']] as const)('is for %s %s', (index, level) => {
    expect(levelOf(index)).toBe(level)
  })
})

describe('isIndex', () => {
  it.each([['aqi', true], ['aqi_pm25', true], ['P1', false], ['aqua', false]] as const)('is for %s %s', (measure, index) => {
    expect(isIndex(measure)).toBe(index)
  })
})
