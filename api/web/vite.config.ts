import { defineConfig } from 'vite'
import { madeUpApi } from './dev/madeUpApi.ts'

// `npm run dev` shows made-up readings; `npm run dev -- --mode api` asks the API that runs at 127.0.0.1:8080.
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: mode === 'development' ? [madeUpApi()] : [],
  server: mode === 'api' ? { proxy: { '/v1': 'http://127.0.0.1:8080' } } : {},
  build: {
    outDir: '../AirQuality.Api/wwwroot',
    emptyOutDir: true,
    target: ['chrome123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
  },
}))
