/** The logo mark: a speech bubble with a K. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
      <path
        fill="var(--mantine-color-lagoon-7)"
        d="M9 2h14a7 7 0 0 1 7 7v9a7 7 0 0 1-7 7h-8.2l-6.1 4.7c-.7.5-1.7 0-1.7-.8v-4.2A7 7 0 0 1 2 18V9a7 7 0 0 1 7-7Z"
      />
      <path
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
        d="M12 8v11M20.5 8l-7 5.6 7.2 5.4"
      />
    </svg>
  )
}
