import type { LoadedStrapi } from '@strapi/types';
import { recorderOf } from './services';

export const bootstrap = ({ strapi }: { strapi: LoadedStrapi }) => recorderOf(strapi).start();
