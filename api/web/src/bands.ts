/** The index's band, by Defra's table of the Daily Air Quality Index. */
export type Band = 'Low' | 'Moderate' | 'High' | 'Very High'

/** What the map, the gauges and the table colour by: green below 4, orange from 4, red from 7, grey without an index. */
export type Level = 'none' | 'low' | 'moderate' | 'high'

export const levels: readonly Level[] = ['none', 'low', 'moderate', 'high']

export function levelOf(index: number | null): Level {
  if (index === null) return 'none'
  return index < 4 ? 'low' : index < 7 ? 'moderate' : 'high'
}

/** The band of an index; a mean takes the band of the whole number it rounds to, halves up. */
export function bandOf(index: number): Band {
  const whole = Math.floor(index + 0.5)
  if (whole < 4) return 'Low'
  if (whole < 7) return 'Moderate'
  return whole < 10 ? 'High' : 'Very High'
}

/** Whether a measure is an index of 1 to 10 and not a concentration or the weather. */
export function isIndex(measure: string): boolean {
  return measure === 'aqi' || measure.startsWith('aqi_')
}
