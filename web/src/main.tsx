import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { applyLanguage } from './phrases/language.ts'
import './ui/mantine-styles.ts'
import './ui/base.css'

applyLanguage()
createRoot(document.getElementById('root')!).render(<App />)
