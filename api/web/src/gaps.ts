import type { Series } from './api.ts'

/** Times in seconds and values, with a null where bins are missing, so that the line breaks there. */
export function withGaps({ results, meta }: Series): [number[], (number | null)[]] {
  const times: number[] = []
  const values: (number | null)[] = []
  for (const bin of results) {
    const at = Date.parse(bin.from) / 1000
    const last = times.at(-1)
    if (last !== undefined && at - last > meta.binSeconds) {
      times.push(last + meta.binSeconds)
      values.push(null)
    }
    times.push(at)
    values.push(bin.value)
  }
  return [times, values]
}
