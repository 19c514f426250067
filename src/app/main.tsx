// Where the page starts.
import { createRoot } from 'react-dom/client'

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no #app')
createRoot(place).render(<h1>Unwind</h1>)
