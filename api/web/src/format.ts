const whole = new Intl.NumberFormat('en-GB')

/** 34812 → 34,812. */
export function count(value: number): string {
  return whole.format(value)
}

/** 34,812 sensors; 1 sensor. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`
}

/** A value to at most two decimals, without needless zeros; none is a dash. */
export function value(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : String(Math.round(value * 100) / 100)
}

/** 2026-11-24T09:54:03Z → 2026-11-24 09:54:03. */
export function time(rfc3339: string): string {
  return `${rfc3339.slice(0, 10)} ${rfc3339.slice(11, 19)}`
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** A mark of the time axis, UTC: 18:00; with the day below on the first mark and the first of each day; only the day where marks are days apart. */
export function tick(seconds: number, step: number, before: number | undefined): string {
  const at = new Date(seconds * 1000)
  const clock = at.toISOString().slice(11, 16)
  if (step >= 86_400) return day.format(at)
  const newDay = before === undefined || Math.floor(before / 86_400) !== Math.floor(seconds / 86_400)
  return newDay ? `${clock}\n${day.format(at)}` : clock
}

/** Seconds as the API writes a span: 300 → 5 min. */
export function span(seconds: number): string {
  if (seconds % 86400 === 0) return `${seconds / 86400} d`
  if (seconds % 3600 === 0) return `${seconds / 3600} h`
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}

const quantities: Readonly<Record<string, string>> = {
  aqi: 'Index', aqi_pm10: 'Index of PM10', aqi_pm25: 'Index of PM2.5',
}

/** A measure's name for people: PM10 (P1), µg/m³. */
export function measureLabel(measure: { name: string; unit: string | null; quantity: string | null }): string {
  const known = quantities[measure.name]
  if (known) return known
  const quantity = measure.quantity && measure.quantity !== measure.name ? `${measure.quantity} (${measure.name})` : measure.name
  return measure.unit && measure.unit !== '1' ? `${quantity}, ${measure.unit}` : quantity
}

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** DE → Germany (DE); a code that nobody knows stays as it is. */
export function countryName(code: string): string {
  const name = regions.of(code)
  return name ? `${name} (${code})` : code
}
