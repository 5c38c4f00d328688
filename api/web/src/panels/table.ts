import type { Reading } from '../api.ts'
import { levelOf } from '../bands.ts'
import { columns, columnsOf, type Column } from '../columns.ts'
import { csv } from '../csv.ts'
import { byId, element } from '../dom.ts'
import { compareCells, filterOf, isFilter } from '../filter.ts'
import { count, counted } from '../format.ts'
import { Panel } from './panel.ts'
import { visibleRows } from './window.ts'

const rowHeight = 34
const leastColumnWidth = 112

/** The newest reading of each sensor: filtered in each column's head, sorted, and downloaded as it stands. */
export class Table {
  readonly panel = new Panel('panel-table')
  readonly #scroll = byId('table-scroll')
  readonly #table = byId<HTMLTableElement>('table')
  readonly #filters = new Map<Column, HTMLInputElement>()
  readonly #heads = new Map<Column, HTMLTableCellElement>()
  readonly #choose: (location: number) => void
  #all: readonly Reading[] = []
  #rows: Reading[] = []
  #shown: readonly Column[] = columns
  #sort: { column: Column; descending: boolean } = { column: columns.find(column => column.name === 'aqi')!, descending: true }
  #chosen: number | null = null

  constructor(choose: (location: number) => void) {
    this.#choose = choose
    this.#table.tHead!.append(element('tr', {}, ...columns.map(column => this.#head(column))))
    let asked = 0
    this.#scroll.addEventListener('scroll', () => {
      asked ||= requestAnimationFrame(() => { asked = 0; this.#render() })
    }, { passive: true })
    new ResizeObserver(() => this.#render()).observe(this.#scroll)
    byId('table-csv').addEventListener('click', () => this.#download())
    byId('table-clear').addEventListener('click', () => this.#clear())
  }

  show(readings: readonly Reading[]): void {
    this.#all = readings
    this.#showColumns(columnsOf(readings))
    if (readings.length === 0) this.panel.empty('No sensor has a reading in the last 24 hours.')
    else this.panel.ready()
    this.#apply(this.#scroll.scrollTop)
  }

  choose(location: number | null): void {
    this.#chosen = location
    for (const row of this.#table.tBodies[0]!.rows) row.classList.toggle('chosen', location !== null && row.dataset['location'] === String(location))
  }

  #head(column: Column): HTMLTableCellElement {
    const sort = element('button', { type: 'button', class: 'sort', title: 'Sort by this' }, column.title)
    sort.addEventListener('click', () => this.#sortBy(column))
    const filter = element('input', {
      type: 'text', 'aria-label': `Filter ${column.title}`, placeholder: column.hint, 'data-testid': `filter-${column.name}`, autocomplete: 'off', spellcheck: 'false',
    })
    filter.addEventListener('input', () => this.#apply())
    const head = element('th', { scope: 'col', class: `${column.name}${column.numeric ? ' number' : ''}` }, sort, filter)
    this.#filters.set(column, filter)
    this.#heads.set(column, head)
    return head
  }

  #showColumns(shown: readonly Column[]): void {
    this.#shown = shown
    for (const [column, head] of this.#heads) head.hidden = !shown.includes(column)
    this.#table.style.minWidth = `${shown.length * leastColumnWidth}px`
  }

  #sortBy(column: Column): void {
    const again = this.#sort.column === column
    this.#sort = { column, descending: again ? !this.#sort.descending : column.numeric }
    this.#apply()
  }

  #clear(): void {
    for (const filter of this.#filters.values()) filter.value = ''
    this.#apply()
  }

  /** Filters and sorts; a refresh keeps the place in the table, whatever else begins at its top. */
  #apply(scrolled = 0): void {
    const tests = [...this.#filters].flatMap(([column, input]) => {
      input.toggleAttribute('aria-invalid', !isFilter(input.value, column.numeric))
      const test = filterOf(input.value, column.numeric)
      return test ? [(reading: Reading) => test(column.cell(reading))] : []
    })
    const { column, descending } = this.#sort
    this.#rows = this.#all.filter(reading => tests.every(test => test(reading)))
      .sort((a, b) => compareCells(column.cell(a), column.cell(b), descending) || a.sensorId - b.sensorId)
    for (const [one, head] of this.#heads) head.setAttribute('aria-sort', one !== column ? 'none' : descending ? 'descending' : 'ascending')
    byId('table-clear').hidden = tests.length === 0
    byId('table-count').textContent = this.#counts(tests.length > 0)
    this.#render()
    this.#scroll.scrollTop = scrolled
    this.#render()
  }

  #counts(filtered: boolean): string {
    const all = counted(this.#all.length, 'sensor')
    if (!filtered) return all
    const wrong = [...this.#filters].find(([column, input]) => !isFilter(input.value, column.numeric))
    return `${count(this.#rows.length)} of ${all}${wrong ? `: “${wrong[1].value}” is no filter for numbers; write 7, >= 4 or 2..5` : ''}`
  }

  /** Puts only the rows in sight into the document, between two spacers. */
  #render(): void {
    const { first, last } = visibleRows(this.#scroll.scrollTop, this.#scroll.clientHeight, rowHeight, this.#rows.length)
    const rows = this.#rows.slice(first, last).map((reading, i) => this.#row(reading, first + i))
    this.#table.setAttribute('aria-rowcount', String(this.#rows.length + 1))
    const focused = document.activeElement?.closest<HTMLElement>('#table tr[data-sensor]')?.dataset['sensor']
    this.#table.tBodies[0]!.replaceChildren(spacer(first * rowHeight), ...rows, spacer((this.#rows.length - last) * rowHeight))
    if (focused) this.#table.querySelector<HTMLElement>(`tr[data-sensor="${focused}"] button`)?.focus({ preventScroll: true })
  }

  #row(reading: Reading, at: number): HTMLTableRowElement {
    const row = element('tr', { 'aria-rowindex': at + 2, 'data-sensor': reading.sensorId, 'data-location': reading.locationId ?? '', class: reading.locationId === this.#chosen ? 'chosen' : '' })
    for (const column of this.#shown) {
      const cell = element('td', { class: `${column.name}${column.numeric ? ' number' : ''}` })
      if (column.name === 'location_id' && reading.locationId !== null) cell.append(this.#link(reading.locationId))
      else cell.textContent = column.text(column.cell(reading))
      if (column.name === 'aqi') cell.dataset['level'] = levelOf(reading.index?.value ?? null)
      row.append(cell)
    }
    return row
  }

  #link(location: number): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'link', 'aria-label': `Show location ${location}` }, String(location))
    button.addEventListener('click', () => this.#choose(location))
    return button
  }

  #download(): void {
    const text = csv(this.#shown.map(column => column.name), this.#rows.map(reading => this.#shown.map(column => column.cell(reading))))
    const link = element('a', { href: URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' })), download: 'air-quality-latest.csv' })
    link.click()
    URL.revokeObjectURL(link.href)
  }
}

function spacer(height: number): HTMLTableRowElement {
  const row = element('tr', { class: 'spacer', 'aria-hidden': 'true' })
  row.style.height = `${height}px`
  return row
}
