import { describe, expect, it } from 'vitest'
import { mendLanguage, usableLanguage } from './language.ts'

describe('the language of the page', () => {
  it.each(['en-US', 'de', 'zh-Hant-TW'])('is the one the browser names: %s', (language) => {
    expect(usableLanguage(language)).toBe(language)
  })

  it.each(['C', 'en_US.UTF-8', '', undefined])(
    'is English where the browser names none that numbers can be written in: %s',
    (language) => {
      expect(() => new Intl.NumberFormat(usableLanguage(language))).not.toThrow()
      expect(usableLanguage(language)).toBe('en-US')
    },
  )

  it('is mended on the browser itself, where libraries read it', () => {
    const browser = Object.create({ language: 'C' }) as Navigator
    mendLanguage(browser)
    expect(browser.language).toBe('en-US')
  })
})
