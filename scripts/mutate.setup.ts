// While mutants are tried, properties draw the same examples every time, so that a score can be
// compared; those that ask for it draw fewer; and a counter-example is not made smaller: nobody reads it.
import fc from 'fast-check'

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  endOnFailure: true,
  numRuns: 60,
  seed: 20_211_204,
})
