import type { Reading } from './api.ts'
import { time, value } from './format.ts'

/** A column of the table and of its CSV. */
export interface Column {
  name: string
  title: string
  numeric: boolean
  hint: string
  cell: (reading: Reading) => string | number | null
  text: (cell: string | number | null) => string
  /** Whether it is left out where no reading has it: each sensor measures a few of many values. */
  optional: boolean
}

const plain = (cell: string | number | null) => (cell === null ? '–' : String(cell))

function column(name: string, title: string, numeric: boolean, hint: string, cell: Column['cell'], text: Column['text'] = plain): Column {
  return { name, title, numeric, hint, cell, text, optional: false }
}

function measured(name: string, title: string, hint: string): Column {
  return { ...column(name, title, true, hint, reading => reading.measurements[name] ?? null, cell => value(cell as number | null)), optional: true }
}

/** The columns, left to right; the names are those of the API's CSV. */
export const columns: readonly Column[] = [
  column('location_id', 'Location', true, '65', reading => reading.locationId),
  column('country', 'Country', false, 'DE', reading => reading.country),
  column('aqi', 'Index', true, '>= 4', reading => reading.index?.value ?? null),
  column('band', 'Band', false, 'high', reading => reading.index?.band ?? null),
  measured('P1', 'PM10 µg/m³', '> 50'),
  measured('P2', 'PM2.5 µg/m³', '10..25'),
  measured('P0', 'PM1 µg/m³', '> 10'),
  measured('temperature', 'Temp. °C', '< 0'),
  measured('humidity', 'Humidity %', '> 90'),
  measured('pressure', 'Pressure Pa', '> 101000'),
  column('sensor_id', 'Sensor', true, '140', reading => reading.sensorId),
  column('sensor_type', 'Type', false, 'SDS', reading => reading.sensorType),
  column('time', 'Time UTC', false, '09:5', reading => reading.time, cell => time(String(cell))),
]

/** The columns that readings have something in. */
export function columnsOf(readings: readonly Reading[]): Column[] {
  return columns.filter(column => !column.optional || readings.some(reading => column.cell(reading) !== null))
}
