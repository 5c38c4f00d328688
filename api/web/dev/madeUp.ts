import { bandOf } from '../src/bands.ts'

const now = Math.floor(Date.now() / 1000) * 1000
const sensors = 35_000
const types = ['SDS011', 'BME280', 'PMS5003', 'SPS30', 'DHT22']
const centres: [string, number, number, number][] = [
  ['DE', 51, 10, 3], ['DE', 48.8, 9.2, 0.6], ['FR', 47, 2.5, 3], ['IT', 44.5, 10.5, 2], ['PL', 52, 19.5, 2.5], ['BG', 42.7, 23.3, 1],
  ['NL', 52.2, 5.3, 0.8], ['GB', 52.5, -1.2, 1.6], ['AT', 47.6, 14.5, 1.2], ['US', 39, -98, 14], ['CN', 31, 114, 7], ['AU', -33, 149, 3],
]

/** The same figures at each start: a small generator with a seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
}

const random = randomFrom(7)
const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z')
const spread = () => random() + random() + random() - 1.5

function index(value: number) {
  return {
    value, pm10: Math.max(1, value - 1), pm25: value, band: bandOf(value), colour: '#000000', standard: 'uk-daqi', indicative: true,
    advice: {
      atRisk: value < 4 ? 'Carry on as usual.' : 'Consider less strenuous exercise outdoors if you have symptoms.',
      everyone: value < 7 ? 'Carry on as usual.' : 'Ease off outdoors if eyes, cough or throat trouble you.',
    },
  }
}

const readings = Array.from({ length: sensors / 2 }, (_, i) => pair(i + 1)).flat()

function pair(locationId: number) {
  const [country, lat, lon, width] = centres[Math.floor(random() ** 1.6 * centres.length)]!
  const place = { locationId, country, latitude: lat + spread() * width, longitude: lon + spread() * width * 1.4, averagingMinutes: 5 }
  const dust = Math.exp(random() * 1.9 + random() * 1.6 + random())
  const time = () => iso(now - Math.floor(random() * 600) * 1000)
  const weather = { temperature: Math.round(spread() * 900 + 800) / 100, humidity: Math.round(random() * 6000 + 4000) / 100 }
  return [
    {
      ...place, sensorId: locationId * 2 - 1, sensorType: types[locationId % 3 === 0 ? 2 : 0]!, time: time(),
      index: index(Math.min(10, 1 + Math.floor(dust / 9))), measurements: { P1: Math.round(dust * 170) / 100, P2: Math.round(dust * 100) / 100 },
    },
    { ...place, sensorId: locationId * 2, sensorType: types[locationId % 4 === 0 ? 4 : 1]!, time: time(), index: null, measurements: weather },
  ]
}

export function latestPage(limit: number, start: number) {
  const end = start + limit
  return { meta: { found: readings.length, limit, next: end < readings.length ? String(end) : null }, results: readings.slice(start, end) }
}

const seconds: Record<string, number> = { m: 60, h: 3600, d: 86400 }

export function seriesOf(locationId: number, query: URLSearchParams) {
  const measure = query.get('measure') ?? 'aqi'
  const last = query.get('last') ?? '24h'
  const to = query.get('to') ? Date.parse(query.get('to')!) : now
  const from = query.get('from') ? Date.parse(query.get('from')!) : now - Number(last.slice(0, -1)) * seconds[last.at(-1)!]! * 1000
  const binSeconds = [60, 300, 900, 3600, 21600, 86400].find(bin => (to - from) / 1000 / bin <= 500) ?? 86400
  const next = randomFrom(locationId)
  const results = []
  for (let at = from; at < to; at += binSeconds * 1000) {
    const hour = (at / 3_600_000) % 24
    const level = 4 + 2.5 * Math.sin(((hour - 3) / 24) * 4 * Math.PI) + next() * 2
    if (Math.abs(hour - 13) > 0.7) results.push({ from: iso(at), to: iso(at + binSeconds * 1000), value: measure.startsWith('aqi') ? Math.max(1, level) : level * 6, readings: 2 })
  }
  return { meta: { found: results.length, limit: 10_000, next: null, locationId, measure, unit: '1', aggregate: 'avg', binSeconds, from: iso(from), to: iso(to) }, results }
}

export function summaryOf(locationId: number) {
  return {
    locationId, from: iso(now - 86_400_000), to: iso(now), readings: 576, readingsWithIndex: 281, maxIndex: index(1 + (locationId % 10)), maxIndexTime: iso(now - 3_600_000),
    meanIndex: 1 + (locationId % 10) * 0.71, dataCapture: { hours: 24, hoursWithIndex: locationId % 3 ? 23 : 12, percent: locationId % 3 ? 95.8 : 50, sufficient: locationId % 3 > 0 },
  }
}

const measure = (name: string, unit: string, quantity: string) => ({ name, unit, quantity, type: 'double' })

export const measures = {
  meta: { found: 5, limit: 100, next: null },
  results: [measure('aqi', '1', 'index'), measure('P1', 'µg/m³', 'PM10'), measure('P2', 'µg/m³', 'PM2.5'), measure('temperature', '°C', 'temperature'), measure('humidity', '%', 'humidity')],
}

export const stats = {
  rows: 12_345_678, sensors, locations: sensors / 2, newestReading: iso(now), oldestReading: iso(now - 1e10), lookbackHours: 24,
  standard: { id: 'uk-daqi', name: 'UK Daily Air Quality Index', version: '2013', source: '' },
}
