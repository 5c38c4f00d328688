import type { Series } from './api.ts'

/** What the chart draws: times in seconds, values, and the places of those that no line reaches. */
export interface Line {
  times: number[]
  values: (number | null)[]
  alone: number[]
}

/** The line of a series, broken where readings are missing: where two are farther apart than is usual here. */
export function lineOf({ results, meta }: Series): Line {
  const line: Line = { times: [], values: [], alone: [] }
  const starts = results.map(bin => Date.parse(bin.from) / 1000)
  const gap = 1.5 * Math.max(meta.binSeconds, usualStep(starts))
  starts.forEach((at, i) => {
    const breaksBefore = i === 0 || at - starts[i - 1]! > gap
    const breaksAfter = i === starts.length - 1 || starts[i + 1]! - at > gap
    if (breaksBefore && i > 0) add(line, starts[i - 1]! + meta.binSeconds, null)
    if (breaksBefore && breaksAfter) line.alone.push(line.times.length)
    add(line, at, results[i]!.value)
  })
  return line
}

function add(line: Line, at: number, value: number | null): void {
  line.times.push(at)
  line.values.push(value)
}

/** The median step: a sensor that reports each hour has one value in twelve bins of five minutes, and no gaps. */
function usualStep(starts: readonly number[]): number {
  const steps = starts.slice(1).map((at, i) => at - starts[i]!).sort((a, b) => a - b)
  return steps[Math.floor(steps.length / 2)] ?? 0
}
