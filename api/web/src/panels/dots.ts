import * as L from 'leaflet'
import { levelOf, levels, type Level } from '../bands.ts'
import { colourOf, element } from '../dom.ts'
import type { Place } from '../places.ts'

/** What is drawn around the view too, as a part of it, so that dragging shows no edge. */
const around = 0.3
const reach = 4

/** Who is told where the pointer is. */
export interface DotsListener {
  over: (place: Place | null) => void
  click: (place: Place) => void
}

/** All places in one canvas, each stamped from its level's dot: tens of thousands are drawn in a frame or two. */
export class Dots extends L.Layer {
  readonly #canvas = element('canvas', { class: 'leaflet-zoom-animated', 'aria-hidden': 'true' })
  readonly #listener: DotsListener
  #view: L.Map | null = null
  #corner = L.point(0, 0)
  #places: readonly Place[] = []
  #points: L.Point[] = []
  #chosen: number | null = null
  #over: Place | null = null

  constructor(listener: DotsListener) {
    super()
    this.#listener = listener
  }

  override onAdd(map: L.Map): this {
    this.#view = map
    map.getPanes().overlayPane.append(this.#canvas)
    return this
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      moveend: () => this.draw(),
      resize: () => this.draw(),
      zoomanim: event => this.#zoom(event as L.ZoomAnimEvent),
      mousemove: event => this.#point(this.#at(event as L.LeafletMouseEvent)),
      mouseout: () => this.#point(null),
      click: event => {
        const place = this.#at(event as L.LeafletMouseEvent)
        if (place) this.#listener.click(place)
      },
    }
  }

  /** Shows these places, the last above the others, and a ring around the chosen one. */
  show(places: readonly Place[], chosen: number | null): void {
    this.#places = places
    this.#chosen = chosen
    this.draw()
  }

  choose(chosen: number | null): void {
    this.#chosen = chosen
    this.draw()
  }

  draw(): void {
    const map = this.#view
    if (!map) return
    const margin = map.getSize().multiplyBy(around).round()
    const size = map.getSize().add(margin.multiplyBy(2))
    this.#corner = map.containerPointToLayerPoint(L.point(0, 0).subtract(margin))
    this.#points = this.#places.map(place => map.latLngToLayerPoint([place.latitude, place.longitude]))
    L.DomUtil.setTransform(this.#canvas, this.#corner)
    this.#paint(size, this.#radius)
  }

  get #radius(): number {
    return this.#places.length > 3000 ? 4 : 6
  }

  #paint(size: L.Point, radius: number): void {
    const ratio = devicePixelRatio
    const pen = sized(this.#canvas, size.x, size.y, ratio)
    const stamps = stampsOf(radius, ratio)
    const half = radius + 1
    let chosen: L.Point | null = null
    this.#places.forEach((place, i) => {
      const { x, y } = this.#points[i]!.subtract(this.#corner)
      if (x < -half || y < -half || x > size.x + half || y > size.y + half) return
      pen.drawImage(stamps[levelOf(place.index)], x - half, y - half, 2 * half, 2 * half)
      if (place.id === this.#chosen) chosen = L.point(x, y)
    })
    if (chosen) ring(pen, chosen, radius + 5)
  }

  /** Moves along with the map's own animation until the new view is drawn. */
  #zoom({ center, zoom }: L.ZoomAnimEvent): void {
    const map = this.#view!
    const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2)).subtract(map.containerPointToLayerPoint([0, 0]))
    const corner = map.project(map.layerPointToLatLng(this.#corner), zoom).subtract(origin)
    L.DomUtil.setTransform(this.#canvas, corner, map.getZoomScale(zoom))
  }

  #point(place: Place | null): void {
    if (place === this.#over) return
    this.#over = place
    this.#view!.getContainer().classList.toggle('over-dot', place !== null)
    this.#listener.over(place)
  }

  /** The nearest place in the pointer's reach; of equally near ones, what was drawn last. */
  #at({ layerPoint }: L.LeafletMouseEvent): Place | null {
    let nearest: Place | null = null
    let least = (this.#radius + reach) ** 2
    this.#points.forEach((point, i) => {
      const square = (point.x - layerPoint.x) ** 2 + (point.y - layerPoint.y) ** 2
      if (square > least) return
      least = square
      nearest = this.#places[i]!
    })
    return nearest
  }
}

function sized(canvas: HTMLCanvasElement, width: number, height: number, ratio: number): CanvasRenderingContext2D {
  canvas.width = Math.ceil(width * ratio)
  canvas.height = Math.ceil(height * ratio)
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  const pen = canvas.getContext('2d')!
  pen.scale(ratio, ratio)
  return pen
}

function stampsOf(radius: number, ratio: number): Record<Level, HTMLCanvasElement> {
  return Object.fromEntries(levels.map(level => [level, stamp(radius, ratio, colourOf(`--${level}`))])) as Record<Level, HTMLCanvasElement>
}

function stamp(radius: number, ratio: number, colour: string): HTMLCanvasElement {
  const made = element('canvas')
  const pen = sized(made, 2 * radius + 2, 2 * radius + 2, ratio)
  pen.arc(radius + 1, radius + 1, radius, 0, 2 * Math.PI)
  pen.fillStyle = colour
  pen.fill()
  pen.strokeStyle = colourOf('--edge')
  pen.lineWidth = 0.8
  pen.stroke()
  return made
}

function ring(pen: CanvasRenderingContext2D, { x, y }: L.Point, radius: number): void {
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  pen.strokeStyle = colourOf('--ink')
  pen.lineWidth = 3
  pen.stroke()
}
