/** Reference to base data or an organization by its number. */
export type Reference = Readonly<{ FNumber: string }>;
