import * as L from 'leaflet'
import { bandOf, levelOf } from '../bands.ts'
import { byId, element } from '../dom.ts'
import { count, counted, time } from '../format.ts'
import type { Place } from '../places.ts'
import { Dots } from './dots.ts'
import { Outline } from './outline.ts'
import { Panel } from './panel.ts'

const worstShown = 8

/** All locations by their index; hover or focus tells the value, click or Enter chooses. */
export class SensorMap {
  readonly panel = new Panel('panel-map')
  readonly #map: L.Map
  readonly #outline = new Outline()
  readonly #dots: Dots
  readonly #tooltip = L.tooltip({ direction: 'auto', offset: [6, 0] })
  readonly #choose: (location: number) => void
  #places: readonly Place[] = []
  #country: string | null | undefined

  constructor(choose: (location: number) => void) {
    this.#choose = choose
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    this.#map = L.map('map', {
      zoomAnimation: !still, fadeAnimation: !still, inertia: !still, minZoom: 2, maxZoom: 14, worldCopyJump: true,
      zoomSnap: 0.5, scrollWheelZoom: true,
    }).setView([50, 10], 4)
    this.#map.attributionControl.setPrefix(false).addAttribution('© Sensor.Community · Natural Earth')
    this.#dots = new Dots({ over: place => (place ? this.#tell(place) : this.#tooltip.remove()), click: place => choose(place.id) }).addTo(this.#map)
    this.#map.on('moveend', () => this.#listWorst())
    // Without its outline the map still shows the sensors.
    this.#outline.load(this.#map).catch(() => undefined)
    this.#legend()
    new ResizeObserver(() => this.#map.invalidateSize()).observe(byId('map'))
  }

  show(places: readonly Place[], country: string | null, chosen: number | null): void {
    this.#places = places
    if (places.length === 0) {
      this.panel.empty('No sensor with a place has a reading in the last 24 hours.')
      return
    }
    this.panel.ready()
    // The map had no size while its panel was loading.
    this.#map.invalidateSize({ animate: false })
    this.#dots.show(places, chosen)
    const fits = this.#country === country
    this.#country = country
    if (!fits) {
      this.#fit()
      this.#reveal(chosen)
    }
    this.#listWorst()
    byId('map').setAttribute('aria-label', this.#summary())
  }

  choose(chosen: number | null): void {
    this.#dots.choose(chosen)
    this.#reveal(chosen)
  }

  redraw(): void {
    this.#outline.recolour()
    this.#dots.draw()
  }

  #tell(place: Place): void {
    const index = place.index === null ? 'no index' : `index ${place.index} ${bandOf(place.index)}, indicative`
    this.#tooltip.setLatLng([place.latitude, place.longitude])
      .setContent(element('span', {}, element('strong', {}, `Location ${place.id}`), ` ${place.country ?? ''} · ${index}`,
        element('br'), `${counted(place.sensors, 'sensor')} · ${time(place.newest)}`))
      .addTo(this.#map)
  }

  /** Shows where most of the places are, without the far ones. */
  #fit(): void {
    const inner = (values: number[]) => {
      values.sort((a, b) => a - b)
      return [values[Math.floor(values.length * 0.04)]!, values[Math.ceil(values.length * 0.96) - 1]!] as const
    }
    const [south, north] = inner(this.#places.map(place => place.latitude))
    const [west, east] = inner(this.#places.map(place => place.longitude))
    this.#map.fitBounds([[south, west], [north, east]], { animate: false, padding: [16, 16], maxZoom: 11 })
  }

  /** Brings the chosen place into view where it is out of it. */
  #reveal(chosen: number | null): void {
    const place = this.#places.find(one => one.id === chosen)
    if (place && !this.#map.getBounds().contains([place.latitude, place.longitude])) {
      this.#map.panTo([place.latitude, place.longitude], { animate: false })
    }
  }

  #listWorst(): void {
    const view = this.#map.getBounds()
    const worst = this.#places.findLast(place => place.index !== null) ? worstIn(this.#places, view) : []
    byId('map-worst').replaceChildren(...worst.map(place => element('li', {}, this.#button(place))))
  }

  #button(place: Place): HTMLButtonElement {
    const button = element('button', { type: 'button', 'data-location': place.id, 'data-level': levelOf(place.index) },
      element('b', {}, String(place.index)), element('span', {}, bandOf(place.index!)), element('span', { class: 'where' }, `${place.country ?? ''} ${place.id}`))
    button.addEventListener('click', () => this.#choose(place.id))
    for (const on of ['focus', 'mouseenter']) button.addEventListener(on, () => this.#tell(place))
    for (const off of ['blur', 'mouseleave']) button.addEventListener(off, () => this.#tooltip.remove())
    return button
  }

  #summary(): string {
    const of = (level: string) => count(this.#places.filter(place => levelOf(place.index) === level).length)
    const sensors = this.#places.reduce((sum, place) => sum + place.sensors, 0)
    return `Map of ${counted(sensors, 'sensor')} at ${counted(this.#places.length, 'location')}: `
      + `${of('low')} below index 4, ${of('moderate')} from 4 to 6, ${of('high')} from 7, ${of('none')} without an index.`
  }

  #legend(): void {
    const texts = { high: '7–10 High, Very High', moderate: '4–6 Moderate', low: '1–3 Low', none: 'no index' }
    byId('map-legend').replaceChildren(...Object.entries(texts).map(([level, text]) => element('li', { 'data-level': level }, text)))
  }
}

function worstIn(places: readonly Place[], view: L.LatLngBounds): Place[] {
  const worst: Place[] = []
  for (let i = places.length - 1; i >= 0 && worst.length < worstShown; i--) {
    const place = places[i]!
    if (place.index === null) break
    if (view.contains([place.latitude, place.longitude])) worst.push(place)
  }
  return worst
}
