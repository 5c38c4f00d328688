import { ApiError } from '../api.ts'
import { byId, element } from '../dom.ts'

/** A section of the page that is loading, empty, in error or ready; `data-state` says which. */
export class Panel {
  readonly root: HTMLElement
  readonly body: HTMLElement
  readonly #state: HTMLElement

  constructor(id: string) {
    this.root = byId(id)
    this.body = this.root.querySelector<HTMLElement>('.body')!
    this.#state = this.root.querySelector<HTMLElement>('.state')!
    this.loading()
  }

  get isReady(): boolean {
    return this.root.dataset['state'] === 'ready'
  }

  loading(text = 'Loading…'): void {
    this.#show('loading', text)
  }

  empty(text: string): void {
    this.#show('empty', text)
  }

  ready(): void {
    this.#show('ready')
  }

  fail(error: unknown, retry: () => void): void {
    const { title, detail } = error instanceof ApiError ? error : { title: 'This cannot be shown.', detail: String(error) }
    const again = element('button', { type: 'button' }, 'Try again')
    again.addEventListener('click', retry)
    this.#show('error', element('strong', {}, title), element('span', {}, detail), again)
  }

  #show(state: string, ...content: (Node | string)[]): void {
    this.root.dataset['state'] = state
    this.root.setAttribute('aria-busy', String(state === 'loading'))
    this.#state.replaceChildren(...content)
  }
}
