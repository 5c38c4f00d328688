import * as api from './api.ts'
import { Controls } from './controls.ts'
import { byId } from './dom.ts'
import { count, counted, time } from './format.ts'
import { LocationBox } from './locationBox.ts'
import { Chart } from './panels/chart.ts'
import { Gauges } from './panels/gauges.ts'
import { SensorMap } from './panels/map.ts'
import type { Panel } from './panels/panel.ts'
import { Table } from './panels/table.ts'
import { placesOf } from './places.ts'
import { readSelection, writeSelection, type Selection } from './selection.ts'
import { startTheme } from './theme.ts'

const refreshMs = 60_000
const patienceMs = 120_000

/** Indices come first and are there before the API has said what else the table has. */
const indices: api.Measure[] = ['aqi', 'aqi_pm10', 'aqi_pm25'].map(name => ({ name, unit: '1', quantity: null }))

/** Ties the selection in the address bar to what the panels show, and asks again each minute. */
export class Page {
  #selection: Selection = readSelection(location.search)
  #readings: api.Reading[] = []
  #measures = indices
  #measuresAsked = Promise.resolve()
  #locationAsk = new AbortController()
  #askingLatest = false
  readonly #choose = (chosen: number) => this.#change({ location: chosen })
  readonly #controls = new Controls(change => this.#change(change))
  readonly #box = new LocationBox(this.#choose)
  readonly #chart = new Chart()
  readonly #gauges = new Gauges()
  readonly #map = new SensorMap(this.#choose)
  readonly #table = new Table(this.#choose)

  start(): void {
    startTheme(() => {
      this.#chart.redraw()
      this.#map.redraw()
    })
    this.#controls.offerMeasures(this.#measures, this.#selection.measure)
    this.#controls.offerCountries([], this.#selection.country)
    this.#controls.show(this.#selection)
    this.#box.show(this.#selection.location)
    addEventListener('popstate', () => this.#apply(readSelection(location.search)))
    setInterval(() => document.hidden || this.#refresh(), refreshMs)
    document.addEventListener('visibilitychange', () => document.hidden || this.#refresh())
    this.#refresh()
  }

  #refresh(): void {
    this.#measuresAsked = this.#loadMeasures()
    void this.#loadStats()
    void this.#loadLatest()
    void this.#loadLocation(false)
  }

  #change(change: Partial<Selection>): void {
    const next = { ...this.#selection, ...change }
    const address = location.pathname + writeSelection(next)
    if (address !== location.pathname + location.search) history.pushState(null, '', address)
    this.#apply(next)
  }

  #apply(next: Selection): void {
    const before = this.#selection
    this.#selection = next
    this.#controls.show(next)
    this.#box.show(next.location)
    if (next.location !== before.location) this.#map.choose(next.location)
    this.#table.choose(next.location)
    if (next.country !== before.country) this.#showReadings()
    const same = next.location === before.location && next.measure === before.measure && JSON.stringify(next.range) === JSON.stringify(before.range)
    if (!same) void this.#loadLocation(true)
  }

  async #loadLatest(): Promise<void> {
    // All pages can take longer than a minute on a slow line; the next round waits for them.
    if (this.#askingLatest) return
    this.#askingLatest = true
    const panels = [this.#map.panel, this.#table.panel]
    const first = this.#readings.length === 0
    if (first) for (const panel of panels) panel.loading()
    try {
      this.#readings = await api.latest(AbortSignal.timeout(patienceMs), (got, of) => first && panels.forEach(panel => panel.loading(`${count(got)} of ${counted(of, 'sensor')}…`)))
      this.#showReadings()
      this.#takeWorst()
      byId('updated').textContent = `Updated ${time(new Date().toISOString()).slice(11)} UTC`
    } catch (error) {
      if (first) for (const panel of panels) panel.fail(error, () => void this.#loadLatest())
      else this.#stale(error)
    } finally {
      this.#askingLatest = false
    }
  }

  #showReadings(): void {
    const { country, location: chosen } = this.#selection
    const shown = country ? this.#readings.filter(reading => reading.country === country) : this.#readings
    const places = placesOf(shown)
    this.#controls.offerCountries([...new Set(this.#readings.flatMap(reading => reading.country ?? []))].sort(), country)
    this.#box.offer(places)
    this.#table.choose(chosen)
    this.#table.show(shown)
    this.#map.show(places, country, chosen)
  }

  /** Who comes without a location sees the worst one, and has it in the address. */
  #takeWorst(): void {
    if (this.#selection.location !== null) return
    const worst = placesOf(this.#readings).at(-1)
    if (!worst) return this.#askForLocation()
    const next = { ...this.#selection, location: worst.id }
    history.replaceState(null, '', location.pathname + writeSelection(next))
    this.#apply(next)
  }

  async #loadLocation(changed: boolean): Promise<void> {
    const { location: chosen, measure, range } = this.#selection
    if (chosen === null) {
      if (this.#readings.length > 0) this.#takeWorst()
      return
    }
    this.#locationAsk.abort()
    const { signal } = (this.#locationAsk = new AbortController())
    if (changed) for (const panel of this.#locationPanels) panel.loading()
    const retry = () => void this.#loadLocation(true)
    const fail = (panels: readonly Panel[]) => (error: unknown) => {
      if (!signal.aborted) for (const panel of panels) panel.fail(error, retry)
    }
    const showSeries = async (series: api.Series) => {
      await this.#measuresAsked
      if (!signal.aborted) this.#chart.show(series, this.#measureNamed(measure), chosen)
    }
    await Promise.all([
      api.series(chosen, measure, range, signal).then(showSeries).catch(fail([this.#chart.panel])),
      api.summary(chosen, range, signal).then(summary => this.#gauges.show(summary)).catch(fail(this.#gauges.panels)),
    ])
  }

  #measureNamed(name: string): api.Measure {
    return this.#measures.find(one => one.name === name) ?? { name, unit: null, quantity: null }
  }

  get #locationPanels(): readonly Panel[] {
    return [this.#chart.panel, ...this.#gauges.panels]
  }

  #askForLocation(): void {
    for (const panel of this.#locationPanels) panel.empty('Choose a location.')
  }

  async #loadMeasures(): Promise<void> {
    try {
      const more = await api.measures(AbortSignal.timeout(patienceMs))
      const known = new Set(indices.map(one => one.name))
      this.#measures = [...indices, ...more.filter(one => !known.has(one.name))]
      this.#controls.offerMeasures(this.#measures, this.#selection.measure)
    } catch {
      // The indices can be chosen all the same; the panels tell what is wrong.
    }
  }

  async #loadStats(): Promise<void> {
    try {
      const { rows, newestReading, standard } = await api.stats(AbortSignal.timeout(patienceMs))
      byId('stats').textContent = `${counted(rows, 'reading')} stored${newestReading ? `, the newest of ${time(newestReading)} UTC` : ''}`
      byId('standard').textContent = `the ${standard.name}`
    } catch {
      // A nicety of the head; the panels tell what is wrong.
    }
  }

  #stale(error: unknown): void {
    byId('updated').textContent = `Not updated: ${error instanceof api.ApiError ? error.message : String(error)}`
  }
}
