import path from 'path';

const connections = {
  sqlite: (env) => ({
    connection: { filename: path.resolve(env('DATABASE_FILENAME')) },
    useNullAsDefault: true,
  }),
  postgres: (env) => ({
    connection: {
      host: env('DATABASE_HOST'),
      port: env.int('DATABASE_PORT'),
      user: env('DATABASE_USERNAME'),
      password: env('DATABASE_PASSWORD', ''),
      database: env('DATABASE_NAME'),
      schema: env('DATABASE_SCHEMA'),
    },
  }),
};

export default ({ env }) => {
  const client = env('DATABASE_CLIENT');
  return { connection: { client, ...connections[client](env) } };
};
