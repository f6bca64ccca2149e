const MAX_CAUSES = 5;

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined);

const causeChain = (error: unknown): unknown[] => {
  const chain = [error];
  while (chain.length <= MAX_CAUSES && causeOf(chain[chain.length - 1])) {
    chain.push(causeOf(chain[chain.length - 1]));
  }
  return chain;
};

const ownMessage = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return error.message || code || error.name;
};

/**
 * What went wrong, in one line, with what caused it: "fetch failed: connect ECONNREFUSED 127.0.0.1:80".
 * Takes whatever was thrown; never throws itself.
 */
export const describeError = (error: unknown): string => {
  try {
    const messages = causeChain(error).map(ownMessage);
    return messages.filter((message, index) => messages.indexOf(message) === index).join(': ');
  } catch {
    return 'Unknown error';
  }
};
