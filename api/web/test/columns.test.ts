import { expect, it } from 'vitest'
import type { Reading } from '../src/api.ts'
import { columnsOf } from '../src/columns.ts'

function reading(measurements: Record<string, number>): Reading {
  return {
    sensorId: 1, locationId: 1, sensorType: null, country: null, latitude: null, longitude: null, time: '2026-11-24T09:00:00Z', averagingMinutes: 5, index: null, measurements,
  }
}

it('columns of values that nobody measured are left out', () => {
  const names = columnsOf([reading({ P1: 0 }), reading({ humidity: 40 })]).map(column => column.name)
  expect(names).toEqual(['location_id', 'country', 'aqi', 'band', 'P1', 'humidity', 'sensor_id', 'sensor_type', 'time'])
})
