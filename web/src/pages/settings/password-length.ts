/** The least that the server takes as a password. */
export const MIN_PASSWORD = 12;
