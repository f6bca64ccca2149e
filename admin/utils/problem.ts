import { z } from 'zod';

/** What axios throws, as far as it's of use here. */
const requestErrorSchema = z.object({
  response: z.object({ status: z.number(), data: z.unknown() }).optional(),
});

const apiErrorSchema = z.object({ error: z.object({ message: z.string().min(1) }) });

const KINDS_BY_STATUS = new Map<number, 'denied' | 'missing'>([
  [403, 'denied'],
  [404, 'missing'],
]);

interface Problem {
  kind: 'denied' | 'missing' | 'unreachable' | 'refused' | 'unexpected';
  /** The server's own words, where it said any. */
  message?: string;
}

/** What went wrong with a request, for a person. */
export const toProblem = (error: unknown): Problem => {
  const request = requestErrorSchema.safeParse(error);
  // An answer that isn't what the contract says fails in zod, not in axios.
  if (!request.success || error instanceof z.ZodError) return { kind: 'unexpected' };
  const { response } = request.data;
  if (!response) return { kind: 'unreachable' };
  const said = apiErrorSchema.safeParse(response.data);
  return {
    kind: KINDS_BY_STATUS.get(response.status) ?? 'refused',
    message: said.success ? said.data.error.message : undefined,
  };
};
