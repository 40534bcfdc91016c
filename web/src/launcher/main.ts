import { launch } from './launcher.ts'

// Named only while the tag is run: later it is null.
const script = document.currentScript as HTMLScriptElement | null
if (script) launch(script)
