import 'leaflet/dist/leaflet.css'
import 'uplot/dist/uPlot.min.css'
import './styles/page.css'
import './styles/controls.css'
import './styles/panels.css'
import './styles/table.css'
import { Page } from './page.ts'

new Page().start()
