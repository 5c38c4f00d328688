/** The times to show: the last so-and-so long, or a fixed span of RFC 3339 UTC times. */
export type Range = { last: string } | { from: string; to: string }

/** What the visitor chose; the address bar holds it, so that a shared address shows the same. */
export interface Selection {
  range: Range
  measure: string
  location: number | null
  country: string | null
}

export const lasts = ['1h', '6h', '24h', '7d', '30d'] as const

const defaults: Selection = { range: { last: '24h' }, measure: 'aqi', location: null, country: null }

/** Reads a query string; what is not valid in it counts as not given. */
export function readSelection(query: string): Selection {
  const given = new URLSearchParams(query)
  return {
    range: readRange(given),
    measure: matching(given.get('measure'), /^[A-Za-z0-9_]{1,64}$/) ?? defaults.measure,
    location: readLocation(given.get('location')),
    country: matching(given.get('country'), /^[A-Z]{2}$/),
  }
}

/** Writes a query string, shortest first: defaults stay out of it. */
export function writeSelection(selection: Selection): string {
  const query = new URLSearchParams()
  if (selection.location !== null) query.set('location', String(selection.location))
  if (selection.measure !== defaults.measure) query.set('measure', selection.measure)
  if (!('last' in selection.range)) {
    query.set('from', selection.range.from)
    query.set('to', selection.range.to)
  } else if (selection.range.last !== '24h') query.set('last', selection.range.last)
  if (selection.country !== null) query.set('country', selection.country)
  const text = query.toString().replaceAll('%3A', ':')
  return text === '' ? '' : `?${text}`
}

function readRange(given: URLSearchParams): Range {
  const from = utc(given.get('from'))
  const to = utc(given.get('to'))
  if (from && to && from < to) return { from, to }
  const last = matching(given.get('last'), /^[1-9]\d{0,3}[mhd]$/)
  return last ? { last } : defaults.range
}

function readLocation(text: string | null): number | null {
  return text && /^\d{1,10}$/.test(text) ? Number(text) : null
}

function matching(text: string | null, pattern: RegExp): string | null {
  return text !== null && pattern.test(text) ? text : null
}

function utc(text: string | null): string | null {
  const valid = text && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(text) && !Number.isNaN(Date.parse(text))
  return valid ? new Date(text).toISOString().replace('.000Z', 'Z') : null
}
