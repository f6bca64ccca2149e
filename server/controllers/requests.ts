import type { Context } from 'koa';
import type { z } from 'zod';

const VALIDATION_ERROR = 'ValidationError';

/** The shape of Strapi's own errors. */
export const errorBody = (status: number, name: string, message: string, details: object = {}) => ({
  data: null,
  error: { status, name, message, details },
});

/** Responds with 400 in the shape of Strapi's own validation errors, one error per field. */
const badRequest = (ctx: Context, { issues }: z.ZodError) => {
  const errors = issues.map(({ path, message }) => ({
    path: path.map(String),
    message: `${path.join('.') || 'The request'}: ${message}`,
    name: VALIDATION_ERROR,
  }));
  const message = errors.map((error) => error.message).join('; ');
  ctx.status = 400;
  ctx.body = errorBody(400, VALIDATION_ERROR, message, { errors });
};

/** A handler that runs only with input that its contract accepts. */
export const parsed =
  <Schema extends z.ZodTypeAny>(
    schema: Schema,
    read: (ctx: Context) => unknown,
    handle: (ctx: Context, input: z.output<Schema>) => Promise<void>
  ) =>
  async (ctx: Context): Promise<void> => {
    const result = schema.safeParse(read(ctx));
    if (result.success) await handle(ctx, result.data);
    else badRequest(ctx, result.error);
  };

/** The admin user who sent the request. */
export const callerId = (ctx: Context): number => ctx.state.user.id;

export const notFound = (ctx: Context): void => {
  ctx.status = 404;
  ctx.body = errorBody(404, 'NotFoundError', 'Not Found');
};
