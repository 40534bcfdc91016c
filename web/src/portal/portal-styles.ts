// What only the portal uses; loads after the styles that every screen shares.
import '@mantine/notifications/styles.css'
import '@mantine/core/styles/Badge.css'
import '@mantine/core/styles/PasswordInput.css'
import '@mantine/core/styles/Table.css'
