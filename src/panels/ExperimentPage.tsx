// The experiment: on a desk its form beside the grid, on a phone the form folded away above it.
import { useEffect } from 'react'
import { followSweep } from '../app/sweepRun.ts'
import { ExperimentForm } from './ExperimentForm.tsx'
import { ExperimentProgress } from './ExperimentProgress.tsx'
import { ExperimentResult } from './ExperimentResult.tsx'

export function ExperimentPage() {
  useEffect(followSweep, [])
  return (
    <>
      <section className="parameters experimentForm" aria-label="What is asked">
        <ExperimentForm />
      </section>
      <main className="experiment">
        <ExperimentProgress />
        <ExperimentResult />
      </main>
    </>
  )
}

export function ExperimentPhone() {
  useEffect(followSweep, [])
  return (
    <div className="experiment isPhone">
      <ExperimentProgress />
      <details className="experimentForm">
        <summary>What is asked</summary>
        <ExperimentForm />
      </details>
      <ExperimentResult />
    </div>
  )
}
