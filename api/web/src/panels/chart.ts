import uPlot from 'uplot'
import type { Measure, Series } from '../api.ts'
import { isIndex } from '../bands.ts'
import { byId, colourOf, element } from '../dom.ts'
import { measureLabel, span, tick, time, value } from '../format.ts'
import { lineOf, type Line } from '../gaps.ts'
import { Panel } from './panel.ts'

const height = 280

/** Up to so many values each is a dot on the line. */
const fewValues = 60

/** The chosen measure of the chosen location over time. */
export class Chart {
  readonly panel = new Panel('panel-series')
  readonly #place = byId('series-chart')
  readonly #values = byId<HTMLDetailsElement>('series-values')
  #plot: uPlot | null = null
  #shown: { series: Series; label: string } | null = null

  constructor() {
    new ResizeObserver(() => this.#plot?.setSize({ width: this.#place.clientWidth, height })).observe(this.#place)
    this.#values.addEventListener('toggle', () => this.#fillValues())
  }

  show(series: Series, measure: Measure, location: number): void {
    const label = measureLabel(measure)
    byId('series-title').textContent = `${label} at location ${location}`
    byId('series-note').textContent = `Mean of each ${span(series.meta.binSeconds)}${isIndex(measure.name) ? '; indicative' : ''}`
    this.#shown = { series, label }
    if (series.results.length === 0) {
      this.panel.empty(`Location ${location} has no ${label} in this time.`)
      return
    }
    this.panel.ready()
    this.#place.setAttribute('aria-label', summaryOf(series, label))
    this.redraw()
    this.#fillValues()
  }

  /** Draws again, as after a change of colours. */
  redraw(): void {
    if (!this.#shown || !this.panel.isReady) return
    this.#plot?.destroy()
    const { series, label } = this.#shown
    const line = lineOf(series)
    this.#plot = new uPlot(options(series, line, label, this.#place.clientWidth), [line.times, line.values], this.#place)
  }

  #fillValues(): void {
    if (!this.#values.open || !this.#shown) return
    const rows = this.#shown.series.results.map(bin => element('tr', {},
      element('td', {}, time(bin.from)), element('td', {}, value(bin.value)), element('td', {}, String(bin.readings))))
    const head = element('tr', {}, ...['From, UTC', this.#shown.label, 'Readings'].map(text => element('th', { scope: 'col' }, text)))
    this.#values.querySelector('.scroll')!.replaceChildren(element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)))
  }
}

function summaryOf({ results, meta }: Series, label: string): string {
  const values = results.map(bin => bin.value)
  const [least, greatest] = [Math.min(...values), Math.max(...values)]
  return `Line chart of ${label}, ${time(meta.from)} to ${time(meta.to)} UTC: ${results.length} values, `
    + `lowest ${value(least)}, highest ${value(greatest)}, last ${value(values.at(-1))}. The values follow as a table.`
}

function options({ meta, results }: Series, { alone }: Line, label: string, width: number): uPlot.Options {
  const axis = { stroke: colourOf('--soft'), grid: { stroke: colourOf('--line'), width: 1 }, ticks: { stroke: colourOf('--line'), width: 1 } }
  const index = isIndex(meta.measure)
  return {
    width, height,
    tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: {
      x: { min: Date.parse(meta.from) / 1000, max: Date.parse(meta.to) / 1000 },
      y: { range: index ? [0, 10.5] : meta.unit === 'µg/m³' ? fromZero : undefined },
    },
    axes: [{ ...axis, values: (_, ticks, __, ___, step) => ticks.map((at, i) => tick(at, step, ticks[i - 1])) }, { ...axis, size: 46 }],
    series: [
      { label: 'UTC', value: (_, at) => (at === null ? '–' : time(new Date(at * 1000).toISOString())) },
      {
        label, stroke: colourOf('--accent'), fill: index ? undefined : colourOf('--accent-soft'), width: 2,
        value: (_, shown) => value(shown), points: { size: 6, fill: colourOf('--accent'), ...(results.length > fewValues ? { show: false, filter: () => alone } : {}) },
      },
    ],
    hooks: index ? { drawClear: [shadeLevels] } : {},
  }
}

/** Concentrations begin at 0, so that the area under the line does not exaggerate. */
function fromZero(_: uPlot, __: number | null, most: number | null): uPlot.Range.MinMax {
  return [0, most ? most * 1.08 : 1]
}

/** Tints the chart's background where an index is low, moderate or high. */
function shadeLevels(plot: uPlot): void {
  const { left, width } = plot.bbox
  for (const [variable, from, to] of [['--low', 0, 4], ['--moderate', 4, 7], ['--high', 7, 10.5]] as const) {
    const top = plot.valToPos(to, 'y', true)
    plot.ctx.globalAlpha = 0.13
    plot.ctx.fillStyle = colourOf(variable)
    plot.ctx.fillRect(left, top, width, plot.valToPos(from, 'y', true) - top)
    plot.ctx.globalAlpha = 1
  }
}
