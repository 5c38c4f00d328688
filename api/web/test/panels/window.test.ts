import { expect, it } from 'vitest'
import { visibleRows } from '../../src/panels/window.ts'

it.each([
  [0, 340, 35_000, { first: 0, last: 18 }],
  [34_000, 340, 35_000, { first: 992, last: 1_018 }],
  [35_000 * 34 - 340, 340, 35_000, { first: 34_982, last: 35_000 }],
  [0, 340, 3, { first: 0, last: 3 }],
  [5_000, 340, 0, { first: 0, last: 0 }],
])('at %d px of %d px rows in sight are few', (scrolled, height, rows, expected) => {
  expect(visibleRows(scrolled, height, 34, rows)).toEqual(expected)
})
