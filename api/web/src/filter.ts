type Cell = string | number | null
type Test = (cell: Cell) => boolean

const comparison = /^(>=|<=|>|<|=)?\s*(-?\d+(?:\.\d+)?)$/
const between = /^(-?\d+(?:\.\d+)?)\s*(?:\.\.|–)\s*(-?\d+(?:\.\d+)?)$/

/** What a column's filter says: a number column takes `7`, `>= 4`, `2..5`; a text column any part of the text, without case. */
export function filterOf(text: string, numeric: boolean): Test | null {
  const wanted = text.trim()
  if (wanted === '') return null
  return numeric ? numberTest(wanted) : textTest(wanted)
}

/** Whether a filter can be understood; a number column takes no words. */
export function isFilter(text: string, numeric: boolean): boolean {
  const wanted = text.trim()
  return !numeric || wanted === '' || comparison.test(wanted) || between.test(wanted)
}

function textTest(wanted: string): Test {
  const lower = wanted.toLowerCase()
  return cell => cell !== null && String(cell).toLowerCase().includes(lower)
}

function numberTest(wanted: string): Test {
  const range = between.exec(wanted)
  if (range) {
    const [low, high] = [Number(range[1]), Number(range[2])]
    return cell => typeof cell === 'number' && cell >= low && cell <= high
  }
  const parts = comparison.exec(wanted)
  if (!parts) return () => false
  const bound = Number(parts[2])
  return cell => typeof cell === 'number' && compares(parts[1] ?? '=', cell, bound)
}

function compares(operator: string, value: number, bound: number): boolean {
  switch (operator) {
    case '>=': return value >= bound
    case '<=': return value <= bound
    case '>': return value > bound
    case '<': return value < bound
    default: return value === bound
  }
}

/** Numbers by size and texts by code point; what is missing comes last in either direction. */
export function compareCells(a: Cell, b: Cell, descending: boolean): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return (a < b ? -1 : 1) * (descending ? -1 : 1)
}
