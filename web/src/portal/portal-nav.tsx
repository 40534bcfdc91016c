import type { Role } from '@koopid/contract'
import {
  IconBuilding,
  IconChartBar,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconMessageBolt,
  IconMessages,
  IconRoute,
  IconTableExport,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useId, useRef } from 'react'
import { portal } from '../phrases/portal.ts'
import { type Area, type Group, menuFor } from './access.ts'
import classes from './portal.module.css'

const icons: Record<Area, typeof IconKey> = {
  dashboard: IconChartBar,
  statusboard: IconLayoutDashboard,
  extract: IconTableExport,
  profile: IconBuilding,
  teams: IconUsersGroup,
  channels: IconMessages,
  replies: IconMessageBolt,
  sso: IconKey,
  users: IconUsers,
  traces: IconRoute,
  audit: IconHistory,
}

export function PortalNav({ role }: { role: Role }) {
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // On a phone the menu is one line that scrolls.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another current link
  useEffect(() => {
    const current = nav.current?.querySelector('[aria-current="page"]')
    current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  return (
    <nav aria-label={portal.menu} className={classes.nav} ref={nav}>
      {menuFor(role).map(([group, areas]) => (
        <NavGroup key={group} group={group} areas={areas} />
      ))}
    </nav>
  )
}

function NavGroup({ group, areas }: { group: Group; areas: Area[] }) {
  const id = useId()
  return (
    <section className={classes.navGroup} aria-labelledby={id}>
      <h2 className={classes.navTitle} id={id}>
        {portal.groups[group]}
      </h2>
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
    </section>
  )
}
