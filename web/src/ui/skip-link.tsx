import { common } from '../phrases/common.ts'

export function SkipLink() {
  return (
    <a className="skip-link" href="#main">
      {common.skipToContent}
    </a>
  )
}
