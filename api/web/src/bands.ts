/** The index's band, by Defra's table of the Daily Air Quality Index. */
export type Band = 'Low' | 'Moderate' | 'High' | 'Very High'

/** What the map, the gauges and the table colour by: green below 4, orange from 4, red from 7, grey without an index. */
export type Level = 'none' | 'low' | 'moderate' | 'high'

export const levels: readonly Level[] = ['none', 'low', 'moderate', 'high']

export function levelOf(index: number | null): Level {
  if (index === null) return 'none'
  return index < 4 ? 'low' : index < 7 ? 'moderate' : 'high'
}

/** The band of an index; a mean is in the band whose first index it has reached, so that word and colour agree. */
export function bandOf(index: number): Band {
  if (index < 4) return 'Low'
  if (index < 7) return 'Moderate'
  return index < 10 ? 'High' : 'Very High'
}

/** Whether a measure is an index of 1 to 10 and not a concentration or the weather. */
export function isIndex(measure: string): boolean {
  return measure === 'aqi' || measure.startsWith('aqi_')
}
