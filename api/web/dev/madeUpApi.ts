import type { Plugin } from 'vite'
import { latestPage, measures, seriesOf, stats, summaryOf } from './madeUp.ts'

type Answer = (url: URL, location: string) => unknown

const routes: [RegExp, Answer][] = [
  [/^\/v1\/latest$/, url => latestPage(Number(url.searchParams.get('limit') ?? 100), Number(url.searchParams.get('cursor') ?? 0))],
  [/^\/v1\/locations\/(\d+)\/series$/, (url, id) => seriesOf(Number(id), url.searchParams)],
  [/^\/v1\/locations\/(\d+)\/summary$/, (_, id) => summaryOf(Number(id))],
  [/^\/v1\/measures$/, () => measures],
  [/^\/v1\/stats$/, () => stats],
]

/** Answers /v1 with made-up readings, for work on the page without a store; location 503 has an outage. */
export function madeUpApi(): Plugin {
  return {
    name: 'made-up-api',
    configureServer: server => {
      server.middlewares.use((request, response, next) => {
        const url = new URL(request.originalUrl ?? '/', 'http://localhost')
        const route = routes.find(([path]) => path.test(url.pathname))
        if (!route) return next()
        const location = route[0].exec(url.pathname)?.[1] ?? ''
        response.setHeader('Content-Type', 'application/json')
        if (location === '503') {
          response.statusCode = 503
          response.setHeader('Content-Type', 'application/problem+json')
          return response.end(JSON.stringify({ title: 'The store cannot be reached.', status: 503, detail: 'Try again in 5 seconds.' }))
        }
        return response.end(JSON.stringify(route[1](url, location)))
      })
    },
  }
}
