import { byId } from './dom.ts'

const key = 'airquality.theme'
const system = matchMedia('(prefers-color-scheme: dark)')

/** Follows the system until the visitor chooses; tells whoever draws on a canvas of each change. */
export function startTheme(changed: () => void): void {
  const toggle = byId<HTMLButtonElement>('theme')
  const show = () => {
    const dark = isDark()
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
    toggle.textContent = dark ? '☀ Light' : '☾ Dark'
    toggle.setAttribute('aria-label', dark ? 'Use light colours' : 'Use dark colours')
  }
  toggle.addEventListener('click', () => {
    write(isDark() ? 'light' : 'dark')
    show()
    changed()
  })
  system.addEventListener('change', () => {
    show()
    changed()
  })
  show()
}

function isDark(): boolean {
  const chosen = read()
  return chosen ? chosen === 'dark' : system.matches
}

// Storage may be forbidden to the page; then the system's choice stands and the toggle lasts until the page is left.
let unsaved: string | null = null

function read(): string | null {
  try {
    return unsaved ?? localStorage.getItem(key)
  } catch {
    return unsaved
  }
}

function write(theme: string): void {
  try {
    localStorage.setItem(key, theme)
  } catch {
    unsaved = theme
  }
}
