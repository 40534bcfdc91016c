import { IconKey, IconRoute, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { portal } from '../phrases/portal.ts'
import type { Area } from './access.ts'
import classes from './portal.module.css'

const icons = { sso: IconKey, users: IconUsers, traces: IconRoute }

export function PortalNav({ areas }: { areas: Area[] }) {
  return (
    <nav aria-label={portal.menu} className={classes.nav}>
      {areas.map((area) => {
        const Icon = icons[area]
        return (
          <Link
            key={area}
            to={`/provider/${area}`}
            className={classes.navLink}
            activeOptions={{ includeSearch: false }}
          >
            <Icon size={18} aria-hidden />
            {portal.nav[area]}
          </Link>
        )
      })}
    </nav>
  )
}
