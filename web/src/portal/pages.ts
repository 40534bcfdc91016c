/** The portal's pages, for the route table. */
export { AuditPage } from './audit/audit-page.tsx'
export { PortalHome, PortalPage } from './portal-page.tsx'
export { ProfilePage } from './profile/profile-page.tsx'
export { SsoPage } from './sso/sso-page.tsx'
export { TracePage } from './traces/trace-page.tsx'
export { TracesPage } from './traces/traces-page.tsx'
export { UsersPage } from './users/users-page.tsx'
