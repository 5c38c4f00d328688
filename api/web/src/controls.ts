import type { Measure } from './api.ts'
import { byId, element } from './dom.ts'
import { countryName, measureLabel } from './format.ts'
import { lasts, type Range, type Selection } from './selection.ts'

type Change = (change: Partial<Selection>) => void

/** The measure, time and country selectors; the location's is LocationBox. */
export class Controls {
  readonly #measure = byId<HTMLSelectElement>('measure')
  readonly #country = byId<HTMLSelectElement>('country')
  readonly #from = byId<HTMLInputElement>('from')
  readonly #to = byId<HTMLInputElement>('to')
  readonly #ranges = byId('ranges')

  constructor(change: Change) {
    byId('controls').addEventListener('submit', event => event.preventDefault())
    this.#measure.addEventListener('change', () => change({ measure: this.#measure.value }))
    this.#country.addEventListener('change', () => change({ country: this.#country.value || null }))
    for (const last of [...lasts, 'span'] as const) this.#ranges.append(this.#radio(last, change))
    for (const input of [this.#from, this.#to]) input.addEventListener('change', () => this.#changeSpan(change))
  }

  show(selection: Selection): void {
    this.#measure.value = selection.measure
    this.#country.value = selection.country ?? ''
    const { range } = selection
    const fixed = 'from' in range
    for (const radio of this.#ranges.querySelectorAll('input')) radio.checked = radio.value === (fixed ? 'span' : range.last)
    byId('span').hidden = !fixed
    if (fixed) [this.#from.value, this.#to.value] = [range.from.slice(0, 16), range.to.slice(0, 16)]
  }

  offerMeasures(measures: readonly Measure[], selected: string): void {
    this.#measure.replaceChildren(...measures.map(measure => element('option', { value: measure.name }, measureLabel(measure))))
    this.#measure.value = selected
  }

  offerCountries(countries: readonly string[], selected: string | null): void {
    const all = selected && !countries.includes(selected) ? [...countries, selected] : countries
    this.#country.replaceChildren(element('option', { value: '' }, 'All'), ...all.map(code => element('option', { value: code }, countryName(code))))
    this.#country.value = selected ?? ''
  }

  #radio(last: string, change: Change): HTMLElement {
    const radio = element('input', { type: 'radio', name: 'range', value: last, 'data-testid': `range-${last}` })
    radio.addEventListener('change', () => (last === 'span' ? this.#openSpan() : change({ range: { last } })))
    return element('label', {}, radio, element('span', {}, last === 'span' ? 'From–to' : last))
  }

  /** Offers the last 24 hours to change; nothing moves until a time does. */
  #openSpan(): void {
    byId('span').hidden = false
    if (this.#from.value) return
    const now = Date.now()
    this.#from.value = new Date(now - 86_400_000).toISOString().slice(0, 16)
    this.#to.value = new Date(now).toISOString().slice(0, 16)
  }

  #changeSpan(change: Change): void {
    const range: Range = { from: `${this.#from.value}:00Z`, to: `${this.#to.value}:00Z` }
    const valid = this.#from.value !== '' && this.#from.value < this.#to.value
    this.#to.setCustomValidity(valid ? '' : 'The end must be after the start.')
    if (valid) change({ range })
    else this.#to.reportValidity()
  }
}
