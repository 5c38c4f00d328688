import { expect, it } from 'vitest'
import { csv } from '../src/csv.ts'

it('writes a header, CRLF and nothing for what is missing', () => {
  expect(csv(['a', 'b'], [[1, 'x'], [null, 2.5]])).toBe('a,b\r\n1,x\r\n,2.5\r\n')
})

it('quotes commas, quotes and line ends', () => {
  expect(csv(['a'], [['x,y'], ['say "hi"'], ['two\nlines']])).toBe('a\r\n"x,y"\r\n"say ""hi"""\r\n"two\nlines"\r\n')
})

it.each(['=1+1', '+1', '-1', '@a', '\tx'])('defuses the formula %j', text => {
  expect(csv(['a'], [[text]])).toBe(`a\r\n'${text}\r\n`)
})

it('keeps a negative number a number', () => {
  expect(csv(['a'], [[-4.2]])).toBe('a\r\n-4.2\r\n')
})
