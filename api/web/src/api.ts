import type { Band } from './bands.ts'
import type { Range } from './selection.ts'

export interface Index {
  value: number
  pm10: number | null
  pm25: number | null
  band: Band
  advice: { atRisk: string; everyone: string }
}

/** A sensor's newest reading. */
export interface Reading {
  sensorId: number
  sensorType: string | null
  locationId: number | null
  country: string | null
  latitude: number | null
  longitude: number | null
  time: string
  averagingMinutes: number
  index: Index | null
  measurements: Record<string, number | null>
}

export interface Bin { from: string; to: string; value: number; readings: number }

export interface Series {
  meta: { unit: string | null; binSeconds: number; from: string; to: string; measure: string }
  results: Bin[]
}

export interface Summary {
  from: string
  to: string
  readings: number
  readingsWithIndex: number
  maxIndex: Index | null
  maxIndexTime: string | null
  meanIndex: number | null
  dataCapture: { hours: number; hoursWithIndex: number; percent: number; sufficient: boolean }
}

export interface Measure { name: string; unit: string | null; quantity: string | null }

export interface Stats {
  rows: number
  newestReading: string | null
  standard: { id: string; name: string }
}

interface List<T> { meta: { found: number; next: string | null }; results: T[] }

type Query = Record<string, string | number>

/** An answer that is no success: the problem's own words, or what kept the API from answering. */
export class ApiError extends Error {
  constructor(readonly title: string, readonly detail: string) {
    super(`${title} ${detail}`)
  }
}

const pageSize = 10_000

export async function latest(signal: AbortSignal, progress: (got: number, of: number) => void): Promise<Reading[]> {
  // A reading that comes while the pages are read can move a sensor to a later page; one row a sensor stays.
  const bySensor = new Map<number, Reading>()
  let cursor: string | null = null
  do {
    const query: Query = cursor ? { limit: pageSize, cursor } : { limit: pageSize }
    const page: List<Reading> = await get('v1/latest', query, signal)
    for (const reading of page.results) bySensor.set(reading.sensorId, reading)
    cursor = page.meta.next
    progress(bySensor.size, page.meta.found)
  } while (cursor)
  return [...bySensor.values()]
}

export function series(location: number, measure: string, range: Range, signal: AbortSignal): Promise<Series> {
  return get(`v1/locations/${location}/series`, { measure, ...range }, signal)
}

export function summary(location: number, range: Range, signal: AbortSignal): Promise<Summary> {
  return get(`v1/locations/${location}/summary`, { ...range }, signal)
}

export async function measures(signal: AbortSignal): Promise<Measure[]> {
  return (await get<List<Measure>>('v1/measures', {}, signal)).results
}

export function stats(signal: AbortSignal): Promise<Stats> {
  return get('v1/stats', {}, signal)
}

async function get<T>(path: string, query: Query, signal: AbortSignal): Promise<T> {
  const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()
  // The browser's cache asks again with the ETag when max-age has passed; nothing to keep here.
  const answer = await fetch(text ? `${path}?${text}` : path, { headers: { Accept: 'application/json' }, signal }).catch(unreachable)
  if (!answer.ok) throw await problemOf(answer)
  return (await answer.json()) as T
}

function unreachable(cause: unknown): never {
  if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
  throw new ApiError('The API cannot be reached.', 'Is it running, and this machine connected to it?')
}

async function problemOf(answer: Response): Promise<ApiError> {
  const fallback = new ApiError(`The API answered ${answer.status}.`, answer.statusText)
  if (!answer.headers.get('Content-Type')?.includes('json')) return fallback
  const problem = (await answer.json()) as { title?: string; detail?: string; errors?: { parameter?: string; message: string }[] }
  const errors = Array.isArray(problem.errors) ? problem.errors.map(error => `${error.parameter}: ${error.message}`) : []
  return new ApiError(problem.title ?? fallback.title, [problem.detail, ...errors].filter(Boolean).join(' '))
}
