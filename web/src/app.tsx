import { QueryClientProvider } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
  redirect,
} from '@tanstack/react-router'
import { brandQuery, createQueryClient, sessionQuery } from './api/queries.ts'
import { Appearance } from './ui/appearance.tsx'
import { PageNotFound, PageProblem } from './ui/page-states.tsx'
import { parseSearch, stringifySearch, texts } from './ui/search-params.ts'

const queries = createQueryClient()

/** Asks while the screen's code is still on its way. */
const preload = () => {
  void queries.prefetchQuery(brandQuery)
  void queries.prefetchQuery(sessionQuery)
}

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: PageNotFound,
  errorComponent: PageProblem,
})

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/login' })
  },
})

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: texts('provider', 'state', 'reason', 'target'),
  beforeLoad: () => void queries.prefetchQuery(brandQuery),
  component: lazyRouteComponent(() => import('./sign-in/login-page.tsx'), 'LoginPage'),
})

// One desktop for all its addresses: opening a conversation keeps the socket, the sound and what is being written.
const agent = createRoute({
  getParentRoute: () => root,
  path: '/agent',
  beforeLoad: preload,
  component: lazyRouteComponent(() => import('./desktop/desktop-page.tsx'), 'DesktopPage'),
})
const agentHome = createRoute({ getParentRoute: () => agent, path: '/' })
const agentConversation = createRoute({ getParentRoute: () => agent, path: 'c/$conversation' })
const agentElsewhere = createRoute({ getParentRoute: () => agent, path: '$' })

// One chunk: its pages are small beside what they share.
const portalPages = () => import('./portal/pages.ts')
const portal = createRoute({
  getParentRoute: () => root,
  path: '/provider',
  beforeLoad: preload,
  component: lazyRouteComponent(portalPages, 'PortalPage'),
})
const portalHome = createRoute({
  getParentRoute: () => portal,
  path: '/',
  component: lazyRouteComponent(portalPages, 'PortalHome'),
})
const profile = createRoute({
  getParentRoute: () => portal,
  path: 'profile',
  component: lazyRouteComponent(portalPages, 'ProfilePage'),
})
const sso = createRoute({
  getParentRoute: () => portal,
  path: 'sso',
  validateSearch: texts('test'),
  component: lazyRouteComponent(portalPages, 'SsoPage'),
})
const users = createRoute({
  getParentRoute: () => portal,
  path: 'users',
  validateSearch: texts('search', 'state'),
  component: lazyRouteComponent(portalPages, 'UsersPage'),
})
const traces = createRoute({
  getParentRoute: () => portal,
  path: 'traces',
  validateSearch: texts('outcome', 'code', 'search'),
  component: lazyRouteComponent(portalPages, 'TracesPage'),
})
const trace = createRoute({
  getParentRoute: () => portal,
  path: 'traces/$incident',
  validateSearch: texts('outcome', 'code', 'search'),
  component: lazyRouteComponent(portalPages, 'TracePage'),
})

const audit = createRoute({
  getParentRoute: () => portal,
  path: 'audit',
  validateSearch: texts('group', 'search'),
  component: lazyRouteComponent(portalPages, 'AuditPage'),
})

// Its forms, tables and charts would only slow down the pages above.
const deskPages = () => import('./portal/desk-pages.ts')
const dashboard = createRoute({
  getParentRoute: () => portal,
  path: 'dashboard',
  component: lazyRouteComponent(deskPages, 'DashboardPage'),
})
const statusboard = createRoute({
  getParentRoute: () => portal,
  path: 'statusboard',
  component: lazyRouteComponent(deskPages, 'StatusboardPage'),
})
const extract = createRoute({
  getParentRoute: () => portal,
  path: 'extract',
  component: lazyRouteComponent(deskPages, 'ExtractPage'),
})
const teams = createRoute({
  getParentRoute: () => portal,
  path: 'teams',
  component: lazyRouteComponent(deskPages, 'TeamsPage'),
})
const channels = createRoute({
  getParentRoute: () => portal,
  path: 'channels',
  component: lazyRouteComponent(deskPages, 'ChannelsPage'),
})
const channel = createRoute({
  getParentRoute: () => portal,
  path: 'channels/$channel',
  validateSearch: texts('kind'),
  component: lazyRouteComponent(deskPages, 'ChannelPage'),
})
const replies = createRoute({
  getParentRoute: () => portal,
  path: 'replies',
  validateSearch: texts('search', 'tab'),
  component: lazyRouteComponent(deskPages, 'RepliesPage'),
})

const router = createRouter({
  routeTree: root.addChildren([
    start,
    login,
    agent.addChildren([agentHome, agentConversation, agentElsewhere]),
    portal.addChildren([
      portalHome,
      dashboard,
      statusboard,
      extract,
      teams,
      channels,
      channel,
      replies,
      profile,
      sso,
      users,
      traces,
      trace,
      audit,
    ]),
  ]),
  trailingSlash: 'preserve',
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Appearance>
        <RouterProvider router={router} />
      </Appearance>
    </QueryClientProvider>
  )
}
