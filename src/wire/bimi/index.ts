/** BIMI as text: the record, and the profile of the picture. Certificates are read in gather/bimi. */
export { isBimiRecord, parseBimiRecord } from './record.ts';
export { svgProblems } from './svg-profile.ts';
