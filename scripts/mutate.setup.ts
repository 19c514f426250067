// While mutants are tried, properties draw the same examples every time, so that a score can be
// compared, and a counter-example is not made smaller: nobody reads it.
import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true, seed: 20_211_204 })
