import type { LoadedStrapi } from '@strapi/types';
import { PLUGIN_ID } from '../shared/plugin-id';
import { reasonOf } from './domain/error-reason';
import { recorderOf } from './services';

interface Context {
  strapi: LoadedStrapi;
}

/** What is missing where the step fails, and the step. It may return how to restore what it patched. */
type Step = [consequence: string, run: (context: Context) => unknown];

/** For each Strapi of this process: the restores, latest first, and what was logged of failed steps. */
const states = new WeakMap<object, { restores: (() => void)[]; reasons: Set<string> }>();

const stateOf = (strapi: LoadedStrapi) => {
  const state = states.get(strapi) ?? { restores: [], reasons: new Set() };
  states.set(strapi, state);
  return state;
};

const logError = (strapi: LoadedStrapi, text: string, error: unknown) => {
  try {
    recorderOf(strapi).log.error(text, error);
  } catch {
    strapi.log.error(`[${PLUGIN_ID}] ${text}: ${reasonOf(error)}`);
  }
};

/**
 * Runs steps of Strapi's start or stop. One that throws, as on a Strapi without a method that it needs,
 * costs its feature and is logged, each cause once; Strapi runs all the same.
 */
export const runSteps = async (context: Context, steps: Step[]): Promise<void> => {
  const { restores, reasons } = stateOf(context.strapi);
  for (const [consequence, run] of steps) {
    try {
      const restore = await run(context);
      if (typeof restore === 'function') restores.unshift(() => restore());
    } catch (error) {
      const reason = reasonOf(error);
      if (!reasons.has(reason)) logError(context.strapi, consequence, error);
      reasons.add(reason);
    }
  }
};

/** Restores what the steps have patched. */
export const restorePatches = ({ strapi }: Context): void =>
  stateOf(strapi)
    .restores.splice(0)
    .forEach((restore) => restore());
