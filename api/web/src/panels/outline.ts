import type { Feature, FeatureCollection, Geometry } from 'geojson'
import * as L from 'leaflet'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import countriesUrl from 'world-atlas/countries-50m.json?url'
import { unwrapped } from '../antimeridian.ts'
import { colourOf } from '../dom.ts'

/** The countries beneath the sensors, from a file beside the page: no tiles, nothing from elsewhere. */
export class Outline {
  #layer: L.GeoJSON | null = null

  async load(map: L.Map): Promise<void> {
    const pane = map.createPane('outline')
    pane.style.zIndex = '300'
    pane.style.pointerEvents = 'none'
    const topology = (await (await fetch(countriesUrl)).json()) as Topology
    const options = { interactive: false, style: colours(), renderer: L.canvas({ pane: 'outline', padding: 0.5 }) }
    this.#layer = L.geoJSON(countriesOf(topology), options)
    this.#layer.addTo(map)
  }

  recolour(): void {
    this.#layer?.setStyle(colours())
  }
}

function countriesOf(topology: Topology): FeatureCollection {
  const countries = feature(topology, topology.objects['countries'] as GeometryCollection)
  return { ...countries, features: countries.features.map((country): Feature => ({ ...country, geometry: flat(country.geometry) })) }
}

function flat(geometry: Geometry): Geometry {
  switch (geometry.type) {
    case 'Polygon': return { ...geometry, coordinates: geometry.coordinates.map(unwrapped) }
    case 'MultiPolygon': return { ...geometry, coordinates: geometry.coordinates.map(polygon => polygon.map(unwrapped)) }
    default: return geometry
  }
}

function colours(): L.PathOptions {
  return { color: colourOf('--border'), weight: 0.8, fillColor: colourOf('--land'), fillOpacity: 1 }
}
