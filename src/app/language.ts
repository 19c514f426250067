// Some browsers give the system's locale for a language, such as "C", which Intl refuses, and with
// it every chart that formats a number. Those pages are read in English.

/** A language that Intl takes: the browser's own, or English. */
export function usableLanguage(language: string | undefined): string {
  if (language === undefined) return 'en-US'
  try {
    void new Intl.NumberFormat(language)
    return language
  } catch {
    return 'en-US'
  }
}

/** Before any library looks at it. */
export function mendLanguage(browser: Navigator): void {
  const usable = usableLanguage(browser.language)
  if (usable === browser.language) return
  Object.defineProperty(browser, 'language', { value: usable, configurable: true })
}
