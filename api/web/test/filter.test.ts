import { describe, expect, it } from 'vitest'
import { compareCells, filterOf, isFilter } from '../src/filter.ts'

describe('a number column', () => {
  it.each([
    ['7', [7], [6, 70, null]],
    ['= 7', [7], [6, null]],
    ['>= 4', [4, 10], [3, null]],
    ['>4', [5], [4, null]],
    ['< 0', [-1], [0, null]],
    ['<=0.5', [0.5, -3], [0.6]],
    ['2..5', [2, 3.5, 5], [1.9, 5.1, null]],
    ['-10..-5', [-10, -7], [-4, 0]],
    ['high', [], [1, null]],
  ])('with %s', (text, hits, misses) => {
    const test = filterOf(text, true)!
    expect(hits.map(test)).not.toContain(false)
    expect(misses.map(test)).not.toContain(true)
  })

  it('says which filters it understands', () => {
    expect(['', ' ', '7', '>= 4', '2..5', '-1'].map(text => isFilter(text, true))).not.toContain(false)
    expect(['high', '>=', '2..', '1,5', '> 1 2'].map(text => isFilter(text, true))).not.toContain(true)
  })
})

describe('a text column', () => {
  it('takes any part, without case', () => {
    const test = filterOf(' sds ', false)!
    expect([test('SDS011'), test('BME280'), test(null)]).toEqual([true, false, false])
  })

  it('takes signs as signs', () => {
    expect(filterOf('.*', false)!('SDS011')).toBe(false)
  })
})

it('an empty filter is none', () => {
  expect([filterOf('', true), filterOf('  ', false)]).toEqual([null, null])
})

describe('compareCells', () => {
  it('puts what is missing last in either direction', () => {
    const cells = [3, null, 10, 1]
    expect([...cells].sort((a, b) => compareCells(a, b, false))).toEqual([1, 3, 10, null])
    expect([...cells].sort((a, b) => compareCells(a, b, true))).toEqual([10, 3, 1, null])
  })
})
