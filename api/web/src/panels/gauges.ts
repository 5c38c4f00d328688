import type { Index, Summary } from '../api.ts'
import { bandOf, levelOf } from '../bands.ts'
import { element } from '../dom.ts'
import { counted, time, value } from '../format.ts'
import { Panel } from './panel.ts'

const svg = 'http://www.w3.org/2000/svg'

/** The highest and the mean index of the location in the chosen time. */
export class Gauges {
  readonly max = new Panel('panel-max')
  readonly mean = new Panel('panel-mean')

  get panels(): readonly Panel[] {
    return [this.max, this.mean]
  }

  show(summary: Summary): void {
    const { maxIndex, meanIndex, dataCapture: capture } = summary
    if (maxIndex === null || meanIndex === null) {
      for (const panel of this.panels) panel.empty('No reading with an index in this time.')
      return
    }
    const at = summary.maxIndexTime ? [' at ', element('span', { class: 'whole' }, time(summary.maxIndexTime))] : []
    this.max.body.replaceChildren(...gauge(maxIndex.value), note('indicative', ...at), ...advice(maxIndex))
    const enough = capture.sufficient ? '' : ', less than the 75\u00a0% that Defra asks for'
    this.mean.body.replaceChildren(...gauge(meanIndex),
      note(`indicative, of ${counted(summary.readingsWithIndex, 'reading')}`),
      element('p', { class: capture.sufficient ? 'advice' : 'advice short', 'data-testid': 'data-capture' },
        `Data capture ${value(capture.percent)}\u00a0%: ${capture.hoursWithIndex} of ${capture.hours} h${enough}`))
    for (const panel of this.panels) panel.ready()
  }
}

function note(...content: (Node | string)[]): HTMLElement {
  return element('p', { class: 'note' }, ...content)
}

/** What Defra advises at this index, to everyone and to people at risk. */
function advice(index: Index): HTMLElement[] {
  const { everyone, atRisk } = index.advice
  const texts = everyone === atRisk ? [['Everyone', everyone]] : [['Everyone', everyone], ['At risk', atRisk]]
  return texts.map(([who, text]) => element('p', { class: 'advice' }, element('b', {}, `${who}: `), text ?? ''))
}

function gauge(index: number): (Element | HTMLElement)[] {
  const dial = document.createElementNS(svg, 'svg')
  dial.setAttribute('viewBox', '0 0 120 66')
  dial.setAttribute('aria-hidden', 'true')
  for (let step = 1; step <= 10; step++) dial.append(segment(step, index))
  const figure = element('p', { class: 'figure', 'data-level': levelOf(index) },
    element('span', { class: 'number', 'data-testid': 'value' }, value(index)),
    element('span', { class: 'of' }, '/10'),
    element('span', { class: 'band', 'data-testid': 'band' }, bandOf(index)))
  return [dial, figure]
}

/** One of the dial's ten steps, lit up to the index. */
function segment(step: number, index: number): SVGElement {
  const [from, to] = [Math.PI * (1 - (step - 1) / 10) - 0.02, Math.PI * (1 - step / 10) + 0.02]
  const at = (angle: number) => `${(60 + 52 * Math.cos(angle)).toFixed(2)} ${(60 - 52 * Math.sin(angle)).toFixed(2)}`
  const arc = document.createElementNS(svg, 'path')
  arc.setAttribute('d', `M${at(from)}A52 52 0 0 1 ${at(to)}`)
  arc.setAttribute('class', step <= index ? `lit ${levelOf(step)}` : 'unlit')
  return arc
}
