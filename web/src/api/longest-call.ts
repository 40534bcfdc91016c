/** Milliseconds. On a network that swallows everything, nothing else would end a call for minutes. */
export const longestCall = 20_000
