/** Days that one file of an extract may cover. */
export const longestExtract = 366
