/** The portal's pages about the desk, for the route table. */
export { ChannelPage } from './channels/channel-page.tsx'
export { ChannelsPage } from './channels/channels-page.tsx'
export { DashboardPage } from './dashboard/dashboard-page.tsx'
export { ExtractPage } from './extract/extract-page.tsx'
export { RepliesPage } from './replies/replies-page.tsx'
export { StatusboardPage } from './statusboard/statusboard-page.tsx'
export { TeamsPage } from './teams/teams-page.tsx'
