/** What goes wrong, in the order in which the table of `npm run test:faults` shows it. */
export const HEADINGS = [
  'Interruptions',
  'The database fails',
  'Ends that must be told truthfully',
  'Hostile input',
  'Living in a host',
] as const;

type Heading = (typeof HEADINGS)[number];

/** One line of the table. */
export interface Sighting {
  heading: Heading;
  /** What the test did, in words for a reader without the code. */
  done: string;
  /** What came of it, with the figures measured. */
  seen: string;
}
