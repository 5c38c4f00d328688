import * as L from 'leaflet'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import countriesUrl from 'world-atlas/countries-50m.json?url'
import { colourOf } from '../dom.ts'

/** The countries beneath the sensors, from a file beside the page: no tiles, nothing from elsewhere. */
export class Outline {
  #layer: L.GeoJSON | null = null

  async load(map: L.Map): Promise<void> {
    const pane = map.createPane('outline')
    pane.style.zIndex = '300'
    pane.style.pointerEvents = 'none'
    const topology = (await (await fetch(countriesUrl)).json()) as Topology
    const countries = feature(topology, topology.objects['countries'] as GeometryCollection)
    this.#layer = L.geoJSON(countries, { interactive: false, pane: 'outline', style: colours(), ...{ renderer: L.canvas({ pane: 'outline', padding: 0.5 }) } })
    this.#layer.addTo(map)
  }

  recolour(): void {
    this.#layer?.setStyle(colours())
  }
}

function colours(): L.PathOptions {
  return { color: colourOf('--border'), weight: 0.8, fillColor: colourOf('--land'), fillOpacity: 1 }
}
