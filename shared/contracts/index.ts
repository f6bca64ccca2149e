export * from './vocabulary';
export * from './query';
export * from './session';
export * from './entry';
export * from './preferences';
export * from './export';
