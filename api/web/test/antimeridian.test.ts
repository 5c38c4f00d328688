import { expect, it } from 'vitest'
import { unwrapped } from '../src/antimeridian.ts'

it('a ring over 180° goes on past it', () => {
  expect(unwrapped([[179, 1], [-179, 1], [-179, 2], [179, 1]])).toEqual([[179, 1], [181, 1], [181, 2], [179, 1]])
})

it('a ring around a pole stays', () => {
  const antarctica = [[-180, -80], [0, -70], [180, -80], [-180, -80]]
  expect(unwrapped(antarctica)).toBe(antarctica)
})
