// What only the portal uses; loads after the styles that every screen shares.
import '@mantine/core/styles/ColorSwatch.css'
import '@mantine/core/styles/Notification.css'
import '@mantine/core/styles/PasswordInput.css'
import '@mantine/notifications/styles.css'
