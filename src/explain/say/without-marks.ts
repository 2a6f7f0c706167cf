/** The pages of the documentation set commands in back quotes; elsewhere they stand as they are typed. */
export const withoutMarks = (text: string): string => text.replaceAll('`', '');
