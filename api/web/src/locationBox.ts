import { bandOf, levelOf } from './bands.ts'
import { byId, element } from './dom.ts'
import { searchPlaces, type Place } from './places.ts'

const offered = 30

/** A text box that finds a location by its number or country, as the ARIA combobox pattern has it. */
export class LocationBox {
  readonly #input = byId<HTMLInputElement>('location')
  readonly #list = byId('location-options')
  readonly #choose: (location: number) => void
  #places: readonly Place[] = []
  #chosen: number | null = null
  #active = -1

  constructor(choose: (location: number) => void) {
    this.#choose = choose
    this.#input.addEventListener('input', () => this.#open(this.#input.value))
    this.#input.addEventListener('focus', () => this.#input.select())
    this.#input.addEventListener('click', () => this.#open(''))
    this.#input.addEventListener('blur', () => this.#close())
    this.#input.addEventListener('keydown', event => this.#key(event))
    // A press would take the focus, and so close the list, before the click arrives.
    this.#list.addEventListener('mousedown', event => event.preventDefault())
  }

  offer(places: readonly Place[]): void {
    this.#places = places
  }

  show(location: number | null): void {
    this.#chosen = location
    if (document.activeElement !== this.#input || this.#list.hidden) this.#input.value = location === null ? '' : String(location)
  }

  get #options(): HTMLElement[] {
    return [...this.#list.children] as HTMLElement[]
  }

  #open(text: string): void {
    const found = searchPlaces(this.#places, text, offered)
    this.#list.replaceChildren(...found.map((place, i) => this.#option(place, i)))
    this.#list.hidden = found.length === 0
    this.#input.setAttribute('aria-expanded', String(found.length > 0))
    this.#activate(-1)
  }

  #option(place: Place, at: number): HTMLElement {
    const index = place.index === null ? 'no index' : `index ${place.index} ${bandOf(place.index)}`
    const option = element('li', { role: 'option', id: `location-option-${at}`, 'aria-selected': 'false', 'data-level': levelOf(place.index), 'data-location': place.id },
      element('b', {}, String(place.id)), ` ${place.country ?? ''} · ${index}`)
    option.addEventListener('click', () => this.#take(place.id))
    return option
  }

  #key(event: KeyboardEvent): void {
    switch (event.key) {
      case 'ArrowDown': case 'ArrowUp':
        event.preventDefault()
        if (this.#list.hidden) this.#open('')
        else this.#activate(this.#active + (event.key === 'ArrowDown' ? 1 : -1))
        break
      case 'Enter':
        event.preventDefault()
        this.#enter()
        break
      case 'Escape':
        this.#close()
    }
  }

  #enter(): void {
    const typed = this.#input.value.trim()
    const active = this.#options[this.#active]?.dataset['location']
    // A number is taken as it is: a location may have had no reading lately and yet a history.
    if (active) this.#take(Number(active))
    else if (/^\d{1,10}$/.test(typed)) this.#take(Number(typed))
    else this.#activate(0)
  }

  #activate(at: number): void {
    const options = this.#options
    this.#active = Math.max(-1, Math.min(at, options.length - 1))
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === this.#active)))
    const active = options[this.#active]
    this.#input.setAttribute('aria-activedescendant', active?.id ?? '')
    active?.scrollIntoView({ block: 'nearest' })
  }

  #take(location: number): void {
    this.#close()
    this.#input.value = String(location)
    this.#choose(location)
  }

  #close(): void {
    this.#list.hidden = true
    this.#input.setAttribute('aria-expanded', 'false')
    this.#input.setAttribute('aria-activedescendant', '')
    this.#input.value = this.#chosen === null ? '' : String(this.#chosen)
  }
}
