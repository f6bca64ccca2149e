import type { Context } from 'koa';
import type { z } from 'zod';

const VALIDATION_ERROR = 'ValidationError';

/** Responds with 400 in the shape of Strapi's own validation errors, one error per field. */
const badRequest = (ctx: Context, { issues }: z.ZodError) => {
  const errors = issues.map(({ path, message }) => ({
    path: path.map(String),
    message: `${path.join('.') || 'The request'}: ${message}`,
    name: VALIDATION_ERROR,
  }));
  ctx.status = 400;
  ctx.body = {
    data: null,
    error: {
      status: 400,
      name: VALIDATION_ERROR,
      message: errors.map(({ message }) => message).join('; '),
      details: { errors },
    },
  };
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

export const notFound = (ctx: Context): void => {
  ctx.status = 404;
  ctx.body = {
    data: null,
    error: { status: 404, name: 'NotFoundError', message: 'Not Found', details: {} },
  };
};
