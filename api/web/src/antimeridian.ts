import type { Position } from 'geojson'

/**
 * A ring that goes over 180° and back, drawn past 180° instead of across the whole map. One that goes over it an odd
 * number of times is around a pole, and its way along the map's edge is right.
 */
export function unwrapped(ring: Position[]): Position[] {
  const crossings = ring.filter(([east], i) => i > 0 && Math.abs(east! - ring[i - 1]![0]!) > 180).length
  if (crossings === 0 || crossings % 2 === 1) return ring
  return ring.map(([east, north]) => [east! < 0 ? east! + 360 : east!, north!])
}
