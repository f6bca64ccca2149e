import { createStore } from '../store';
import { createPreferences } from './preferences';

export const services = { store: createStore, preferences: createPreferences };
