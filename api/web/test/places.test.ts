import { describe, expect, it } from 'vitest'
import type { Reading } from '../src/api.ts'
import { placesOf, searchPlaces } from '../src/places.ts'

function reading(sensorId: number, locationId: number | null, index: number | null, more: Partial<Reading> = {}): Reading {
  return {
    sensorId, locationId, sensorType: 'SDS011', country: 'DE', latitude: 48, longitude: 9, time: '2026-11-24T09:00:00Z', averagingMinutes: 5, measurements: {},
    index: index === null ? null : { value: index, pm10: index, pm25: null, band: 'Low', advice: { atRisk: '', everyone: '' } },
    ...more,
  }
}

describe('placesOf', () => {
  it('takes the highest index and the newest time of a location', () => {
    const [place] = placesOf([reading(1, 65, null), reading(2, 65, 3, { time: '2026-11-24T09:05:00Z' }), reading(3, 65, 7), reading(4, 65, 2)])
    expect(place).toMatchObject({ id: 65, index: 7, sensors: 4, newest: '2026-11-24T09:05:00Z' })
  })

  it('leaves out who has no place', () => {
    expect(placesOf([reading(1, null, 3), reading(2, 5, 3, { latitude: null })])).toEqual([])
  })

  it('puts the worst last', () => {
    expect(placesOf([reading(1, 1, 9), reading(2, 2, null), reading(3, 3, 4)]).map(place => place.id)).toEqual([2, 3, 1])
  })
})

describe('searchPlaces', () => {
  const places = placesOf([reading(1, 65, 2), reading(2, 650, 9), reading(3, 651, null), reading(4, 7, 5, { country: 'BG' })])

  it('finds by the number\'s beginning, the exact one first', () => {
    expect(searchPlaces(places, '65', 10).map(place => place.id)).toEqual([65, 650, 651])
  })

  it('finds by country', () => {
    expect(searchPlaces(places, 'bg', 10).map(place => place.id)).toEqual([7])
  })

  it('has the exact number also beyond the limit', () => {
    expect(searchPlaces(places, '65', 1).map(place => place.id)).toEqual([65])
  })
})
