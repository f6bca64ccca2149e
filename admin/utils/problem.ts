import { z } from 'zod';

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
  message?: string;
}

export const toProblem = (error: unknown): Problem => {
  const request = requestErrorSchema.safeParse(error);
  // A response that breaks the contract fails in zod, not in axios.
  if (!request.success || error instanceof z.ZodError) return { kind: 'unexpected' };
  const { response } = request.data;
  if (!response) return { kind: 'unreachable' };
  const api = apiErrorSchema.safeParse(response.data);
  return {
    kind: KINDS_BY_STATUS.get(response.status) ?? 'refused',
    message: api.success ? api.data.error.message : undefined,
  };
};

/** react-query's `retry`: once more where there was no response; a refusal would only be repeated. */
export const retryUnlessRefused = (failures: number, error: unknown) =>
  failures < 1 && toProblem(error).kind === 'unreachable';
