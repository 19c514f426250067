// The form of an event: its kind, size and name, and the button that drops it.
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Heading } from 'react-aria-components/Heading'
import { dropNews } from '../app/changes.ts'
import { useLab } from '../app/store.ts'
import { formatMoment } from './format.ts'
import { NewsFields } from './NewsFields.tsx'
import type { NewsTyped } from './NewsFields.tsx'

const FIRST: NewsTyped = { kind: 'press', sizePercent: -3, title: '' }

export function EventForm({ close }: { close(): void }) {
  const step = useLab((state) => state.pastStep ?? state.clock?.step ?? 0)
  const [news, setNews] = useState(FIRST)
  return (
    <>
      <Heading slot="title" level={2}>
        Drop an event now
      </Heading>
      <NewsFields news={news} onChange={setNews} />
      <Button
        className="button isPrimary"
        onPress={() => {
          void dropNews(news.kind, news.sizePercent, news.title)
          close()
        }}
      >
        Drop it at {formatMoment(step)}
      </Button>
    </>
  )
}
