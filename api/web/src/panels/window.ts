const around = 8

/** Which rows of a long table are in sight, with some before and after so that scrolling shows no hole. */
export function visibleRows(scrolled: number, height: number, rowHeight: number, rows: number): { first: number; last: number } {
  const top = Math.floor(scrolled / rowHeight)
  const first = Math.max(0, Math.min(top - around, rows))
  return { first, last: Math.min(rows, top + Math.ceil(height / rowHeight) + around) }
}
