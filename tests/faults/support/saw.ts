import { getCurrentTest } from 'vitest/suite';
import type { Sighting } from './sighting';

declare module 'vitest' {
  interface TaskMeta {
    sightings?: Sighting[];
  }
}

/**
 * Notes what a test did and saw; call it when its expectations have held. The reporter beside this
 * file prints the notes of all tests, by heading, whatever becomes of the tests' own output.
 */
export const saw = (sighting: Sighting): void => {
  const test = getCurrentTest();
  if (!test) throw new Error('saw() belongs into the course of a test');
  (test.meta.sightings ??= []).push(sighting);
};
