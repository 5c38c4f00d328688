import type { Reading } from './api.ts'

/** A location with what its sensors measured last: the highest index of them. */
export interface Place {
  id: number
  country: string | null
  latitude: number
  longitude: number
  sensors: number
  index: number | null
  newest: string
}

/** The locations of readings, those without an index first and the worst last, the order to draw them in. */
export function placesOf(readings: Iterable<Reading>): Place[] {
  const places = new Map<number, Place>()
  for (const reading of readings) {
    const { locationId, latitude, longitude } = reading
    if (locationId === null || latitude === null || longitude === null) continue
    const index = reading.index?.value ?? null
    const place = places.get(locationId)
    if (!place) {
      places.set(locationId, { id: locationId, country: reading.country, latitude, longitude, sensors: 1, index, newest: reading.time })
      continue
    }
    place.sensors++
    if (index !== null && index > (place.index ?? 0)) place.index = index
    if (reading.time > place.newest) place.newest = reading.time
  }
  return [...places.values()].sort((a, b) => (a.index ?? 0) - (b.index ?? 0) || b.id - a.id)
}

/** Places whose number begins with the text, or whose country is it; the worst first. */
export function searchPlaces(places: readonly Place[], text: string, limit: number): Place[] {
  const wanted = text.trim().toUpperCase()
  const found: Place[] = []
  for (let i = places.length - 1; i >= 0 && found.length < limit; i--) {
    const place = places[i]!
    if (String(place.id) === wanted) found.unshift(place)
    else if (String(place.id).startsWith(wanted) || place.country === wanted) found.push(place)
  }
  const exact = places.find(place => String(place.id) === wanted)
  return exact && !found.includes(exact) ? [exact, ...found.slice(0, limit - 1)] : found
}
