import type { Strapi } from '@strapi/strapi';
import { PLUGIN_ID } from '../shared/plugin-id';
import { reasonOf } from './domain/error-reason';
import { recorderOf } from './services';

/** What was logged of each Strapi: one cause may fail several steps. */
const loggedReasons = new WeakMap<object, Set<string>>();

const isNew = (strapi: Strapi, reason: string) => {
  const logged = loggedReasons.get(strapi) ?? new Set();
  loggedReasons.set(strapi, logged);
  return logged.size < logged.add(reason).size;
};

const logError = (strapi: Strapi, text: string, error: unknown) => {
  try {
    recorderOf(strapi).log.error(text, error);
  } catch {
    strapi.log.error(`[${PLUGIN_ID}] ${text}: ${reasonOf(error)}`);
  }
};

/**
 * Runs a step of Strapi's start or stop. One that throws, as on a Strapi without a method that it needs,
 * costs its feature and is logged; Strapi runs all the same.
 */
export const runStep = async (
  strapi: Strapi,
  consequence: string,
  step: () => unknown
): Promise<void> => {
  try {
    await step();
  } catch (error) {
    if (isNew(strapi, reasonOf(error))) logError(strapi, consequence, error);
  }
};
